/** `pipewright run <suite>`: prepares the model and the cases, runs the suite, and hands its report on. */
import { exitCodes, type Report } from '../../../contract/index.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { assembleReport } from '../../../runner/assemble-report.ts';
import { baselineProblem } from '../../../runner/baseline/compare-baseline.ts';
import { EngineError } from '../../../runner/engines/engine.ts';
import { readReport } from '../../../runner/reports/read-report.ts';
import { parseShard, type Shard, wholeSuite } from '../../../runner/shards/shards.ts';
import { loadConfig } from '../../../synth/index.ts';
import { interruptible } from '../../interruption.ts';
import { showProgress } from '../../progress.ts';
import type { OutputOptions } from '../../terminal.ts';
import { version } from '../../version.ts';
import { prepareEngine } from './prepare-engine.ts';
import { publish } from './publish.ts';
import { readOptions, type SuiteName, type SuiteOptions } from './read-options.ts';
import { prepareSuite } from './suites.ts';

export interface RunCommandOptions extends OutputOptions {
  /** As the command line gave them. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** @returns the exit code */
export async function runSuite(suite: SuiteName, { root, json, given }: RunCommandOptions): Promise<number> {
  const options = readOptions(suite, given);
  const work = async (signal: AbortSignal): Promise<number> => {
    const report = await makeReport({ suite, options, root, json, signal });
    await publish(report, { root, json, output: options.output, formats: options.format ?? [] });
    return exitCodeOf(report);
  };
  try {
    return await interruptible(work);
  } catch (error) {
    throw error instanceof EngineError ? toPipelineError(error) : error;
  }
}

interface Task extends OutputOptions {
  readonly suite: SuiteName;
  readonly options: SuiteOptions;
  readonly signal: AbortSignal;
}

async function makeReport({ suite, options, root, json, signal }: Task): Promise<Report> {
  const startedAt = new Date();
  const shard = readShard(options.shard);
  const config = await loadConfig(root);
  const baseline = options.baseline === undefined ? undefined : await readReport(options.baseline);
  const prepared = await prepareSuite(suite, options, { root, shard, baseline });
  const progress = showProgress({ quiet: json });
  const { engine, path, model } = await prepareEngine(options, { root, config, signal, onEvent: progress.model });
  try {
    refuseForeignBaseline({ suite, model, fixtures: prepared.fixtures }, baseline);
    const result = await prepared.run({ engine, model: path, signal, onProgress: progress.suite });
    const limits = { ...config.gates, ...options.gates };
    const facts = { suite, model, shard, baseline, startedAt, limits, version: version() };
    const { fixtures, settings } = prepared;
    return assembleReport({ ...facts, fixtures, settings, result, engine: await engine.describe() });
  } finally {
    progress.end();
    await engine.dispose();
  }
}

function readShard(text: string | undefined): Shard {
  const shard = text === undefined ? wholeSuite : parseShard(text);
  if ('problem' in shard) throw wrongUse(`--shard: ${shard.problem}`);
  return shard;
}

function refuseForeignBaseline(now: Parameters<typeof baselineProblem>[0], baseline: Report | undefined): void {
  const problem = baseline && baselineProblem(now, baseline);
  if (problem) throw wrongUse(`--baseline: ${problem}`);
}

const wrongUse = (message: string): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'wrong-option', message }], exitCodes.usage);

/** Gates are for the whole suite: a share of it that was run is fine, and `report merge` judges them together. */
function exitCodeOf({ status, shards: [shard] }: Report): number {
  const isShare = (shard?.count ?? 1) > 1;
  if (status === 'incomplete') return exitCodes.infrastructure;
  return status === 'failed' && !isShare ? exitCodes.findings : exitCodes.ok;
}

/** A model that can't be loaded is a wrong choice; everything else about engines is trouble outside. */
function toPipelineError(error: EngineError): PipelineError {
  const { code, message, hint } = error;
  const exitCode = code === 'bad-model' ? exitCodes.usage : exitCodes.infrastructure;
  return new PipelineError([{ severity: 'error', code: `engine-${code}`, message, hint }], exitCode, { cause: error });
}
