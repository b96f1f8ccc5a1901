/** The sections of the page that are of the whole suite: facts, gates, measurements, the baseline. */
import type { Report } from '../../../contract/index.ts';
import { escapeHtml } from '../../../markup/escape-html.ts';
import { formatAmount } from '../../measure/format.ts';
import { gateCells, gatesWorstFirst } from '../gate-cells.ts';
import { factsOf } from '../headline.ts';

/** A heading and what is below it. */
export const section = (title: string, content: string): string => `<section><h2>${title}</h2>${content}</section>`;
const row = (cells: readonly string[]): string => `<tr>${cells.join('')}</tr>`;
const cell = (content: string, kind = ''): string => `<td${kind === '' ? '' : ` class="${kind}"`}>${content}</td>`;
const table = (head: readonly string[], rows: readonly string[], kind = 'plain'): string =>
  `<div class="scroll"><table class="${kind}"><thead>${row(head.map((each) => `<th scope="col">${each}</th>`))}</thead><tbody>${rows.join('')}</tbody></table></div>`;

export function factSection(report: Report): string {
  const { statusReason, notes } = report;
  const told = statusReason === undefined ? notes : [statusReason, ...notes];
  const facts = factsOf(report).map(({ name, value }) => `<dt>${name}</dt><dd>${escapeHtml(value, 500)}</dd>`);
  return [
    ...told.slice(0, 50).map((note) => `<p class="note">${escapeHtml(note, 1000)}</p>`),
    `<dl>${facts.join('')}</dl>`,
  ].join('\n');
}

export function gateSection({ gates }: Report): string {
  if (gates.length === 0) return '';
  const labelled = (label: string, value: string): string =>
    value === '' ? '<td></td>' : `<td data-label="${label}">${escapeHtml(value, 60)}</td>`;
  const rows = gatesWorstFirst(gates).map((gate) => {
    const { id, label, measured, asked, n, bound, needed, status } = gateCells(gate);
    const told = status === 'passed' ? label : `${label}: ${gate.message}`;
    return row([
      cell(status.replace('-', ' '), `state ${status}`),
      cell(`<b>${escapeHtml(id, 60)}</b><small>${escapeHtml(told, 500)}</small>`, 'gate'),
      labelled('measured', measured),
      labelled('asked for', asked),
      labelled('n', n),
      labelled('at least', bound),
      labelled('would prove', needed),
    ]);
  });
  return section('Gates', table(['', 'gate', 'measured', 'asked for', 'n', 'at least', 'would prove'], rows, 'gates'));
}

export function measurementSection({ measurements }: Report): string {
  if (measurements.length === 0) return '';
  const rows = measurements
    .slice(0, 200)
    .map(({ label, value, unit, n, note }) =>
      row([
        cell(escapeHtml(label, 100)),
        cell(value === null ? 'not measured' : formatAmount(value, unit), 'number'),
        cell(String(n), 'number'),
        cell(escapeHtml(note ?? '', 200)),
      ]),
    );
  return section('Measured', table(['', 'value', 'n', 'note'], rows));
}

export function baselineSection({ baseline }: Report): string {
  if (!baseline) return '';
  const moved = (word: string, kind: string) => (each: { id: string; before: string; now: string }) =>
    row([cell(word, kind), cell(escapeHtml(each.id, 120)), cell(escapeHtml(`${each.before}, now ${each.now}`, 120))]);
  const rows = [
    ...baseline.regressions.slice(0, 200).map(moved('worse', 'failed')),
    ...baseline.improvements.slice(0, 200).map(moved('better', 'passed')),
    ...baseline.changes
      .slice(0, 100)
      .map(({ id, change }) => row([cell(''), cell(escapeHtml(id, 120)), cell(`${(change * 100).toFixed(1)} %`)])),
  ];
  return section(
    'Against the baseline',
    rows.length === 0 ? '<p>Nothing changed.</p>' : table(['', 'what', 'change'], rows),
  );
}
