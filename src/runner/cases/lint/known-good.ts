/** Every answer that is known to be good is judged right. */
import { casesOf, type LintRule } from './rule.ts';

export const knownGood: LintRule = {
  id: 'known-good',
  finds: 'an answer of known_good that is not judged right',
  check: (context) =>
    casesOf(context).flatMap(({ file, testCase }) =>
      testCase.known_good.flatMap((answer, index) => {
        const { verdict, reasons } = context.judge(testCase, answer);
        if (verdict === 'right') return [];
        const message = `\`${answer}\` is judged ${verdict}: ${reasons.join('; ')}`;
        return [{ file, route: [...testCase.route, 'known_good', index], message }];
      }),
    ),
};
