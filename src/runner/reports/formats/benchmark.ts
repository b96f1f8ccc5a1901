/**
 * A report for github-action-benchmark, which draws how numbers change from commit to commit.
 *
 * It takes one direction a file. Source: https://github.com/benchmark-action/github-action-benchmark#tool-required
 */
import type { Gate, Measurement, Report } from '../../../contract/index.ts';
import { plainLine } from '../../../markup/plain-line.ts';
import type { Format } from '../format.ts';

interface Entry {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** How far values lie apart: `± 1.5`. */
  readonly range?: string;
  readonly extra: string;
}

export const benchmark: Format = {
  purpose: 'for github-action-benchmark, one file for each direction',
  render: (report) => [
    { ending: '.smaller-is-better.json', text: toJson(entriesOf(report, 'smaller')) },
    { ending: '.bigger-is-better.json', text: toJson(entriesOf(report, 'bigger')) },
  ],
};

const toJson = (entries: readonly Entry[]): string => `${JSON.stringify(entries, undefined, 2)}\n`;

function entriesOf(report: Report, better: Measurement['better']): Entry[] {
  const prefix = `${report.suite} / ${plainLine(report.model.id, 60)}`;
  const own = report.measurements.flatMap((each) => entryOf(`${prefix} / ${plainLine(each.id, 60)}`, each, report));
  const ofCases = report.cases.flatMap(({ id, measurements }) =>
    measurements.flatMap((each) =>
      entryOf(`${prefix} / ${plainLine(id, 80)} / ${plainLine(each.id, 60)}`, each, report),
    ),
  );
  const rates = report.gates.flatMap((gate) => rateOf(prefix, gate, report));
  return [...own, ...ofCases, ...rates]
    .filter((each) => each.better === better)
    .map(({ better: _, ...entry }) => entry);
}

type Directed = Entry & Pick<Measurement, 'better'>;

/** What was not measured has no point in the series. */
function entryOf(name: string, { id, unit, value, n, better }: Measurement, report: Report): Directed[] {
  if (value === null) return [];
  const range = id === 'latency-mean' ? deviation(report) : undefined;
  return [{ name, unit, value, ...(range === undefined ? {} : { range }), extra: extraOf(report, n), better }];
}

function rateOf(prefix: string, { id, unit, measured, n, statistics }: Gate, report: Report): Directed[] {
  if (unit !== 'rate' || measured === null) return [];
  const range = statistics === undefined ? {} : { range: `- ${(measured - statistics.lowerBound).toFixed(4)}` };
  const name = `${prefix} / ${plainLine(id, 60)}`;
  return [{ name, unit, value: measured, ...range, extra: extraOf(report, n), better: 'bigger' }];
}

function deviation({ cases }: Report): string | undefined {
  const times = cases.flatMap(({ attempts }) => attempts.map(({ latencyMs }) => latencyMs));
  if (times.length < 2) return undefined;
  const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
  const variance = times.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (times.length - 1);
  return `± ${Math.sqrt(variance).toFixed(2)}`;
}

const extraOf = ({ engine, environment, settings }: Report, n: number): string =>
  [
    `n ${n}`,
    `engine ${plainLine(engine.name, 40)} ${plainLine(engine.version, 40)}`,
    `device ${plainLine(engine.device, 40)}`,
    `machine ${plainLine(environment.cpu, 60)}, ${environment.cores} cores`,
    `seed ${settings.seed}, repeat ${settings.repeat}`,
  ].join('\n');
