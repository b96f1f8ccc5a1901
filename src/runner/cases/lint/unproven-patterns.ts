/** Every pattern is shown to work: an expected one by a known-good answer, a forbidden one by a known-bad. */
import type { Field, Prove } from '../../scoring/index.ts';
import type { TestCase } from '../test-case.ts';
import { casesOf, type LintRule } from './rule.ts';

const examples = { expected_patterns: 'known_good', forbidden_patterns: 'known_bad' } as const satisfies Record<
  Field,
  keyof TestCase
>;

export const unprovenPatterns: LintRule = {
  id: 'unproven-patterns',
  finds: 'a pattern that no known answer matches, and that perhaps none can',
  check: (context) =>
    casesOf(context).flatMap(({ file, testCase }) =>
      (['expected_patterns', 'forbidden_patterns'] as const).flatMap((field) =>
        unproven(testCase, field, context.prove).map((index) => ({
          file,
          route: [...testCase.route, field, index],
          message: `no answer of ${examples[field]} is as this pattern says`,
          hint: `correct the pattern, or add an answer to ${examples[field]} that shows what it is for`,
        })),
      ),
    ),
};

const unproven = (testCase: TestCase, field: Field, prove: Prove): number[] =>
  [...testCase[field].keys()].filter(
    (index) => !testCase[examples[field]].some((answer) => prove(testCase, field, index, answer) !== false),
  );
