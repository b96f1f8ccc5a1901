/** Runs one check within its time, and turns what came of it into a case of the report. */
import type { Attempt, CaseReport, Measurement } from '../../../contract/index.ts';
import { type Deadline, deadline } from '../../engines/deadline.ts';
import { EngineError, type LoadedModel } from '../../engines/engine.ts';
import { type Ability, type Check, type CheckResult, notMeasured } from './check.ts';
import { type CheckBench, contextOf } from './check-context.ts';

/** A check asks a few questions: it may take so many times as long as one answer. */
const answersOfTime = 10;
const longestAnswer = 4000;

/** @returns undefined when the suite was interrupted meanwhile */
export async function runCheck(check: Check, repeat: number, bench: CheckBench): Promise<CaseReport | undefined> {
  const attempts: Attempt[] = [];
  const measurements: Measurement[] = [];
  for (let round = 0; round < repeat; round += 1) {
    const started = performance.now();
    const outcome = await attempt(check, bench);
    if (bench.signal?.aborted) return undefined;
    const tookMs = performance.now() - started;
    attempts.push(toAttempt(outcome, tookMs));
    if (round === 0) measurements.push(duration(tookMs), ...(outcome.measurements ?? []));
  }
  const { id, title } = check;
  const outcome = outcomeOf(attempts);
  return { id, group: 'check', category: 'check', prompt: title, outcome, attempts, measurements };
}

type Outcome = Omit<CheckResult, 'verdict'> & { readonly verdict: Attempt['verdict'] };

async function attempt(check: Check, bench: CheckBench): Promise<Outcome> {
  const missing = (check.needs ?? []).filter((ability) => !bench.model.abilities[ability]);
  if (missing.length > 0) return notMeasured(missing.map((ability) => lacks[ability]).join('; '));
  const limit = deadline(bench.settings.timeoutMs * answersOfTime, bench.signal);
  const loaded: LoadedModel[] = [];
  try {
    return await Promise.race([check.run(contextOf(bench, limit, loaded)), expiry(limit)]);
  } catch (error) {
    return failure(error);
  } finally {
    limit.end();
    await Promise.all(loaded.map((model) => model.dispose()));
  }
}

const lacks: Readonly<Record<Ability, string>> = {
  streaming: 'the engine gives its answers whole',
  chat: 'the engine knows no chats',
  grammar: 'the engine takes no grammar',
  seed: 'the engine takes no seed',
  abort: "the engine's answers can't be aborted",
  modelFile: 'the engine reads no model file',
  resident: 'the engine holds no model in memory between answers',
  concurrent: 'the engine gives one answer after the other',
};

/** A check that does not heed its signal is left behind. */
function expiry({ signal }: Deadline): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

function failure(error: unknown): Outcome {
  const verdict = error instanceof EngineError && error.code === 'timed-out' ? 'timed-out' : 'engine-error';
  return { verdict, reasons: [error instanceof Error ? error.message : String(error)] };
}

function toAttempt({ verdict, reasons, shown }: Outcome, tookMs: number): Attempt {
  return {
    verdict,
    reasons: [...reasons],
    answer: (shown?.text ?? '').slice(0, longestAnswer),
    latencyMs: shown?.latencyMs ?? (verdict === 'not-measured' ? 0 : tookMs),
    ...(shown?.ttftMs === undefined ? {} : { ttftMs: shown.ttftMs }),
    ...(shown?.promptTokens === undefined ? {} : { promptTokens: shown.promptTokens }),
    ...(shown?.completionTokens === undefined ? {} : { completionTokens: shown.completionTokens }),
  };
}

const duration = (value: number): Measurement => ({
  id: 'duration',
  label: 'time of the check',
  unit: 'ms',
  value,
  n: 1,
  better: 'smaller',
});

/** What was not measured never counts as passed. */
function outcomeOf(attempts: readonly Attempt[]): CaseReport['outcome'] {
  const measured = attempts.filter(({ verdict }) => verdict !== 'not-measured');
  const passed = measured.filter(({ verdict }) => verdict === 'right');
  if (measured.length === 0) return 'not-measured';
  if (passed.length === measured.length) return 'passed';
  return passed.length === 0 ? 'failed' : 'flaky';
}
