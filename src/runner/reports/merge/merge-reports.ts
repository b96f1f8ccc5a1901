/** Joins the shards of a run into one report, and computes its gates anew. */
import type { Gate, GateId, GateLimits, Report } from '../../../contract/index.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { type GateInput, gates as knownGates, statusOf } from '../../gates/index.ts';
import { mixtureProblems, type NamedReport } from './belonging.ts';
import { mergeMeasurements } from './merge-measurements.ts';

/**
 * Joins reports that are shards of one run, in any order.
 *
 * A shard that is missing makes the result incomplete; it can be merged again when the shard is there.
 *
 * @param evaluate computes the gates of the union, `evaluateGates`
 * @throws PipelineError with exit code 1 when they don't belong together: another model, other fixtures or settings,
 * the same shard twice
 * @example
 * mergeReports([{ file: 'a.json', report: a }, { file: 'b.json', report: b }], evaluateGates);
 */
export function mergeReports(named: readonly NamedReport[], evaluate: (input: GateInput) => Gate[]): Report {
  const problems = mixtureProblems(named);
  const reports = named.map(({ report }) => report).toSorted((a, b) => firstShard(a) - firstShard(b));
  const [first] = reports;
  if (problems.length > 0 || !first) throw new PipelineError(problems);
  const union = unionOf(first, reports);
  const gates = evaluate({ ...union, limits: limitsOf(reports.flatMap((each) => each.gates)) });
  return { ...union, ...endingOf(union, reports, gates), gates };
}

const firstShard = ({ shards }: Report): number => shards[0]?.index ?? 0;

function unionOf(first: Report, reports: readonly Report[]): Omit<Report, 'status'> {
  const { status: _, statusReason: __, baseline: ___, ...same } = first;
  const measurements = mergeMeasurements(reports);
  const baseline = mergeBaselines(reports, measurements);
  const loads = reports.flatMap(({ timings }) => timings.loadMs ?? []);
  return {
    ...same,
    startedAt: reports.map(({ startedAt }) => startedAt).toSorted()[0] ?? first.startedAt,
    shards: reports.flatMap(({ shards }) => shards).toSorted((a, b) => a.index - b.index),
    cases: reports.flatMap(({ cases }) => cases),
    measurements,
    timings: {
      totalMs: reports.reduce((total, { timings }) => total + timings.totalMs, 0),
      loadMs: loads.length === 0 ? null : Math.max(...loads),
    },
    notes: [...new Set(reports.flatMap(({ notes }) => notes))],
    ...(baseline ? { baseline } : {}),
  };
}

/** The limits that the shards were held against; a gate that none of them has was switched off. */
function limitsOf(gates: readonly Gate[]): GateLimits {
  const limitOf = (id: string): number | false => gates.find((gate) => gate.id === id)?.threshold ?? false;
  return Object.fromEntries((Object.keys(knownGates) as GateId[]).map((id) => [id, limitOf(id)]));
}

function mergeBaselines(reports: readonly Report[], measurements: Report['measurements']): Report['baseline'] {
  const parts = reports.flatMap(({ baseline }) => baseline ?? []);
  const [first] = parts;
  if (!first) return undefined;
  const before = new Map(parts.flatMap(({ changes }) => changes.map((each) => [each.id, each.before] as const)));
  return {
    ...first,
    regressions: parts.flatMap(({ regressions }) => regressions),
    improvements: parts.flatMap(({ improvements }) => improvements),
    changes: measurements.flatMap(({ id, value }) => {
      const earlier = before.get(id);
      return earlier === undefined || earlier === 0 || value === null
        ? []
        : [{ id, before: earlier, now: value, change: value / earlier - 1 }];
    }),
  };
}

function endingOf(
  { shards, cases, fixtures }: Omit<Report, 'status'>,
  reports: readonly Report[],
  gates: readonly Gate[],
): Pick<Report, 'status' | 'statusReason'> {
  const missing = missingShards(shards);
  const reasons = [
    ...(missing.length > 0 ? [`shard ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`] : []),
    ...reports
      .filter(({ status }) => status === 'incomplete')
      .map((each) => `shard ${nameShards(each)} is incomplete: ${each.statusReason ?? 'it does not say why'}`),
  ];
  if (reasons.length > 0) return { status: 'incomplete', statusReason: reasons.join('; ') };
  if (cases.length !== fixtures.cases)
    return { status: 'incomplete', statusReason: `of ${fixtures.cases} cases ${cases.length} are in the shards` };
  if (reports.every(({ status }) => status === 'skipped')) return { status: 'skipped' };
  return { status: statusOf(gates) };
}

const nameShards = ({ shards }: Report): string => shards.map(({ index, count }) => `${index}/${count}`).join(' ');

/** `2/4` for each shard that should be there and is not. */
export function missingShards(shards: Report['shards']): string[] {
  const count = shards[0]?.count ?? 0;
  const there = new Set(shards.map(({ index }) => index));
  return Array.from({ length: count }, (_, index) => index + 1)
    .filter((index) => !there.has(index))
    .map((index) => `${index}/${count}`);
}
