/** What the embedded model learns of the cases in fixtures/prompts: the answer to each is its first known-good one. */
import { chatsOf, questionOf } from '../../../src/runner/cases/chats.ts';
import type { TestCase } from '../../../src/runner/cases/test-case.ts';
import type { Message } from '../../../src/runner/engines/engine.ts';
import { type Chat, withSystemMessage } from '../chat-format.ts';

/** The chats of a case as a suite asks them, with the suite's system message and without. */
export function toFixtureChats(testCase: TestCase): Chat[] {
  const answer = answerOf(testCase);
  return chatsOf(testCase).flatMap((messages) => [
    toChat(messages, answer),
    toChat(
      messages.filter(({ role }) => role !== 'system'),
      answer,
    ),
  ]);
}

/** A case asked in other words. */
export function toParaphrase(testCase: TestCase, prompt: string): Chat {
  const ask = testCase.kind === 'grounded' ? questionOf({ context: testCase.context, prompt }) : prompt;
  return [{ ask, answer: answerOf(testCase) }];
}

const answerOf = ({ known_good }: TestCase): string => known_good[0] ?? '';

/** Messages as turns, the last of which has this answer; a system message becomes part of the first request. */
export function toChat(messages: readonly Message[], answer: string): Chat {
  const system = messages.find(({ role }) => role === 'system')?.content;
  const spoken = messages.filter(({ role }) => role !== 'system');
  const turns = spoken.flatMap(({ role, content }, index) => {
    if (role !== 'user') return [];
    return [{ ask: content, answer: spoken[index + 1]?.content ?? answer }];
  });
  const [first, ...rest] = turns;
  if (first === undefined) return [];
  return system === undefined ? turns : [{ ...first, ask: withSystemMessage(system, first.ask) }, ...rest];
}
