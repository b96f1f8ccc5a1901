/** Counts of cases and attempts, by outcome, category and verdict. */
import { type CaseReport, type Verdict, verdicts } from '../../contract/index.ts';

export interface OutcomeCounts {
  readonly cases: number;
  readonly passed: number;
  readonly flaky: number;
  readonly failed: number;
  readonly notMeasured: number;
}

export interface CategoryCounts extends OutcomeCounts {
  readonly category: string;
}

export function countOutcomes(cases: readonly CaseReport[]): OutcomeCounts {
  const of = (outcome: CaseReport['outcome']): number => cases.filter((each) => each.outcome === outcome).length;
  return {
    cases: cases.length,
    passed: of('passed'),
    flaky: of('flaky'),
    failed: of('failed'),
    notMeasured: of('not-measured'),
  };
}

/** The categories with the most failures first. */
export function countCategories(cases: readonly CaseReport[]): CategoryCounts[] {
  const members = new Map<string, CaseReport[]>();
  for (const each of cases) members.set(each.category, [...(members.get(each.category) ?? []), each]);
  return [...members]
    .map(([category, those]) => ({ category, ...countOutcomes(those) }))
    .sort((a, b) => b.failed - a.failed || b.flaky - a.flaky || b.cases - a.cases);
}

/** How many attempts got each verdict; verdicts that none got are left out. */
export function countVerdicts(
  cases: readonly CaseReport[],
): { readonly verdict: Verdict; readonly attempts: number }[] {
  const all = cases.flatMap(({ attempts }) => attempts);
  return verdicts
    .map((verdict) => ({ verdict, attempts: all.filter((each) => each.verdict === verdict).length }))
    .filter(({ attempts }) => attempts > 0);
}

/** `22 of 24 cases passed, 1 flaky, 1 failed` */
export function describeOutcomes(counts: OutcomeCounts): string {
  const parts = [
    `${counts.passed} of ${counts.cases} case${counts.cases === 1 ? '' : 's'} passed`,
    counts.flaky > 0 ? `${counts.flaky} flaky` : '',
    counts.failed > 0 ? `${counts.failed} failed` : '',
    counts.notMeasured > 0 ? `${counts.notMeasured} not measured` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The cases whose slowest attempt took longest, the slowest first. */
export function slowestCases(
  cases: readonly CaseReport[],
  most: number,
): { readonly id: string; readonly latencyMs: number }[] {
  return cases
    .filter(({ attempts }) => attempts.length > 0)
    .map(({ id, attempts }) => ({
      id,
      latencyMs: attempts.reduce((slowest, each) => Math.max(slowest, each.latencyMs), 0),
    }))
    .sort((a, b) => b.latencyMs - a.latencyMs)
    .slice(0, most);
}
