/** A report as one HTML page that needs nothing else: no network, no server, and to be read no scripts. */
import type { Report } from '../../../contract/index.ts';
import { escapeHtml } from '../../../markup/escape-html.ts';
import { renderPage } from '../../../markup/html-page.ts';
import type { Format } from '../format.ts';
import { caseSection } from '../html/case-section.ts';
import { drawCharts } from '../html/charts.ts';
import { script } from '../html/script.ts';
import { baselineSection, factSection, gateSection, measurementSection } from '../html/sections.ts';
import { style } from '../html/style.ts';
import { countOutcomes, describeOutcomes } from '../tally.ts';

export const html: Format = {
  purpose: 'one page with charts, to look through the cases',
  render: async (report) => [{ ending: '.html', text: await pageOf(report) }],
};

async function pageOf(report: Report): Promise<string> {
  const { suite, model, status, cases } = report;
  const title = `${suite}: ${escapeHtml(model.id, 80)}`;
  const header = `<h1>${title}</h1>
<button type="button" id="scheme" hidden="hidden">Dark</button>
<p class="status"><span class="badge ${status}">${status}</span> ${describeOutcomes(countOutcomes(cases))}</p>`;
  const sections = [
    factSection(report),
    gateSection(report),
    await drawCharts(report),
    baselineSection(report),
    caseSection(report),
    measurementSection(report),
  ];
  return renderPage({ title: `${title} - ${status}`, style, header, main: sections.join('\n'), script });
}
