/** The charts of the page, drawn as SVG when it is written: a reader's browser runs nothing for them. */
import type { Report } from '../../../contract/index.ts';
import { plainLine } from '../plain-line.ts';
import { countCategories, countVerdicts } from '../tally.ts';

interface Bar {
  readonly name: string;
  readonly color: string;
  readonly values: readonly number[];
}

interface Chart {
  readonly title: string;
  readonly labels: readonly string[];
  readonly bars: readonly Bar[];
  /** Bars lie, one below the other; else they stand. */
  readonly lying: boolean;
}

const widths = { wide: 520, narrow: 300 } as const;
const mostCategories = 24;

/** A section with each chart in two widths; the style shows the one that fits. Empty where nothing was measured. */
export async function drawCharts(report: Report): Promise<string> {
  const charts = [categoryChart(report), verdictChart(report), latencyChart(report)].filter(
    ({ labels }) => labels.length > 0,
  );
  if (charts.length === 0) return '';
  const draw = await loadDrawing();
  const figures = charts.map(
    (chart) =>
      `<figure><figcaption>${chart.title}</figcaption>${legendOf(chart)}${draw(chart, 'wide')}${draw(chart, 'narrow')}</figure>`,
  );
  return `<section><h2>Charts</h2><div class="charts">${figures.join('')}</div></section>`;
}

function legendOf({ bars }: Chart): string {
  const used = bars.filter(({ values }) => values.some((value) => value > 0));
  if (used.length < 2) return '';
  return `<p class="legend">${used.map(({ name, color }) => `<span style="color:${color}">■ ${name}</span>`).join('')}</p>`;
}

function categoryChart({ cases }: Report): Chart {
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

function verdictChart({ cases }: Report): Chart {
  const counts = countVerdicts(cases);
  return {
    title: 'Attempts by verdict',
    labels: counts.map(({ verdict }) => verdict),
    lying: true,
    bars: [{ name: 'attempts', color: 'var(--neutral)', values: counts.map(({ attempts }) => attempts) }],
  };
}

/** Each bar holds the attempts that took up to twice as long as those of the bar before. */
function latencyChart({ cases }: Report): Chart {
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

async function loadDrawing(): Promise<(chart: Chart, width: keyof typeof widths) => string> {
  const [{ init, use }, { BarChart }, { GridComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  use([BarChart, GridComponent, SVGRenderer]);
  return (chart, size) => {
    const height = chart.lying ? 40 + chart.labels.length * 24 : 240;
    const drawing = init(null, null, { renderer: 'svg', ssr: true, width: widths[size], height });
    drawing.setOption(optionsOf(chart));
    const svg = drawing.renderToSVGString();
    drawing.dispose();
    return `<div class="${size}" role="img" aria-label="${describe(chart)}">${accepted(svg)}</div>`;
  };
}

/** The library's rules for the pointer are for charts that answer to it; the page's policy would refuse them. */
const accepted = (svg: string): string =>
  svg
    .replace(/<style\s*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class="zr[^"]*"|ecmeta_\w+="[^"]*"|xml:space="preserve")/g, '');

const describe = ({ title, bars }: Chart): string => {
  const sums = bars.map(({ name, values }) => `${name} ${values.reduce((sum, each) => sum + each, 0)}`);
  return `${title}: ${sums.join(', ')}`;
};

function optionsOf({ labels, bars, lying }: Chart) {
  const text = { color: 'var(--ink)', fontSize: 12, fontFamily: 'system-ui, sans-serif' };
  const line = { lineStyle: { color: 'var(--line)' } };
  const names = {
    type: 'category' as const,
    data: [...labels],
    axisLabel: { ...text, interval: lying ? 0 : ('auto' as const) },
    axisLine: line,
    axisTick: { show: false },
    inverse: lying,
  };
  const numbers = {
    type: 'value' as const,
    minInterval: 1,
    axisLabel: { ...text, color: 'var(--quiet)' },
    splitLine: line,
    splitNumber: 4,
  };
  return {
    animation: false,
    grid: { left: lying ? 130 : 40, right: 16, top: 8, bottom: 24 },
    xAxis: lying ? numbers : names,
    yAxis: lying ? names : numbers,
    series: bars.map(({ name, color, values }) => ({
      name,
      type: 'bar' as const,
      stack: 'all',
      data: [...values],
      itemStyle: { color },
      barMaxWidth: 28,
    })),
  };
}
