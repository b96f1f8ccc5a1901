/** Workflows that no event of the month starts: that is said, as nothing in a bill looks like nothing to pay. */
import type { BudgetWorkflow } from '../../contract/budget.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { PlannedWorkflow } from './planned-workflow.ts';
import { isCounted } from './streams.ts';

export function unstartedFindings(
  workflows: readonly PlannedWorkflow[],
  rows: readonly BudgetWorkflow[],
): Diagnostic[] {
  const idle = new Set(rows.filter(({ runs }) => runs === 0).map(({ file }) => file));
  return workflows.filter(({ file, document }) => idle.has(file) && mayStart(document.on)).map(toFinding);
}

/** Calls are counted with their callers, and what nobody tells the number of has a finding of its own. */
const mayStart = (triggers: PlannedWorkflow['document']['on']): boolean =>
  triggers.every(({ event }) => isCounted(event)) && triggers.some(({ event }) => event !== 'workflow_call');

const toFinding = ({ file, document }: PlannedWorkflow): Diagnostic => ({
  severity: 'info',
  code: 'no-runs',
  message: `no event of the month runs a job of ${file}: it is counted as nothing`,
  source: document.on[0]?.source?.locate() ?? { file, line: 1, column: 1 },
  path: 'on',
  hint: `say what starts it in pipewright.config.ts, as in traffic: { dispatches: [{ workflow: '${file}', perMonth: 4 }] }`,
});
