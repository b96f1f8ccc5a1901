/** Answers are text: not empty, whole characters, no marks of the chat template, an end of their own or the limit. */
import { faultsOf } from '../answer-faults.ts';
import { type Check, judge } from '../check.ts';
import { ask, prompts } from '../prompts.ts';

const asked = [prompts.capital, prompts.hello, prompts.list, prompts.count];
const maxTokens = 128;

export const answerValidation: Check = {
  id: 'answer-validation',
  title: 'answers are whole text, without marks of the chat template, and end',
  why: 'broken text and template marks show a wrong template, a wrong tokenizer or a broken file',
  tags: ['integration'],
  run: async (context) => {
    const faults: string[] = [];
    let shown: Awaited<ReturnType<typeof context.ask>> | undefined;
    for (const { prompt } of asked) {
      const answer = await context.ask(ask(prompt), { maxTokens });
      const { completionTokens } = answer;
      const tooLong = completionTokens !== undefined && completionTokens > maxTokens;
      faults.push(...faultsOf(prompt, answer));
      if (tooLong) faults.push(`"${prompt}": it has ${completionTokens} tokens, and ${maxTokens} were allowed`);
      shown ??= answer;
    }
    return judge(faults, `${asked.length} answers are whole`, { shown });
  },
};
