/** The budget as files: for people, for programs, and to look at. */
import type { BudgetReport } from '../../contract/budget.ts';
import { renderBudgetHtml } from './render-html.ts';
import { renderBudgetMarkdown } from './render-markdown.ts';
import { renderBudgetSvg } from './render-svg.ts';

export { renderBudgetHtml } from './render-html.ts';
export { renderBudgetMarkdown } from './render-markdown.ts';
export { renderBudgetSvg } from './render-svg.ts';

export interface ReportFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a budget. The same report has the same files, byte for byte; nothing is written to the disk.
 *
 * @param options `folder` is where they will lie, with forward slashes
 * @example
 * await writeBudget(report, { folder: 'generated' });
 * // [{ path: 'generated/budget.md', text: '…' }, { path: 'generated/budget.json', … }, { path: 'generated/budget.html', … }]
 */
export async function writeBudget(
  report: BudgetReport,
  { folder }: { readonly folder: string },
): Promise<ReportFile[]> {
  return [
    { path: `${folder}/budget.md`, text: renderBudgetMarkdown(report) },
    { path: `${folder}/budget.json`, text: `${JSON.stringify(report, undefined, 2)}\n` },
    { path: `${folder}/budget.html`, text: await renderBudgetHtml(report) },
    { path: `${folder}/budget.svg`, text: await renderBudgetSvg(report) },
  ];
}
