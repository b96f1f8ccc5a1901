/** What a mutant is: a healthy run with one thing broken on purpose. */
import type { Measurement, Policy, Report } from '../../contract/index.ts';
import type { TestCase } from '../cases/test-case.ts';

/** A healthy run: what is asked, what is answered, and what was measured meanwhile. */
export interface Specimen {
  readonly cases: readonly TestCase[];
  /** The answer to one of the prompts of a case. */
  readonly answer: (testCase: TestCase, attempt: number) => string;
  readonly measurements: readonly Measurement[];
  /** What is done about risky commands. */
  readonly policy: Policy;
  readonly baseline: Report | undefined;
}

export interface Mutant {
  readonly id: string;
  /** What is broken, for people. */
  readonly breaks: string;
  readonly apply: (healthy: Specimen) => Specimen;
}

type Answer = Specimen['answer'];

/** A mutant that answers otherwise; `usual` gives the healthy answer. */
export function answering(
  id: string,
  breaks: string,
  broken: (testCase: TestCase, attempt: number, usual: Answer) => string,
): Mutant {
  const apply = (healthy: Specimen): Specimen => ({
    ...healthy,
    answer: (testCase, attempt) => broken(testCase, attempt, healthy.answer),
  });
  return { id, breaks, apply };
}

/** A mutant whose fixtures are broken. */
export const fixing = (
  id: string,
  breaks: string,
  broken: (cases: readonly TestCase[]) => readonly TestCase[],
): Mutant => ({
  id,
  breaks,
  apply: (healthy) => ({ ...healthy, cases: broken(healthy.cases) }),
});

/** A mutant that measures something else. */
export const measuring = (id: string, breaks: string, broken: (measurement: Measurement) => Measurement): Mutant => ({
  id,
  breaks,
  apply: (healthy) => ({ ...healthy, measurements: healthy.measurements.map(broken) }),
});
