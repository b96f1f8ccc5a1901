/** A whole conversation: every turn is answered, with the model's own answers before it. */
import type { Generation, Message } from '../../../engines/engine.ts';
import { faultsOf } from '../answer-faults.ts';
import { type Check, judge } from '../check.ts';
import { conversation as turns } from '../prompts.ts';

export const conversation: Check = {
  id: 'conversation',
  title: 'a whole conversation is answered turn by turn',
  why: 'this is what people do with a model, from the first word to the last',
  tags: ['end-to-end'],
  run: async ({ ask }) => {
    const history: Message[] = [];
    const answers: Generation[] = [];
    const faults: string[] = [];
    for (const { prompt } of turns) {
      history.push({ role: 'user', content: prompt });
      const answer = await ask(history, { maxTokens: 96 });
      faults.push(...faultsOf(prompt, answer), ...faultsOfHistory(prompt, answers.at(-1), answer));
      history.push({ role: 'assistant', content: answer.text });
      answers.push(answer);
    }
    return judge(faults, `${turns.length} turns, each with those before it`, { shown: answers.at(-1) });
  },
};

/** A prompt that does not grow has lost the turns before it. */
function faultsOfHistory(prompt: string, before: Generation | undefined, now: Generation): string[] {
  if (before?.promptTokens === undefined || now.promptTokens === undefined) return [];
  return now.promptTokens > before.promptTokens ? [] : [`"${prompt}": the turns before it are not part of the prompt`];
}
