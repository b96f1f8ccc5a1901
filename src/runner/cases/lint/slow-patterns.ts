/** No pattern takes long, on the known answers or on such as make bad expressions backtrack. */
import type { Field } from '../../scoring/index.ts';
import type { TestCase } from '../test-case.ts';
import { casesOf, type LintRule } from './rule.ts';

/** Endless repetitions of one character, with another at the end. */
const nasty = [...'a1 /-.x='].map((character) => `echo ${character.repeat(60)}!`);

export const slowPatterns: LintRule = {
  id: 'slow-patterns',
  finds: 'a regular expression that takes too long on some answers',
  check: (context) =>
    casesOf(context).flatMap(({ file, testCase }) =>
      (['expected_patterns', 'forbidden_patterns'] as const satisfies readonly Field[]).flatMap((field) => {
        const answers = [...testCase.known_good, ...testCase.known_bad, ...nasty];
        const slow = expressionsOf(testCase, field).filter((index) =>
          answers.some((answer) => context.prove(testCase, field, index, answer) === 'slow'),
        );
        return slow.map((index) => ({
          file,
          route: [...testCase.route, field, index],
          message: 'the regular expression takes too long on some answers',
          hint: 'avoid repetitions within repetitions, such as (a+)+, or name program, flags and operands instead',
        }));
      }),
    ),
};

/** The indexes of the patterns that hold a regular expression somewhere. */
const expressionsOf = (testCase: TestCase, field: Field): number[] =>
  [...testCase[field].entries()].flatMap(([index, pattern]) =>
    typeof pattern === 'string' || JSON.stringify(pattern).includes('"regex":') ? [index] : [],
  );
