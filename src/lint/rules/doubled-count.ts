/** Reports a count with a fallback that prints a second number. */
import { stepsOf } from '../../model/index.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { scriptLines } from '../script-lines.ts';

export const doubledCount: Rule = {
  id: 'doubled-count',
  why: '`grep -c` prints 0 and fails where nothing matches. A fallback that prints a 0 as well makes it two lines, which no comparison of numbers takes.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(document)) {
      if (step.kind !== 'run') continue;
      for (const { text, offset } of scriptLines(step.run)) {
        const match = /\bgrep\s+(?:-\w+\s+)*-\w*c\w*\s[^;|&]*\|\|\s*(?:echo|printf)\s+["']?0/.exec(text);
        if (!match) continue;
        yield {
          message: 'grep -c prints 0 where nothing matches, and the fallback prints another',
          node: step,
          key: 'run',
          path: `${path}.run`,
          offset: offset + match.index,
          hint: 'write grep -c … || true: the 0 is there already',
          severity: 'warning',
        };
      }
    }
  },
};
