/** The comparison of models as a table: for a terminal, and for GitHub. */

import { padEnd, padStart, plainLine } from '../../../markup/plain-line.ts';
import { formatAmount, formatShare } from '../../measure/format.ts';
import { table } from '../markdown/blocks.ts';
import { codeSpan, prose } from '../markdown/escape.ts';
import type { ModelComparison } from './compare-models.ts';

type Row = ModelComparison['models'][number];

const share = (rate: number | null): string => (rate === null ? '-' : formatShare(rate));
const amount = (value: number | null, unit: 'ms' | 'tokens/s' | 'bytes'): string =>
  value === null ? '-' : formatAmount(value, unit);

function numbersOf({
  right,
  attempts,
  passRate,
  latencyP50,
  latencyP95,
  tokensPerSecond,
  peakMemoryBytes,
}: Row): string[] {
  return [
    share(passRate),
    `${right}/${attempts}`,
    amount(latencyP50, 'ms'),
    amount(latencyP95, 'ms'),
    amount(tokensPerSecond, 'tokens/s'),
    amount(peakMemoryBytes, 'bytes'),
  ];
}

const verdictsOf = ({ verdicts }: Row): string =>
  Object.entries(verdicts)
    .map(([verdict, attempts]) => `${attempts} ${verdict}`)
    .join(', ');

/** Lines of at most 80 columns. */
export function renderComparison({ models }: ModelComparison): string {
  const widths = [7, 8, 8, 8, 13, 8];
  const line = (name: string, numbers: readonly string[]): string =>
    `${padEnd(plainLine(name, 20), 20)} ${numbers.map((each, index) => padStart(each, widths[index] ?? 8)).join(' ')}`;
  const head = line('model', ['right', 'of', 'p50', 'p95', 'speed', 'memory']);
  const rows = models.flatMap((row) => [
    line(row.model, numbersOf(row)),
    `  ${row.suite} ${row.status}; ${plainLine(`${row.engine}, ${row.machine}`, 60)}`,
    `  ${plainLine(verdictsOf(row) || 'no attempts', 76)}`,
    ...(row.failedGates.length === 0 ? [] : [`  failed: ${plainLine(row.failedGates.join(', '), 68)}`]),
    ...(row.testInstrument ? ['  a test instrument that has memorized the cases: no measure of a model'] : []),
  ]);
  return `${[head, ...rows].join('\n')}\n`;
}

export function renderComparisonMarkdown({ models }: ModelComparison): string {
  const rows = models.map((row) => [
    `${codeSpan(row.model, 60)}${row.testInstrument ? ' (test instrument)' : ''}`,
    row.suite,
    row.status,
    ...numbersOf(row).map((each) => prose(each)),
    prose(verdictsOf(row)),
    codeSpan(row.machine, 60),
    row.failedGates.map((id) => codeSpan(id, 40)).join(' '),
  ]);
  const head = [
    'model',
    'suite',
    'status',
    'right',
    'of',
    'p50',
    'p95',
    'speed',
    'memory',
    'verdicts',
    'machine',
    'failed gates',
  ];
  return `### Models\n\n${table(head, rows)}\n`;
}
