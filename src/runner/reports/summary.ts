/** Several reports in one page of Markdown: a table of all, then each, as far as there is room. */
import type { Report } from '../../contract/index.ts';
import { renderMarkdown, titleOf } from './formats/markdown.ts';
import { stepSummaryBytes, table } from './markdown/blocks.ts';
import { codeSpan } from './markdown/escape.ts';
import { countOutcomes, describeOutcomes } from './tally.ts';
import { worstReportsFirst } from './verdict-order.ts';

const mostRows = 100;

/**
 * Renders reports, those that failed first.
 *
 * @param maxBytes limit of the whole in UTF-8. @default 1 MiB, what GitHub takes from one step
 */
export function renderSummary(reports: readonly Report[], maxBytes: number = stepSummaryBytes): string {
  const sorted = worstReportsFirst(reports);
  const overview = sorted.length > 1 ? `${overviewOf(sorted)}\n\n` : '';
  let left = maxBytes - Buffer.byteLength(overview);
  const parts = sorted.map((report, index) => {
    // What one report leaves over the next ones may take.
    const part = `${renderMarkdown(report, { maxBytes: Math.floor(left / (sorted.length - index)) - 1 })}\n`;
    left -= Buffer.byteLength(part);
    return part;
  });
  return `${overview}${parts.join('')}`;
}

function overviewOf(reports: readonly Report[]): string {
  const rows = reports.slice(0, mostRows).map((report) => [
    titleOf(report),
    report.status,
    describeOutcomes(countOutcomes(report.cases)),
    report.gates
      .filter(({ status }) => status === 'failed')
      .slice(0, 20)
      .map(({ id }) => codeSpan(id, 40))
      .join(' '),
  ]);
  const more = reports.length > mostRows ? `\n\nand ${reports.length - mostRows} more` : '';
  return `${table(['report', 'status', 'cases', 'failed gates'], rows)}${more}`;
}
