/** A report as text for people, at most 80 columns wide: the gates, then the worst cases. */
import type { CaseReport, Report } from '../../../contract/index.ts';
import { padEnd, padStart, plainLine, wrapLines } from '../../../markup/plain-line.ts';
import { formatAmount } from '../../measure/format.ts';
import type { Format } from '../format.ts';
import { gateCells, gatesWorstFirst } from '../gate-cells.ts';
import { factsOf } from '../headline.ts';
import { type CategoryCounts, countCategories, countOutcomes, describeOutcomes, slowestCases } from '../tally.ts';
import { worstAttempt, worstFirst } from '../verdict-order.ts';

const columns = 80;
const mostCases = 12;
const mostCategories = 20;
/** With more categories than these, only those that did not all pass have bars. */
const mostBars = 10;

type Paint = (style: keyof typeof styles, text: string) => string;
const styles = { good: '32', bad: '31', doubtful: '33', title: '1', quiet: '2' } as const;

export const text: Format = {
  purpose: 'for people, on a terminal',
  render: (report, { colour = false }) => [{ ending: '.txt', text: renderText(report, colour) }],
};

function renderText(report: Report, colour: boolean): string {
  const paint: Paint = (style, given) => (colour ? `\u001b[${styles[style]}m${given}\u001b[0m` : given);
  const sections = [
    headline(report, paint),
    section('gates', gateLines(report, paint), paint),
    section('categories', categoryLines(report, paint), paint),
    section('failed', failedLines(report, paint), paint),
    section('flaky', flakyLines(report), paint),
    section('measured', measurementLines(report), paint),
    section('slowest', slowestLines(report), paint),
    section('against the baseline', baselineLines(report, paint), paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const statusStyle = { passed: 'good', failed: 'bad', skipped: 'doubtful', incomplete: 'bad' } as const;

function headline(report: Report, paint: Paint): string[] {
  const { suite, status, statusReason, notes } = report;
  const title = `${paint('title', suite)}  ${paint(statusStyle[status], status.toUpperCase())}  ${describeOutcomes(countOutcomes(report.cases))}`;
  const notable = statusReason === undefined ? notes : [statusReason, ...notes];
  return [
    title,
    '',
    ...factsOf(report).flatMap(({ name, value }) => labelled(name, value)),
    ...notable.slice(0, 12).flatMap((note) => labelled('note', note)),
  ];
}

const section = (title: string, lines: readonly string[], paint: Paint): string[] =>
  lines.length === 0 ? [] : [paint('title', title), ...lines];

/** `  model    qwen…`, the following lines below the first. */
function labelled(label: string, value: string, indent = '  '): string[] {
  const lead = `${indent}${padEnd(label, 8)} `;
  return wrapLines(value, columns - lead.length).map(
    (line, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + line,
  );
}

const atRight = (value: string, width: number): string => padStart(plainLine(value, width), width);

function gateLines({ gates }: Report, paint: Paint): string[] {
  if (gates.length === 0) return [];
  const row = (mark: string, cells: readonly [string, string, string, string, string, string]): string => {
    const [id, measured, asked, n, bound, needed] = cells;
    return `  ${mark} ${padEnd(plainLine(id, 22), 22)} ${atRight(measured, 12)}  ${padEnd(plainLine(asked, 10), 10)} ${atRight(n, 5)} ${atRight(bound, 8)} ${plainLine(needed, 10)}`.trimEnd();
  };
  const rows = gatesWorstFirst(gates).map((gate) => {
    const { id, measured, asked, n, bound, needed, status } = gateCells(gate);
    return row(gateMark(status, paint), [id, measured, asked, n, bound, needed]);
  });
  const marked = gates.filter(({ status }) => status !== 'passed');
  return [
    paint('quiet', row('    ', ['', 'measured', 'asked', 'n', 'at least', 'proves it'])),
    ...rows,
    ...gatesWorstFirst(marked).flatMap(({ id, message }) =>
      wrapLines(`${id}: ${message}`, columns - 4).map((line) => `    ${line}`),
    ),
  ];
}

function gateMark(status: Report['gates'][number]['status'], paint: Paint): string {
  if (status === 'passed') return paint('good', 'pass');
  return status === 'failed' ? paint('bad', 'FAIL') : paint('doubtful', '  - ');
}

/** Each category with its bar; where there are many, those in which all passed share a paragraph. */
function categoryLines({ cases }: Report, paint: Paint): string[] {
  const counts = countCategories(cases);
  const isWhole = ({ passed, cases: total }: CategoryCounts): boolean => passed === total;
  const drawn = counts.length <= mostBars ? counts : counts.filter((each) => !isWhole(each));
  const whole = counts.filter((each) => isWhole(each) && !drawn.includes(each));
  const names = whole.map(({ category, passed }) => `${plainLine(category, 24).replaceAll(' ', '-')} ${passed}`);
  const rest = drawn.length - mostCategories;
  return [
    ...drawn.slice(0, mostCategories).map((each) => categoryLine(each, paint)),
    ...(rest > 0 ? [`  and ${rest} more categories`] : []),
    ...(names.length > 0 ? wrapLines(`all passed: ${names.join(', ')}`, columns - 2).map((line) => `  ${line}`) : []),
  ];
}

function categoryLine(counts: CategoryCounts, paint: Paint): string {
  const { category, cases: total, passed, flaky, failed, notMeasured } = counts;
  const others = [
    failed > 0 ? `${failed} failed` : '',
    flaky > 0 ? `${flaky} flaky` : '',
    notMeasured > 0 ? `${notMeasured} not measured` : '',
  ].filter((part) => part !== '');
  const filled = Math.floor((passed / total) * 16);
  const bar = `${paint('good', '█'.repeat(filled))}${paint('quiet', '░'.repeat(16 - filled))}`;
  const name = padEnd(plainLine(category, 24), 24);
  return `  ${name} ${bar} ${atRight(`${passed}/${total}`, 9)}  ${plainLine(others.join(', '), 25)}`.trimEnd();
}

function failedLines({ cases }: Report, paint: Paint): string[] {
  const failed = worstFirst(cases).filter(({ outcome }) => outcome === 'failed');
  const shown = failed.slice(0, mostCases).flatMap((each) => caseLines(each, paint));
  const rest = failed.length - mostCases;
  return rest > 0 ? [...shown, `  and ${rest} more: see the categories above, or another format`] : shown;
}

function caseLines(each: CaseReport, paint: Paint): string[] {
  const attempt = worstAttempt(each);
  const { source } = each;
  const place = source === undefined ? '' : `${source.file}:${source.line}:${source.column}`;
  return [
    `  ${paint('bad', padEnd(attempt?.verdict ?? 'none', 12))} ${plainLine(each.id, 64)}`,
    ...labelled('asked', plainLine(each.prompt, 160), '    '),
    ...(attempt === undefined ? [] : labelled('said', plainLine(attempt.answer, 160) || '(nothing)', '    ')),
    ...(attempt?.reasons ?? []).slice(0, 3).flatMap((reason) => labelled('why', plainLine(reason, 300), '    ')),
    ...(place === '' ? [] : [`    ${padEnd('at', 8)} ${plainLine(place, 66)}`]),
  ];
}

function flakyLines({ cases }: Report): string[] {
  const flaky = cases.filter(({ outcome }) => outcome === 'flaky');
  const shown = flaky.slice(0, mostCases).map(({ id, attempts }) => {
    const right = attempts.filter(({ verdict }) => verdict === 'right').length;
    const others = [...new Set(attempts.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'right'))];
    return `  ${padEnd(plainLine(id, 36), 36)} ${atRight(`${right} of ${attempts.length}`, 10)} right; ${plainLine(others.join(', '), 22)}`;
  });
  return flaky.length > mostCases ? [...shown, `  and ${flaky.length - mostCases} more`] : shown;
}

const measurementLines = ({ measurements }: Report): string[] =>
  measurements.slice(0, 40).map(({ label, value, unit, n, note }) => {
    const amount = value === null ? 'not measured' : formatAmount(value, unit);
    const from = value === null ? (note ?? '') : n > 1 ? `from ${n} samples` : '';
    return `  ${padEnd(plainLine(label, 36), 36)} ${atRight(amount, 15)}  ${plainLine(from, 23)}`.trimEnd();
  });

const slowestLines = ({ cases }: Report): string[] =>
  cases.length < 2
    ? []
    : slowestCases(cases, 5).map(
        ({ id, latencyMs }) => `  ${padEnd(plainLine(id, 36), 36)} ${atRight(formatAmount(latencyMs, 'ms'), 12)}`,
      );

function baselineLines({ baseline }: Report, paint: Paint): string[] {
  if (!baseline) return [];
  const { regressions, improvements, changes, startedAt, modelId } = baseline;
  const moved =
    (style: 'bad' | 'good', label: string) =>
    (each: (typeof regressions)[number]): string =>
      `  ${paint(style, padEnd(label, 6))} ${padEnd(plainLine(each.id, 36), 36)} ${plainLine(`${each.before}, now ${each.now}`, 32)}`;
  return [
    `  ${plainLine(`${modelId} of ${startedAt.slice(0, 16).replace('T', ' ')} UTC: ${regressions.length} worse, ${improvements.length} better`, 76)}`,
    ...regressions.slice(0, mostCases).map(moved('bad', 'worse')),
    ...improvements.slice(0, mostCases).map(moved('good', 'better')),
    ...changes
      .slice(0, mostCases)
      .map(({ id, change }) => `  ${padEnd(plainLine(id, 43), 43)} ${atRight(formatChange(change), 12)}`),
  ];
}

const formatChange = (change: number): string => `${change >= 0 ? '+' : ''}${(change * 100).toFixed(1)} %`;
