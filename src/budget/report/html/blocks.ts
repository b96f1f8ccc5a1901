/** The blocks that the page is made of: headings, lists, tables. Texts come in as they are and leave escaped. */
import { escapeHtml } from '../../../markup/escape-html.ts';
import type { ReportTable } from '../report-table.ts';

/** A heading and what is below it. */
export const section = (title: string, content: string): string =>
  `<section>\n<h2>${title}</h2>\n${content}\n</section>`;

export const listOf = (lines: readonly string[]): string =>
  lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${line}</li>`).join('\n')}</ul>`;

export const sentence = (text: string, characters = 600): string =>
  escapeHtml(
    text.replace(/^\p{L}/u, (letter) => letter.toUpperCase()),
    characters,
  );

/** A sentence in which backticks mark code. */
export const withCode = (text: string): string =>
  text
    .slice(0, 1000)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part)))
    .join('');

/** A table in a box of its own, which scrolls where the page is too narrow; the first column names the rows. */
export function tableOf({ columns, rows, leftOut }: ReportTable, label: string, kind: string): string {
  const head = columns.map(
    ({ title, kind: of }) => `<th scope="col"${of === 'number' ? ' class="number"' : ''}>${escapeHtml(title)}</th>`,
  );
  const body = rows.map(([name = '', ...row]) => {
    const cells = row.map((text, column) => cellOf(text, columns[column + 1]?.kind));
    return `<tr><th scope="row"><code>${escapeHtml(name, 120)}</code></th>${cells.join('')}</tr>`;
  });
  const more = leftOut > 0 ? `<p>${leftOut} more rows are in budget.json.</p>` : '';
  const box = `<section class="scroll" tabindex="0" aria-label="${escapeHtml(label, 120)}">`;
  const table = `<table class="${kind}"><thead><tr>${head.join('')}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
  return `${box}${table}</section>${more}`;
}

function cellOf(text: string, kind: ReportTable['columns'][number]['kind'] = 'text'): string {
  if (text === '') return '<td></td>';
  if (kind === 'number') return `<td class="number">${escapeHtml(text)}</td>`;
  if (kind === 'name') return `<td><code>${escapeHtml(text, 120)}</code></td>`;
  return `<td${text.length > 30 ? ' class="words"' : ''}>${escapeHtml(text, 500)}</td>`;
}
