import { expect, test } from 'vitest';
import type { CaseReport } from '../../contract/index.ts';
import { consistency } from './consistency.ts';

const testCase = (outcome: CaseReport['outcome'], attempts: number) =>
  ({ outcome, attempts: Array(attempts).fill({}) }) as unknown as CaseReport;

test('a case counts when it is right every time', () => {
  const cases = [testCase('passed', 3), testCase('flaky', 3), testCase('failed', 3), testCase('passed', 3)];
  expect(consistency(cases)).toMatchObject([
    { value: 50, n: 4, unit: '%', label: 'cases right in all 3 attempts (pass^3)' },
  ]);
});

test('one attempt tells nothing of it, and what was not measured does not count', () => {
  expect(consistency([testCase('passed', 1)])).toEqual([]);
  expect(consistency([testCase('passed', 2), testCase('not-measured', 2)])).toMatchObject([{ value: 100, n: 1 }]);
});
