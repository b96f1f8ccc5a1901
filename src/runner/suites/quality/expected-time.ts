/** About how long a case will take: what shards are balanced by. */
import type { Report } from '../../../contract/index.ts';
import { chatsOf } from '../../cases/chats.ts';
import type { TestCase } from '../../cases/test-case.ts';

/** Reading a character of a prompt is that much faster than writing one of an answer, on processors. */
const readingIsFaster = 10;

/** By an earlier report where it has the case, else by the length of the prompts and of the answer to learn. */
export function expectedTime(baseline: Report | undefined): (testCase: TestCase) => number {
  const known = new Map(baseline?.cases.map(({ id, attempts }) => [id, meanLatency(attempts)]));
  const perCharacter = characterTime(known, baseline);
  return (testCase) => known.get(testCase.id) ?? lengthOf(testCase) * perCharacter;
}

const meanLatency = (attempts: readonly { readonly latencyMs: number }[]): number =>
  attempts.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / Math.max(1, attempts.length);

/** Makes guesses comparable with what was measured; without a baseline only proportions matter. */
function characterTime(known: ReadonlyMap<string, number>, baseline: Report | undefined): number {
  if (!baseline || known.size === 0) return 1;
  const characters = baseline.cases.reduce(
    (sum, { attempts, prompt }) => sum + weigh(prompt, attempts[0]?.answer ?? ''),
    0,
  );
  return [...known.values()].reduce((sum, time) => sum + time, 0) / Math.max(1, characters);
}

const lengthOf = (testCase: TestCase): number =>
  chatsOf(testCase)
    .map((chat) => weigh(chat.map(({ content }) => content).join('\n'), testCase.known_good[0] ?? ''))
    .reduce((sum, each) => sum + each, 0);

const weigh = (prompt: string, answer: string): number => prompt.length / readingIsFaster + answer.length;
