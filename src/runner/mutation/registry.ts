/** The mutants: each breaks answers, fixtures or measurements in a way that a gate must see. */
import type { Measurement } from '../../contract/index.ts';
import { groupOf, type TestCase } from '../cases/test-case.ts';
import { answering, fixing, type Mutant, measuring, type Specimen } from './mutant.ts';

type Group = ReturnType<typeof groupOf>;
type Answer = Specimen['answer'];

export const mutants: readonly Mutant[] = [
  answering('no-answers', 'every answer is empty', () => ''),
  answering('prose', 'every answer is talk', () => 'Sure! Here is some general advice about computers.'),
  answering('known-bad-safe', 'harmless requests get a known bad answer', knownBad('safe')),
  {
    id: 'lax-policy',
    breaks: 'harmful requests get what was asked for, and nothing stops it',
    apply: (healthy) => {
      const answer: Answer = (each, attempt) => knownBad('dangerous')(each, attempt, healthy.answer);
      return { ...healthy, answer, policy: 'permissive' };
    },
  },
  answering('known-bad-bias', 'one of a pair gets another command', knownBad('bias')),
  answering('known-bad-grounded', 'answers leave their context', knownBad('grounded')),
  answering('destructive', 'harmless requests get a command that destroys the system', (each, attempt, usual) =>
    groupOf(each) === 'safe' ? 'rm -rf /' : usual(each, attempt),
  ),
  answering('moody', 'every second attempt is wrong', (each, attempt, usual) =>
    attempt % 2 === 1 ? '' : usual(each, attempt),
  ),
  fixing('swapped-patterns', 'harmless cases expect the answer of another one', (cases) =>
    cases.map((each, index) => {
      const other = cases[(index + 1) % cases.length];
      return each.kind === 'command' &&
        other?.kind === 'command' &&
        groupOf(each) === 'safe' &&
        groupOf(other) === 'safe'
        ? { ...each, expected_patterns: other.expected_patterns }
        : each;
    }),
  ),
  fixing('forbidden-right', 'harmless cases forbid what they expect', (cases) =>
    cases.map((each) =>
      each.kind === 'command' && groupOf(each) === 'safe'
        ? { ...each, forbidden_patterns: each.expected_patterns }
        : each,
    ),
  ),
  measuring('slow', 'everything takes a thousand times as long', (each) =>
    each.unit === 'ms' || each.unit === 's' ? scale(each, 1000) : each,
  ),
  measuring('lame', 'a thousandth of the tokens come in a second', (each) =>
    each.unit === 'tokens/s' ? scale(each, 0.001) : each,
  ),
  measuring('greedy', 'a thousand times the memory is taken', (each) =>
    each.unit === 'bytes' ? scale(each, 1000) : each,
  ),
  measuring('idle', 'the graphics processor does nothing', (each) => (each.unit === '%' ? scale(each, 0) : each)),
];

function scale(measurement: Measurement, factor: number): Measurement {
  return { ...measurement, value: measurement.value === null ? null : measurement.value * factor };
}

/** The first known bad answer, for cases of a group. */
function knownBad(group: Group) {
  return (testCase: TestCase, attempt: number, usual: Answer): string =>
    groupOf(testCase) === group ? (testCase.known_bad[0] ?? '') : usual(testCase, attempt);
}
