/** What each suite needs before it runs: its cases, and its settings. */
import { createHash } from 'node:crypto';
import type { Report } from '../../../contract/index.ts';
import type { Engine } from '../../../runner/engines/engine.ts';
import { itemsOfShard, type Shard } from '../../../runner/shards/shards.ts';
import type { OnProgress, SuiteResult } from '../../../runner/suites/suite.ts';
import { prepareCases } from './prepare-cases.ts';
import type { SuiteName, SuiteOptions } from './read-options.ts';

export interface SuiteContext {
  readonly root: string;
  readonly shard: Shard;
  readonly baseline: Report | undefined;
}

export interface PreparedSuite {
  readonly fixtures: Report['fixtures'];
  readonly settings: Report['settings'];
  run(start: SuiteStart): Promise<SuiteResult>;
}

export interface SuiteStart {
  readonly engine: Engine;
  /** Path of the model file. */
  readonly model: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

type Prepare = (options: SuiteOptions, context: SuiteContext) => Promise<PreparedSuite>;

const suites: Readonly<Record<SuiteName, Prepare>> = { inference: prepareInference, quality: prepareQuality };

/** @throws PipelineError when there is nothing to run, or what there is has mistakes */
export const prepareSuite = (suite: SuiteName, options: SuiteOptions, context: SuiteContext): Promise<PreparedSuite> =>
  suites[suite](options, context);

const usualSeed = 42;
const usualTimeout = 60;

const settingsOf = (options: SuiteOptions): Report['settings'] => ({
  repeat: options.repeat ?? 1,
  seed: options.seed ?? usualSeed,
  temperature: options.temperature ?? 0,
  confidence: options.confidence ?? null,
  policy: options.policy ?? 'strict',
});

const timeoutOf = ({ timeout = usualTimeout }: SuiteOptions): number => timeout * 1000;

async function prepareQuality(options: SuiteOptions, { root, shard, baseline }: SuiteContext): Promise<PreparedSuite> {
  const [{ loadJudge }, { runQuality }, { expectedTime }] = await Promise.all([
    import('../../../runner/scoring/index.ts'),
    import('../../../runner/suites/quality/run-quality.ts'),
    import('../../../runner/suites/quality/expected-time.ts'),
  ]);
  const { cases, fixtures } = await prepareCases(root, options.cases);
  const settings = settingsOf(options);
  const judge = await loadJudge({ policy: settings.policy });
  return {
    fixtures,
    settings,
    run: (start) =>
      runQuality({
        ...start,
        ...settings,
        judge,
        root,
        cases: itemsOfShard(cases, shard, expectedTime(baseline)),
        contextSize: options.contextSize,
        timeoutMs: timeoutOf(options),
      }),
  };
}

async function prepareInference(options: SuiteOptions, { shard }: SuiteContext): Promise<PreparedSuite> {
  const [{ checksOf, runInferenceSuite }, { loadConfig }] = await Promise.all([
    import('../../../runner/suites/inference/index.ts'),
    import('../../../synth/index.ts'),
  ]);
  const checks = checksOf(options.only);
  const ids = checks.map(({ id }) => id);
  const settings = settingsOf(options);
  return {
    // Its fixtures are the checks themselves.
    fixtures: { sha256: createHash('sha256').update(ids.join('\n')).digest('hex'), files: [], cases: ids.length },
    settings,
    run: (start) =>
      runInferenceSuite({
        ...start,
        ...settings,
        checks: itemsOfShard(checks, shard, () => 1),
        timeoutMs: timeoutOf(options),
        contextSize: options.contextSize,
        loadConfig,
      }),
  };
}
