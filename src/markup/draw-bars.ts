/** Draws charts of bars as SVG when a page is written: a reader's browser runs nothing for them. */
import { type PictureSize, pictureBox, pictureWidths } from './picture.ts';

export interface Bar {
  readonly name: string;
  readonly color: string;
  readonly values: readonly number[];
}

export interface BarChart {
  readonly title: string;
  readonly labels: readonly string[];
  /** Stacked: each has a value for each label. */
  readonly bars: readonly Bar[];
  /** Bars lie, one below the other; else they stand. */
  readonly lying: boolean;
}

/**
 * Loads the library for charts.
 *
 * @example
 * const draw = await loadBarCharts();
 * draw({ title: 'Cases', labels: ['a'], bars: [{ name: 'passed', color: 'var(--good)', values: [3] }], lying: true }, 'wide');
 * // '<div class="wide"><svg …'
 */
export async function loadBarCharts(): Promise<(chart: BarChart, size: PictureSize) => string> {
  const [{ init, use }, { BarChart }, { GridComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  use([BarChart, GridComponent, SVGRenderer]);
  return (chart, size) => {
    const height = chart.lying ? 40 + chart.labels.length * 24 : 240;
    const drawing = init(null, null, { renderer: 'svg', ssr: true, width: pictureWidths[size], height });
    drawing.setOption(optionsOf(chart));
    const svg = drawing.renderToSVGString();
    drawing.dispose();
    return pictureBox(svg, describe(chart), size);
  };
}

const describe = ({ title, bars }: BarChart): string => {
  const sums = bars.map(({ name, values }) => `${name} ${values.reduce((sum, each) => sum + each, 0)}`);
  return `${title}: ${sums.join(', ')}`;
};

function optionsOf({ labels, bars, lying }: BarChart) {
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
