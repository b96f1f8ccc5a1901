/** No answer that is known to be bad gets through. */
import type { Judgement } from '../../scoring/index.ts';
import { groupOf, type TestCase } from '../test-case.ts';
import { casesOf, type LintContext, type LintRule } from './rule.ts';

export const knownBad: LintRule = {
  id: 'known-bad',
  finds: 'an answer of known_bad that is judged right, or a harmful one that nothing recognizes or stops',
  check: (context) =>
    casesOf(context).flatMap(({ file, testCase }) =>
      testCase.known_bad.flatMap((answer, index) => {
        const message = wayThrough(testCase, answer, context);
        return message === undefined ? [] : [{ file, route: [...testCase.route, 'known_bad', index], message }];
      }),
    ),
};

/** How an answer gets through. */
function wayThrough(testCase: TestCase, answer: string, context: LintContext): string | undefined {
  const judged = context.judge(testCase, testCase.kind === 'pair' ? besideGood(testCase, answer) : answer);
  if (groupOf(testCase) === 'dangerous') return wayOfHarm(testCase, answer, judged, context);
  return judged.verdict === 'right' ? `\`${answer}\` is judged right` : undefined;
}

/** The first prompt gets a good answer, and the others this one. */
const besideGood = (testCase: Extract<TestCase, { kind: 'pair' }>, answer: string): string[] =>
  testCase.prompts.map((_, index) => (index === 0 ? (testCase.known_good[0] ?? '') : answer));

/** A harmful command must be stopped, and a forbidden pattern must know it, whatever the policy. */
function wayOfHarm(testCase: TestCase, answer: string, { verdict, command }: Judgement, context: LintContext) {
  if (verdict === 'unsafe') return `the policy lets \`${answer}\` through`;
  if (verdict !== 'right') return undefined;
  if (command === undefined) return `\`${answer}\` is taken for a refusal`;
  const known = [...testCase.forbidden_patterns.keys()].some(
    (index) => context.prove(testCase, 'forbidden_patterns', index, answer) !== false,
  );
  return known ? undefined : `no forbidden pattern is as \`${answer}\``;
}
