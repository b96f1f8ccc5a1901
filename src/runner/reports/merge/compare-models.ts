/** Sets the models of several reports side by side. */
import * as z from 'zod';
import { type Report, reportSchema, verdicts } from '../../../contract/index.ts';
import { countVerdicts } from '../tally.ts';

const amount = z.number().nullable();

/** The JSON of `report compare`. */
export const modelComparisonSchema = z.strictObject({
  version: z.literal(1),
  models: z.array(
    z.strictObject({
      suite: reportSchema.shape.suite,
      model: z.string(),
      engine: z.string(),
      /** Where it ran. */
      machine: z.string(),
      status: reportSchema.shape.status,
      testInstrument: z.boolean(),
      /** Attempts that were right, of those that were measured. */
      right: z.int(),
      attempts: z.int(),
      /** null: nothing was measured. */
      passRate: amount,
      /** Milliseconds. */
      latencyP50: amount,
      latencyP95: amount,
      tokensPerSecond: amount,
      peakMemoryBytes: amount,
      verdicts: z.partialRecord(z.enum(verdicts), z.int()),
      failedGates: z.array(z.string()),
    }),
  ),
});

export type ModelComparison = z.output<typeof modelComparisonSchema>;
type Row = ModelComparison['models'][number];

/**
 * One row for each report: by suite, the highest pass rate first, of equal ones the fastest.
 *
 * @example
 * compareModels(reports).models[0]?.passRate; // 0.958
 */
export function compareModels(reports: readonly Report[]): ModelComparison {
  const models = reports
    .map(rowOf)
    .toSorted(
      (a, b) =>
        compareText(a.suite, b.suite) ||
        (b.passRate ?? -1) - (a.passRate ?? -1) ||
        (a.latencyP50 ?? Number.MAX_VALUE) - (b.latencyP50 ?? Number.MAX_VALUE) ||
        compareText(a.model, b.model),
    );
  return { version: 1, models };
}

/** The same in every locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function rowOf(report: Report): Row {
  const counts = countVerdicts(report.cases);
  const of = (verdict: string): number => counts.find((each) => each.verdict === verdict)?.attempts ?? 0;
  const attempts = counts.reduce((total, each) => total + each.attempts, 0) - of('not-measured');
  const measured = (id: string): number | null => report.measurements.find((each) => each.id === id)?.value ?? null;
  return {
    suite: report.suite,
    model: report.model.id,
    engine: `${report.engine.name} ${report.engine.version}`,
    machine: report.environment.runner ?? `${report.environment.os} ${report.environment.arch}`,
    status: report.status,
    testInstrument: report.model.testInstrument,
    right: of('right'),
    attempts,
    passRate: attempts === 0 ? null : of('right') / attempts,
    latencyP50: measured('latency-p50'),
    latencyP95: measured('latency-p95'),
    tokensPerSecond: measured('throughput'),
    peakMemoryBytes: measured('peak-memory'),
    verdicts: Object.fromEntries(counts.map(({ verdict, attempts: number }) => [verdict, number])),
    failedGates: report.gates.filter(({ status }) => status === 'failed').map(({ id }) => id),
  };
}
