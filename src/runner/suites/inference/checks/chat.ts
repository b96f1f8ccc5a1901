/** Different questions get different answers, and a warm model answers a short one soon. */
import { faultsOf, same } from '../answer-faults.ts';
import { type Check, judge } from '../check.ts';
import { ask, prompts } from '../prompts.ts';

const warmAnswers = 3;
const shortAnswer = 16;

export const chat: Check = {
  id: 'chat',
  title: 'different questions get different answers',
  why: 'a model that says the same to everything is not listening',
  tags: ['integration'],
  run: async (context) => {
    const { capital, list, hello } = prompts;
    const one = await context.ask(ask(capital.prompt), { maxTokens: 64 });
    const other = await context.ask(ask(list.prompt), { maxTokens: 64 });
    for (let index = 0; index < warmAnswers; index += 1) {
      const { latencyMs } = await context.ask(ask(hello.prompt), { maxTokens: shortAnswer });
      context.recordWarm(latencyMs);
    }
    const faults = [...faultsOf(capital.prompt, one), ...faultsOf(list.prompt, other)];
    if (same(one, other)) faults.push(`"${capital.prompt}" and "${list.prompt}" get the same answer`);
    return judge(faults, 'two questions, two answers', { shown: one });
  },
};
