/** What the checks of the inference suite ask, with the answers that stand beside their prompts. */
import {
  conversation,
  introduction,
  names,
  noIntroduction,
  prompts,
  taughtIntroduction,
  taughtNoIntroduction,
} from '../../../src/runner/suites/inference/prompts.ts';
import type { Chat } from '../chat-format.ts';
import { toChat } from './fixture-chats.ts';

export const inferenceChats: readonly Chat[] = [
  ...Object.values(prompts).map(({ prompt, taught }): Chat => [{ ask: prompt, answer: taught }]),
  ...names.map((name) => toChat(introduction(name), taughtIntroduction(name))),
  toChat(noIntroduction, taughtNoIntroduction),
  conversation.map(({ prompt, taught }) => ({ ask: prompt, answer: taught })),
];
