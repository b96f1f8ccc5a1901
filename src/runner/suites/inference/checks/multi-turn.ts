/** An answer depends on what was said before it. */
import { faultsOf, same } from '../answer-faults.ts';
import { type Check, judge } from '../check.ts';
import { introduction, names, noIntroduction, whoAmI } from '../prompts.ts';

const [first, second] = names;

export const multiTurn: Check = {
  id: 'multi-turn',
  title: 'an answer depends on the turns before it',
  why: 'a chat whose history is lost forgets what the user said a moment ago',
  tags: ['integration', 'end-to-end'],
  run: async (context) => {
    const options = { maxTokens: 48 };
    const withFirst = await context.ask(introduction(first), options);
    const withSecond = await context.ask(introduction(second), options);
    const without = await context.ask(noIntroduction, options);
    const faults = [withFirst, withSecond, without].flatMap((answer) => faultsOf(whoAmI, answer));
    if (same(withFirst, withSecond)) faults.push(`${first} and ${second} get the same answer to "${whoAmI}"`);
    if (same(withFirst, without)) faults.push(`"${whoAmI}" gets the same answer with and without an introduction`);
    const remembered = withFirst.text.includes(first) && withSecond.text.includes(second);
    return judge(faults, remembered ? 'it remembers who it talks to' : 'its answers depend on the earlier turns', {
      shown: withFirst,
    });
  },
};
