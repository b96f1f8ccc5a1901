/** A report as GitHub's Markdown: for the summary of a step, and for a comment. */
import type { CaseReport, Report } from '../../../contract/index.ts';
import { formatAmount } from '../../measure/format.ts';
import type { Format } from '../format.ts';
import { gateCells, gatesWorstFirst } from '../gate-cells.ts';
import { factsOf } from '../headline.ts';
import { details, joinBlocks, stepSummaryBytes, table } from '../markdown/blocks.ts';
import { codeBlock, codeSpan, prose } from '../markdown/escape.ts';
import { countCategories, countOutcomes, describeOutcomes, slowestCases } from '../tally.ts';
import { worstAttempt, worstFirst } from '../verdict-order.ts';

const mostRows = 50;

export const markdown: Format = {
  purpose: 'for the summary of a step',
  render: (report) => [{ ending: '.md', text: renderMarkdown(report) }],
};

export interface MarkdownLimits {
  /** UTF-8 bytes, at most. @default 1 MiB */
  readonly maxBytes?: number;
}

/** The most important first; what does not fit is left out whole, and counted. */
export const renderMarkdown = (report: Report, { maxBytes = stepSummaryBytes }: MarkdownLimits = {}): string =>
  joinBlocks(blocksOf(report), maxBytes);

const icons = { passed: '✅', failed: '❌', skipped: '⏭️', incomplete: '⚠️' } as const;
const gateIcons = { passed: '✅', failed: '❌', 'not-measured': '➖' } as const;

/** `✅ quality: qwen-0.5b-q4 on llama` */
export const titleOf = ({ status, suite, model, engine }: Report): string =>
  `${icons[status]} ${suite}: ${codeSpan(model.id, 60)} on ${codeSpan(engine.name, 30)}`;

function blocksOf(report: Report): string[] {
  const { statusReason, notes } = report;
  const failed = worstFirst(report.cases).filter(({ outcome }) => outcome === 'failed');
  const flaky = report.cases.filter(({ outcome }) => outcome === 'flaky');
  return [
    `### ${titleOf(report)}`,
    `**${report.status}**: ${describeOutcomes(countOutcomes(report.cases))}`,
    ...(statusReason === undefined ? [] : [`> ${prose(statusReason)}`]),
    ...notes.slice(0, mostRows).map((note) => `> ${prose(note)}`),
    ...gateBlock(report),
    ...(failed.length === 0 ? [] : [`#### Failed (${failed.length})`]),
    ...failed.slice(0, mostRows).map(caseBlock),
    ...(flaky.length === 0 ? [] : [`#### Flaky (${flaky.length})`]),
    ...flaky.slice(0, mostRows).map(caseBlock),
    ...baselineBlock(report),
    ...categoryBlock(report),
    ...measurementBlock(report),
    ...slowestBlock(report),
    details(
      'Where and how',
      factsOf(report)
        .map(({ name, value }) => `- ${name}: ${codeSpan(value, 300)}`)
        .join('\n'),
    ),
    ...[...failed.slice(mostRows), ...flaky.slice(mostRows)].map(caseBlock),
  ];
}

function gateBlock({ gates }: Report): string[] {
  if (gates.length === 0) return [];
  const rows = gatesWorstFirst(gates)
    .slice(0, mostRows)
    .map((gate) => {
      const { id, label, measured, asked, n, bound, needed, status } = gateCells(gate);
      const numbers = [measured, asked, n, bound, needed].map((cell) => prose(cell));
      return [gateIcons[status], `${codeSpan(id, 40)} ${prose(label, 80)}`, ...numbers];
    });
  const failures = gates
    .filter(({ status }) => status === 'failed')
    .map(({ id, message }) => `- ${codeSpan(id, 40)}: ${prose(message)}`);
  return [
    table(['', 'gate', 'measured', 'asked for', 'n', 'at least', 'would prove'], rows),
    ...(failures.length === 0 ? [] : [failures.slice(0, mostRows).join('\n')]),
  ];
}

function caseBlock(each: CaseReport): string {
  const attempt = worstAttempt(each);
  const right = each.attempts.filter(({ verdict }) => verdict === 'right').length;
  const summary = `${attempt?.verdict ?? 'no attempt'}: ${codeSpan(each.id, 80)} (${right} of ${each.attempts.length} right)`;
  const { source } = each;
  return details(
    summary,
    [
      `- asked: ${codeSpan(each.prompt, 300)}`,
      ...(attempt?.reasons ?? []).slice(0, 5).map((reason) => `- why: ${codeSpan(reason, 300)}`),
      ...(attempt?.risk === undefined ? [] : [`- risk: ${attempt.risk}, ${attempt.action ?? 'no action'}`]),
      ...(source === undefined ? [] : [`- case: ${codeSpan(`${source.file}:${source.line}`, 120)}`]),
      ...(attempt === undefined ? [] : ['', codeBlock(attempt.answer)]),
    ].join('\n'),
  );
}

function categoryBlock({ cases }: Report): string[] {
  const rows = countCategories(cases)
    .slice(0, mostRows)
    .map(({ category, cases: total, passed, flaky, failed }) => [
      codeSpan(category, 60),
      bar(passed / total),
      `${passed} of ${total}`,
      String(failed),
      String(flaky),
    ]);
  return rows.length === 0 ? [] : [table(['category', '', 'passed', 'failed', 'flaky'], rows)];
}

/** Ten squares, filled for what passed; full only when all did. */
const bar = (share: number): string =>
  `${'🟩'.repeat(Math.floor(share * 10))}${'⬜'.repeat(10 - Math.floor(share * 10))}`;

function measurementBlock({ measurements }: Report): string[] {
  const rows = measurements
    .slice(0, mostRows)
    .map(({ label, value, unit, n, note }) => [
      prose(label, 80),
      value === null ? 'not measured' : prose(formatAmount(value, unit)),
      String(n),
      note === undefined ? '' : prose(note, 160),
    ]);
  return rows.length === 0 ? [] : [details('Measured', table(['', 'value', 'n', ''], rows))];
}

function slowestBlock({ cases }: Report): string[] {
  const rows = slowestCases(cases, 10).map(({ id, latencyMs }) => [
    codeSpan(id, 80),
    prose(formatAmount(latencyMs, 'ms')),
  ]);
  return rows.length < 2 ? [] : [details('Slowest cases', table(['case', 'slowest attempt'], rows))];
}

function baselineBlock({ baseline }: Report): string[] {
  if (!baseline) return [];
  const { regressions, improvements, changes } = baseline;
  const moved = [
    ...regressions.map((each) => ['worse', each] as const),
    ...improvements.map((each) => ['better', each] as const),
  ];
  const rows = moved
    .slice(0, mostRows)
    .map(([word, { id, before, now }]) => [word, codeSpan(id, 80), prose(`${before}, now ${now}`, 80)]);
  const numbers = changes
    .slice(0, mostRows)
    .map(({ id, change }) => ['', codeSpan(id, 80), prose(`${(change * 100).toFixed(1)} %`)]);
  const title = `Against the baseline: ${regressions.length} worse, ${improvements.length} better`;
  return [
    rows.length + numbers.length === 0 ? title : `${title}\n\n${table(['', 'what', 'change'], [...rows, ...numbers])}`,
  ];
}
