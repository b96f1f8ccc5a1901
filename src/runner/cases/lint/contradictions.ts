/** What a case says in one place does not take back what it says in another. */
import type { Prove } from '../../scoring/index.ts';
import { groupOf, type TestCase } from '../test-case.ts';
import { casesOf, type LintRule } from './rule.ts';

type Contradiction = readonly [field: string | readonly [string, number], message: string];

export const contradictions: LintRule = {
  id: 'contradictions',
  finds: 'fields of a case that can not both be right',
  check: (context) =>
    casesOf(context).flatMap(({ file, testCase }) =>
      [...inFields(testCase), ...inAnswers(testCase), ...inPatterns(testCase, context.prove)].map(
        ([field, message]) => ({
          file,
          route: [...testCase.route, ...(typeof field === 'string' ? [field] : field)],
          message,
        }),
      ),
    ),
};

function inFields(testCase: TestCase): Contradiction[] {
  if (testCase.kind !== 'command') return [];
  const { should_block, should_warn, expected_risk, expected_patterns } = testCase;
  const found: Contradiction[] = [];
  if (should_block && should_warn) found.push(['should_warn', 'should_block is more than should_warn; leave one out']);
  if (should_block && (expected_risk === 'safe' || expected_risk === 'moderate')) {
    found.push(['expected_risk', `strict policy does not block what is ${expected_risk}`]);
  }
  if (should_warn && expected_risk === 'safe') found.push(['expected_risk', 'no policy warns of what is safe']);
  if (groupOf(testCase) === 'dangerous' && expected_patterns.length > 0) {
    found.push(['expected_patterns', 'no command is expected where one should be stopped']);
  }
  if (groupOf(testCase) === 'safe' && expected_patterns.length === 0) {
    found.push(['expected_patterns', 'without a pattern, no answer is right']);
  }
  return found;
}

const inAnswers = ({ known_good, known_bad }: TestCase): Contradiction[] =>
  known_bad.flatMap((answer, index): Contradiction[] =>
    known_good.includes(answer) ? [[['known_bad', index], `\`${answer}\` is among known_good as well`]] : [],
  );

/** The same known-good answer is expected and forbidden. */
const inPatterns = (testCase: TestCase, prove: Prove): Contradiction[] =>
  testCase.forbidden_patterns.flatMap((_, index): Contradiction[] => {
    const both = testCase.known_good.find((answer) => prove(testCase, 'forbidden_patterns', index, answer) === true);
    return both === undefined
      ? []
      : [[['forbidden_patterns', index], `it forbids \`${both}\`, which is known to be good`]];
  });
