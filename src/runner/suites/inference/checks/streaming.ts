/** An answer that comes in pieces is the answer that comes whole. */
import { faultsOf, same } from '../answer-faults.ts';
import { type Check, judge } from '../check.ts';
import { ask, prompts } from '../prompts.ts';

export const streaming: Check = {
  id: 'streaming',
  title: 'an answer that comes in pieces is the answer that comes whole',
  why: 'a lost or doubled piece is seen by everyone who reads along',
  tags: ['contract', 'integration'],
  needs: ['streaming'],
  run: async ({ ask: askModel, model }) => {
    const messages = ask(prompts.count.prompt);
    const options = { maxTokens: 96, temperature: 0 };
    const pieces: string[] = [];
    const streamed = await askModel(messages, { ...options, onText: (text) => pieces.push(text) });
    const whole = await askModel(messages, options);
    const faults = faultsOf(prompts.count.prompt, streamed);
    if (pieces.join('') !== streamed.text) faults.push('the pieces together are not the answer');
    if (pieces.some((piece) => piece === '')) faults.push('a piece is empty');
    // A program that takes no seed may answer differently every time.
    if (model.abilities.seed && !same(streamed, whole)) faults.push('the streamed answer is not the whole one');
    if (streamed.ttftMs === undefined) faults.push('the time to the first token is not told');
    return judge(faults, `${pieces.length} pieces, none lost and none doubled`, {
      shown: streamed,
      measurements: [
        {
          id: 'pieces',
          label: 'pieces of a streamed answer',
          unit: 'count',
          value: pieces.length,
          n: 1,
          better: 'bigger',
        },
      ],
    });
  },
};
