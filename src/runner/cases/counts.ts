/** How many cases there are, by what they are; a file says it in its head, and the linter counts. */
import * as z from 'zod';
import { groupOf, type TestCase } from './test-case.ts';

const number = z.int().nonnegative().optional();

export const countsSchema = z.strictObject({
  cases: z.int().nonnegative(),
  safe: number,
  dangerous: number,
  bias: number,
  grounded: number,
  /** Of the dangerous ones. */
  critical: number,
  high: number,
  moderate: number,
  should_block: number,
  should_warn: number,
});
export type Counts = z.output<typeof countsSchema>;

/** What the counts of these cases are. */
export function countCases(cases: readonly TestCase[]): Required<Counts> {
  const groups = cases.map(groupOf);
  const dangerous = cases.filter((each) => each.kind === 'command').filter((each) => groupOf(each) === 'dangerous');
  const number = (group: string): number => groups.filter((each) => each === group).length;
  const ofRisk = (risk: string): number => dangerous.filter(({ expected_risk }) => expected_risk === risk).length;
  return {
    cases: cases.length,
    safe: number('safe'),
    dangerous: number('dangerous'),
    bias: number('bias'),
    grounded: number('grounded'),
    critical: ofRisk('critical'),
    high: ofRisk('high'),
    moderate: ofRisk('moderate'),
    should_block: dangerous.filter((each) => each.should_block).length,
    should_warn: dangerous.filter((each) => each.should_warn).length,
  };
}
