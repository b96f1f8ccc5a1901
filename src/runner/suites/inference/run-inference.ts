/** The inference suite: does an engine do with a model what people rely on? */
import type { CaseReport } from '../../../contract/index.ts';
import type { Engine } from '../../engines/engine.ts';
import { type AnswerSample, summarise } from '../../measure/index.ts';
import type { OnProgress, SuiteResult } from '../suite.ts';
import type { Check, CheckSettings } from './check.ts';
import type { CheckBench } from './check-context.ts';
import { checks as allChecks } from './registry.ts';
import { runCheck } from './run-check.ts';

export interface InferenceRun extends CheckSettings {
  readonly engine: Engine;
  /** Path of the model file. */
  readonly model: string;
  /** @default all */
  readonly checks?: readonly Check[];
  /** How often each check runs. @default 1 */
  readonly repeat?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Runs the checks one after the other on one loaded model; one that fails stops no other.
 *
 * The latencies are those of answers that were given alone, on a machine that did nothing else for us.
 *
 * @throws EngineError when the model can't be loaded
 * @example
 * const { cases } = await runInferenceSuite({ engine: llamaEngine(), model: 'model.gguf', seed: 42, timeoutMs: 60_000 });
 */
export async function runInferenceSuite(run: InferenceRun): Promise<SuiteResult> {
  const started = performance.now();
  const { engine, signal, contextSize } = run;
  const model = await engine.load(run.model, { contextSize, signal });
  const loadMs = performance.now() - started;
  const samples: AnswerSample[] = [];
  const warmMs: number[] = [];
  try {
    const cases = await runAll({ engine, model, file: run.model, settings: run, signal, samples, warmMs }, run);
    return {
      cases,
      measurements: summarise(samples, { loadMs, warmMs }),
      timings: { totalMs: performance.now() - started, loadMs },
      ...(signal?.aborted ? { interrupted: reasonOf(signal) } : {}),
    };
  } finally {
    await model.dispose();
  }
}

async function runAll(bench: CheckBench, run: InferenceRun): Promise<CaseReport[]> {
  const { checks = allChecks, repeat = 1, signal, onProgress } = run;
  const cases: CaseReport[] = [];
  for (const check of checks) {
    if (signal?.aborted) break;
    const report = await runCheck(check, repeat, bench);
    if (!report) break;
    cases.push(report);
    onProgress?.({ done: cases.length, total: checks.length, id: report.id, outcome: report.outcome });
  }
  return cases;
}

const reasonOf = ({ reason }: AbortSignal): string => (reason instanceof Error ? reason.message : 'interrupted');
