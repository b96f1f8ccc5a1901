/** The charts of the page: what is counted in them. */
import type { Report } from '../../../contract/index.ts';
import { type Bar, type BarChart, loadBarCharts } from '../../../markup/draw-bars.ts';
import { plainLine } from '../../../markup/plain-line.ts';
import { countCategories, countVerdicts } from '../tally.ts';

const mostCategories = 24;

/** A section with each chart in two widths; the style shows the one that fits. Empty where nothing was measured. */
export async function drawCharts(report: Report): Promise<string> {
  const charts = [categoryChart(report), verdictChart(report), latencyChart(report)].filter(
    ({ labels }) => labels.length > 0,
  );
  if (charts.length === 0) return '';
  const draw = await loadBarCharts();
  const figures = charts.map(
    (chart) =>
      `<figure><figcaption>${chart.title}</figcaption>${legendOf(chart)}${draw(chart, 'wide')}${draw(chart, 'narrow')}</figure>`,
  );
  return `<section><h2>Charts</h2><div class="charts">${figures.join('')}</div></section>`;
}

function legendOf({ bars }: BarChart): string {
  const used = bars.filter(({ values }) => values.some((value) => value > 0));
  if (used.length < 2) return '';
  return `<p class="legend">${used.map(({ name, color }) => `<span style="color:${color}">■ ${name}</span>`).join('')}</p>`;
}

function categoryChart({ cases }: Report): BarChart {
  const counts = countCategories(cases).slice(0, mostCategories);
  const bar = (name: string, color: string, of: (each: (typeof counts)[number]) => number): Bar => ({
    name,
    color,
    values: counts.map(of),
  });
  return {
    title: 'Cases by category',
    labels: counts.map(({ category }) => plainLine(category, 18) || '-'),
    lying: true,
    bars: [
      bar('passed', 'var(--good)', ({ passed }) => passed),
      bar('flaky', 'var(--doubtful)', ({ flaky }) => flaky),
      bar('failed', 'var(--bad)', ({ failed }) => failed),
      bar('not measured', 'var(--quiet)', ({ notMeasured }) => notMeasured),
    ],
  };
}

function verdictChart({ cases }: Report): BarChart {
  const counts = countVerdicts(cases);
  return {
    title: 'Attempts by verdict',
    labels: counts.map(({ verdict }) => verdict),
    lying: true,
    bars: [{ name: 'attempts', color: 'var(--neutral)', values: counts.map(({ attempts }) => attempts) }],
  };
}

/** Each bar holds the attempts that took up to twice as long as those of the bar before. */
function latencyChart({ cases }: Report): BarChart {
  const times = cases.flatMap(({ attempts }) => attempts.map(({ latencyMs }) => latencyMs));
  const powers = times.map((time) => Math.max(0, Math.ceil(Math.log2(Math.max(time, 1)))));
  const lowest = powers.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY);
  const highest = powers.reduce((most, each) => Math.max(most, each), 0);
  const bins = times.length === 0 ? [] : Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index);
  return {
    title: 'Attempts by time of the answer, ms at most',
    labels: bins.map((power) => String(2 ** power)),
    lying: false,
    bars: [
      {
        name: 'attempts',
        color: 'var(--neutral)',
        values: bins.map((power) => powers.filter((each) => each === power).length),
      },
    ],
  };
}
