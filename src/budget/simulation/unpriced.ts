/** Jobs on labels that no card has: they are not in the bill, with the most that they can cost. */
import type { BudgetReport } from '../../contract/budget.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { type Account, toDollars } from '../bill.ts';
import { dearestRate } from '../runner-sku.ts';
import { groupBy } from './group-by.ts';
import type { JobTemplate } from './run-template.ts';
import { minutesOf } from './usage-rows.ts';

export function unpricedOf(jobs: readonly JobTemplate[], { card }: Account): BudgetReport['unpriced'] {
  const byLabel = groupBy(
    jobs.filter(({ price }) => price.kind === 'unknown'),
    ({ labels }) => labels.join(', '),
  );
  return [...byLabel].map(([label, same]) => {
    const minutes = same.reduce((sum, job) => sum + minutesOf(job), 0);
    const price = same[0]?.price;
    const { mills } = dearestRate(card, price?.kind === 'unknown' ? price.system : undefined);
    return { label, minutes, usdAtMost: toDollars(minutes * mills) };
  });
}

export function unpricedFindings(jobs: readonly JobTemplate[], account: Account): Diagnostic[] {
  return unpricedOf(jobs, account).map(({ label, minutes, usdAtMost }) => ({
    severity: 'warning',
    code: 'unknown-runner',
    message: `the card of ${account.card.id} has no price for the runner "${label}": its ${minutes} minutes are not in the bill, at most $${usdAtMost.toFixed(2)}`,
    hint: `say what it is in pipewright.config.ts, as in budget: { labels: { ${JSON.stringify(label)}: 'self-hosted' } }`,
  }));
}
