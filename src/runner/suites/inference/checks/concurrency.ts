/** Models loaded at once and chats answered at once do not mix up their answers. */
import type { Generation } from '../../../engines/engine.ts';
import { faultsOf, same } from '../answer-faults.ts';
import { type Check, judge } from '../check.ts';
import { introduction, names, whoAmI } from '../prompts.ts';

const loadsAtOnce = 3;
const smallContext = 512;
const options = { maxTokens: 48, temperature: 0 };
const chats = names.map(introduction);

export const concurrency: Check = {
  id: 'concurrency',
  title: 'models loaded at once and chats answered at once do not mix up their answers',
  why: 'a service answers many people at the same time, and each wants his own answer',
  tags: ['integration'],
  needs: ['concurrent'],
  run: async (context) => {
    const { model, signal } = context;
    const alone: Generation[] = [];
    for (const chat of chats) alone.push(await context.ask(chat, options));
    const started = performance.now();
    const together = await model.chatAll(chats, { ...options, signal, concurrency: chats.length });
    const togetherMs = performance.now() - started;
    const models = await Promise.all(
      Array.from({ length: loadsAtOnce }, () => context.load({ contextSize: smallContext })),
    );
    const elsewhere = await Promise.all(
      models.map((each, index) => each.chat(chats[index] ?? [], { ...options, signal })),
    );
    const faults = [...faultsOfAnswers(alone, together), ...faultsOfAnswers(alone, elsewhere)];
    const reason = `${chats.length} chats at once, and ${loadsAtOnce} models at once`;
    return judge(faults, reason, { shown: alone[0], measurements: [chatsTogether(togetherMs)] });
  },
};

/** Answers may differ in a word when they are evaluated together; they may not be the answer to another chat. */
function faultsOfAnswers(alone: readonly Generation[], together: readonly (Generation | Error)[]): string[] {
  return together.flatMap((answer, index) => {
    const own = alone[index];
    if (answer instanceof Error) return [`a chat failed beside others: ${answer.message}`];
    const swapped = alone.some((other) => own && !same(own, other) && same(answer, other) && !same(answer, own));
    return [...faultsOf(whoAmI, answer), ...(swapped ? [`${names[index]} got the answer of somebody else`] : [])];
  });
}

const chatsTogether = (value: number) =>
  ({ id: 'together', label: `${chats.length} chats at once`, unit: 'ms', value, n: 1, better: 'smaller' }) as const;
