/** Turns the answers to a case into an attempt of the report. */
import type { Attempt } from '../../../contract/index.ts';
import type { TestCase } from '../../cases/test-case.ts';
import { EngineError, type Generation } from '../../engines/engine.ts';
import { type AnswerSample, mean, sum } from '../../measure/index.ts';
import type { Judge, Judgement } from '../../scoring/index.ts';

/** What an engine gave: an answer, or why there is none. */
export type Answer = Generation | Error;

const longestAnswer = 4000;

/**
 * Judges the answers to a case, of which a pair has several.
 *
 * @param timeoutMs what an answer that never came has taken
 */
export function toAttempt(testCase: TestCase, answers: readonly Answer[], judge: Judge, timeoutMs: number): Attempt {
  const texts = answers.map((answer) => (answer instanceof Error ? '' : answer.text));
  const generations = answers.filter(isGeneration);
  const failed = answers.find((answer) => answer instanceof Error);
  const judgement: Judgement = failed ? failure(failed) : judge.judge(testCase, texts);
  return {
    ...judgement,
    reasons: [...judgement.reasons, ...(generations.some(({ finish }) => finish === 'length') ? [cut] : [])],
    answer: texts.join('\n---\n').slice(0, longestAnswer),
    latencyMs: mean(answers.map((answer) => latencyOf(answer, timeoutMs))) ?? 0,
    ...told(generations, 'ttftMs', mean),
    ...told(generations, 'promptTokens', sum),
    ...told(generations, 'completionTokens', sum),
  };
}

const cut = 'the answer was cut: it did not end by itself';

const failure = (error: Error): Judgement => ({
  verdict: isTimeout(error) ? 'timed-out' : 'engine-error',
  reasons: [error.message],
});

/** What did not come is no sample of speed; what took too long is one. */
export function toSample(answer: Answer, timeoutMs: number): AnswerSample {
  if (!(answer instanceof Error)) return answer;
  return { latencyMs: latencyOf(answer, timeoutMs), verdict: isTimeout(answer) ? 'timed-out' : 'engine-error' };
}

export const wasAborted = (answer: Answer): boolean => isGeneration(answer) && answer.finish === 'aborted';

const isGeneration = (answer: Answer): answer is Generation => !(answer instanceof Error);
const isTimeout = (answer: Answer): boolean => answer instanceof EngineError && answer.code === 'timed-out';

function latencyOf(answer: Answer, timeoutMs: number): number {
  if (isGeneration(answer)) return answer.latencyMs;
  return isTimeout(answer) ? timeoutMs : 0;
}

type Told = 'ttftMs' | 'promptTokens' | 'completionTokens';

/** A number that not every engine tells: `{}` when this one does not. */
function told(
  generations: readonly Generation[],
  key: Told,
  combine: (known: readonly number[]) => number | undefined,
): Partial<Record<Told, number>> {
  const known = generations.map((each) => each[key]).filter((value) => value !== undefined);
  const value = known.length === 0 ? undefined : combine(known);
  return value === undefined ? {} : { [key]: value };
}
