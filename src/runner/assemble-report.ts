/** Puts a report together: what a suite gave, its gates, and what has changed since the baseline. */
import { type GateLimits, type Report, testInstrumentNote } from '../contract/index.ts';
import { compareBaseline } from './baseline/compare-baseline.ts';
import type { EngineDescription } from './engines/engine.ts';
import { describeEnvironment } from './environment.ts';
import { evaluateGates, nothingLearned, statusOf } from './gates/index.ts';
import type { Shard } from './shards/shards.ts';
import type { SuiteResult } from './suites/suite.ts';

export interface ReportInput extends Pick<Report, 'suite' | 'model' | 'fixtures' | 'settings'> {
  /** Version of this package. */
  readonly version: string;
  readonly startedAt: Date;
  readonly engine: EngineDescription;
  readonly shard: Shard;
  readonly result: SuiteResult;
  readonly limits: GateLimits;
  readonly baseline?: Report | undefined;
}

/** The report of one run; gates of an incomplete suite are of what was run. */
export function assembleReport(input: ReportInput): Report {
  const { suite, model, fixtures, settings, result, limits } = input;
  const { cases, measurements } = result;
  const baseline =
    input.baseline && compareBaseline({ cases: [...cases], measurements: [...measurements] }, input.baseline);
  const parts = {
    suite,
    model,
    settings,
    cases: [...cases],
    measurements: [...measurements],
    ...(baseline ? { baseline } : {}),
  };
  const gates = evaluateGates({ ...parts, limits });
  return {
    schemaVersion: 1,
    tool: { name: 'pipewright', version: input.version },
    ...parts,
    ...ending(result, gates),
    startedAt: input.startedAt.toISOString(),
    engine: input.engine,
    environment: describeEnvironment(),
    fixtures,
    shards: [input.shard],
    gates,
    timings: result.timings,
    notes: notesOn(input),
  };
}

function ending({ interrupted, cases }: SuiteResult, gates: Report['gates']): Pick<Report, 'status' | 'statusReason'> {
  if (interrupted !== undefined) return { status: 'incomplete', statusReason: interrupted };
  if (cases.length === 0) return { status: 'skipped', statusReason: 'no case falls to this shard' };
  if (nothingLearned(gates)) return { status: 'failed', statusReason: 'no gate could say anything of the answers' };
  return { status: statusOf(gates) };
}

function notesOn({ model, settings }: ReportInput): string[] {
  const repeatsAlike = settings.repeat > 1 && settings.temperature === 0;
  return [
    ...(model.testInstrument ? [testInstrumentNote] : []),
    ...(repeatsAlike
      ? [
          'At temperature 0 each attempt repeats the same computation: attempts count as samples only at a higher temperature.',
        ]
      : []),
  ];
}
