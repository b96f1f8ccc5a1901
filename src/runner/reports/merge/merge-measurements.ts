/** Measurements of a whole suite from those of its shards. */
import type { Measurement, Report } from '../../../contract/index.ts';
import { consistency, consistencyId, sum, summarise } from '../../measure/index.ts';

/** What is told by every answer, and so by the answers of all shards together. */
const ofAnswers = new Set([
  'ttft',
  'latency-mean',
  'latency-p50',
  'latency-p95',
  'latency-p99',
  'throughput',
  consistencyId,
]);

/**
 * The measurements of the union. What the attempts tell is computed anew from all of them; of the rest, such as load
 * time and memory, the worst shard counts. The checks of `inference` ask more than their attempts show: there the
 * mean is weighted, and of percentiles, too, the worst shard counts.
 */
export function mergeMeasurements(reports: readonly Report[]): Measurement[] {
  const cases = reports.flatMap((each) => each.cases);
  const attempts = cases.flatMap((each) => each.attempts);
  const isQuality = reports[0]?.suite === 'quality';
  const anew = isQuality ? [...summarise(attempts, { loadMs: null }), ...consistency(cases)] : [];
  const ids = [...new Set(reports.flatMap(({ measurements }) => measurements.map(({ id }) => id)))];
  return ids.flatMap((id) => {
    const computed = ofAnswers.has(id) ? anew.find((each) => each.id === id) : undefined;
    if (computed) return [computed];
    const all = reports.flatMap(({ measurements }) => measurements.filter((each) => each.id === id));
    return combine(all);
  });
}

function combine(all: readonly Measurement[]): Measurement[] {
  const measured = all.filter(({ value }) => value !== null);
  const [first] = measured.length > 0 ? measured : all;
  if (!first || measured.length < 2) return first ? [first] : [];
  const n = sum(measured.map((each) => each.n));
  if (first.id === 'latency-mean' && n > 0) {
    const value = sum(measured.map((each) => (each.value ?? 0) * each.n)) / n;
    return [{ ...first, value, n }];
  }
  const values = measured.map(({ value }) => value ?? 0);
  const value = first.better === 'smaller' ? Math.max(...values) : Math.min(...values);
  return [{ ...first, value, n, note: `the worst of ${measured.length} shards` }];
}
