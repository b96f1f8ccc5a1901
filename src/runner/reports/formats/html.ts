/** A report as one HTML page that needs nothing else: no network, no server, and to be read no scripts. */
import { createHash } from 'node:crypto';
import type { Report } from '../../../contract/index.ts';
import type { Format } from '../format.ts';
import { caseSection } from '../html/case-section.ts';
import { drawCharts } from '../html/charts.ts';
import { escapeHtml } from '../html/escape.ts';
import { script } from '../html/script.ts';
import { baselineSection, factSection, gateSection, measurementSection } from '../html/sections.ts';
import { style } from '../html/style.ts';
import { countOutcomes, describeOutcomes } from '../tally.ts';

export const html: Format = {
  purpose: 'one page with charts, to look through the cases',
  render: async (report) => [{ ending: '.html', text: await renderPage(report) }],
};

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is fetched, and nothing runs but the two texts with these hashes; charts have style attributes. */
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src-elem ${hashOf(style)}`,
  "style-src-attr 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

async function renderPage(report: Report): Promise<string> {
  const title = `${report.suite}: ${escapeHtml(report.model.id, 80)}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${title} - ${report.status}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<button type="button" id="scheme" hidden="hidden">Dark</button>
<p class="status"><span class="badge ${report.status}">${report.status}</span> ${describeOutcomes(countOutcomes(report.cases))}</p>
</header>
<main>
${[factSection(report), gateSection(report), await drawCharts(report), baselineSection(report), caseSection(report), measurementSection(report)].join('\n')}
</main>
<script>${script}</script>
</body>
</html>
`;
}
