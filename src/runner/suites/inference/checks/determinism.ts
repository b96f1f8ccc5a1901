/** The same seed gives the same answer. */
import { faultsOf, same } from '../answer-faults.ts';
import { type Check, judge } from '../check.ts';
import { ask, prompts } from '../prompts.ts';

const maxTokens = 48;

export const determinism: Check = {
  id: 'determinism',
  title: 'the same seed gives the same answer',
  why: 'a failure that nobody can repeat is not mended',
  tags: ['contract'],
  needs: ['seed'],
  run: async ({ ask: askModel, settings: { seed } }) => {
    const messages = ask(prompts.story.prompt);
    const greedy = { maxTokens, temperature: 0 };
    const sampled = { maxTokens, temperature: 1, seed };
    const [one, again] = [await askModel(messages, greedy), await askModel(messages, greedy)];
    const [story, sameStory] = [await askModel(messages, sampled), await askModel(messages, sampled)];
    const other = await askModel(messages, { ...sampled, seed: seed + 1 });
    const faults = faultsOf(prompts.story.prompt, one);
    if (!same(one, again)) faults.push('temperature 0 gives two different answers');
    if (!same(story, sameStory)) faults.push(`seed ${seed} gives two different answers at temperature 1`);
    const spread = same(story, other) ? 'another seed happens to give the same' : 'another seed gives another answer';
    return judge(faults, `twice the same at temperature 0, and with seed ${seed} at temperature 1; ${spread}`, {
      shown: story,
    });
  },
};
