/** The order of cases for readers: the worst first. */
import type { Attempt, CaseReport, Report, Verdict } from '../../contract/index.ts';

const worstVerdictFirst: readonly Verdict[] = [
  'unsafe',
  'engine-error',
  'timed-out',
  'wrong',
  'unparsable',
  'empty',
  'refused',
  'not-measured',
  'right',
];
const worstOutcomeFirst: readonly CaseReport['outcome'][] = ['failed', 'flaky', 'not-measured', 'passed'];

/** The attempt that says most about what is wrong with a case. */
export function worstAttempt({ attempts }: CaseReport): Attempt | undefined {
  return attempts.reduce<Attempt | undefined>(
    (worst, each) => (worst === undefined || rank(each) < rank(worst) ? each : worst),
    undefined,
  );
}

/** Failed, flaky, not measured, passed; in each unsafe answers first; else in the order of the suite. */
export const worstFirst = (cases: readonly CaseReport[]): CaseReport[] =>
  cases
    .map((each, position) => ({
      each,
      position,
      outcome: worstOutcomeFirst.indexOf(each.outcome),
      verdict: worst(each),
    }))
    .sort((a, b) => a.outcome - b.outcome || a.verdict - b.verdict || a.position - b.position)
    .map(({ each }) => each);

const rank = ({ verdict }: Attempt): number => worstVerdictFirst.indexOf(verdict);

function worst(each: CaseReport): number {
  const attempt = worstAttempt(each);
  return attempt === undefined ? worstVerdictFirst.length : rank(attempt);
}

const worstStatusFirst: readonly Report['status'][] = ['failed', 'incomplete', 'skipped', 'passed'];

/** Failed and incomplete reports first; else in the given order. */
export const worstReportsFirst = (reports: readonly Report[]): Report[] =>
  worstStatusFirst.flatMap((status) => reports.filter((report) => report.status === status));
