/** A report as annotations of a workflow: at most ten, the gates first, then the worst cases at their lines. */
import type { CaseReport, Report } from '../../../contract/index.ts';
import { type Diagnostic, renderAnnotations } from '../../../diagnostics/index.ts';
import { harmless, plainLine } from '../../../markup/plain-line.ts';
import type { Format } from '../format.ts';
import { gatesWorstFirst } from '../gate-cells.ts';
import { worstAttempt, worstFirst } from '../verdict-order.ts';

/** GitHub shows ten of a kind for a step, and drops the others without a word. */
export const mostAnnotations = 10;

export const annotations: Format = {
  purpose: 'for the log of a workflow, as commands',
  render: (report) => [{ ending: '.annotations.txt', text: renderAnnotations(annotate([report]), '.') }],
};

/** What is wrong with reports, in at most ten findings; the last one counts what the others leave out. */
export function annotate(reports: readonly Report[]): Diagnostic[] {
  const all = [...reports.flatMap(incomplete), ...reports.flatMap(failedGates), ...reports.flatMap(failedCases)];
  if (all.length <= mostAnnotations) return all;
  const shown = all.slice(0, mostAnnotations - 1);
  const message = `${all.length - shown.length} more failed gates and cases: the summary of the step has them`;
  return [...shown, { severity: 'error', code: 'more-failures', message }];
}

const nameOf = ({ suite, model }: Report): string => `${suite} with ${plainLine(model.id, 60)}`;

const incomplete = (report: Report): Diagnostic[] =>
  report.status === 'incomplete'
    ? [
        {
          severity: 'error',
          code: 'incomplete-report',
          message: `${nameOf(report)} is incomplete: ${plainLine(report.statusReason ?? 'it did not say why')}`,
        },
      ]
    : [];

const failedGates = (report: Report): Diagnostic[] =>
  gatesWorstFirst(report.gates)
    .filter(({ status }) => status === 'failed')
    .map(({ id, label, message }) => ({
      severity: 'error',
      code: plainLine(id, 60),
      message: `${nameOf(report)}: ${plainLine(label, 100)}: ${plainLine(message, 400)}`,
    }));

const failedCases = (report: Report): Diagnostic[] =>
  worstFirst(report.cases)
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'flaky')
    .map((each) => annotateCase(report, each));

function annotateCase(report: Report, each: CaseReport): Diagnostic {
  const attempt = worstAttempt(each);
  const right = each.attempts.filter(({ verdict }) => verdict === 'right').length;
  const said =
    attempt === undefined
      ? 'there was no attempt'
      : `${attempt.verdict}: ${plainLine(attempt.reasons[0] ?? attempt.answer)}`;
  return {
    severity: each.outcome === 'flaky' ? 'warning' : 'error',
    code: `${each.outcome}-case`,
    message: `${nameOf(report)}: ${plainLine(each.id, 80)}, ${right} of ${each.attempts.length} right; ${said}`,
    ...(each.source === undefined ? {} : { source: { ...each.source, file: harmless(each.source.file) } }),
  };
}
