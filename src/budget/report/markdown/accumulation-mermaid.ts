/** The minutes as they add up against what is included, as a picture that GitHub draws. */
import type { BudgetReport } from '../../../contract/budget.ts';
import { sumsOf } from '../minutes-so-far.ts';

export function accumulationMermaid(report: BudgetReport): string {
  const { quota } = report;
  const sums = sumsOf(report);
  const minutes = sums.map((sum) => Math.round(sum.minutes));
  const most = Math.max(1, quota.included, ...minutes);
  const lines = [
    ...['xychart-beta', `  x-axis "day" 1 --> ${Math.max(2, sums.length)}`],
    ...[`  y-axis "minutes" 0 --> ${Math.ceil(most * 1.05)}`, `  line [${minutes.join(', ')}]`],
    ...(quota.included > 0 ? [`  line [${sums.map(() => quota.included).join(', ')}]`] : []),
  ];
  return lines.join('\n');
}
