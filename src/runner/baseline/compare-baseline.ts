/** Compares a report with an earlier one, case by case and measurement by measurement. */
import type { CaseReport, Measurement, Report } from '../../contract/index.ts';

type Baseline = NonNullable<Report['baseline']>;
type Now = Pick<Report, 'cases' | 'measurements'>;

/**
 * What changed since the baseline. Cases and measurements that only one of the two has are left out.
 *
 * A case got worse when fewer of its attempts are right; `flaky` lies between `passed` and `failed`.
 */
export function compareBaseline(now: Now, before: Report): Baseline {
  const moved = now.cases.flatMap((each) => movement(each, before.cases));
  return {
    startedAt: before.startedAt,
    modelId: before.model.id,
    regressions: moved.filter(({ by }) => by < 0).map(({ by, ...rest }) => rest),
    improvements: moved.filter(({ by }) => by > 0).map(({ by, ...rest }) => rest),
    changes: now.measurements.flatMap((each) => changeOf(each, before.measurements)),
  };
}

const rank: Readonly<Record<Exclude<CaseReport['outcome'], 'not-measured'>, number>> = {
  failed: 0,
  flaky: 1,
  passed: 2,
};

function movement(now: CaseReport, earlier: readonly CaseReport[]) {
  const before = earlier.find(({ id }) => id === now.id);
  if (!before || before.outcome === 'not-measured' || now.outcome === 'not-measured') return [];
  return [{ id: now.id, before: before.outcome, now: now.outcome, by: rank[now.outcome] - rank[before.outcome] }];
}

function changeOf(now: Measurement, earlier: readonly Measurement[]): Baseline['changes'] {
  const before = earlier.find(({ id, unit }) => id === now.id && unit === now.unit);
  if (now.value === null || before?.value == null || before.value === 0) return [];
  return [{ id: now.id, before: before.value, now: now.value, change: now.value / before.value - 1 }];
}

/** Why a report can't be the baseline of another; undefined when it can. */
export function baselineProblem(now: Pick<Report, 'suite' | 'model' | 'fixtures'>, before: Report): string | undefined {
  if (before.suite !== now.suite) return `the baseline is of the suite ${before.suite}, and this is ${now.suite}`;
  if (before.model.id !== now.model.id)
    return `the baseline was made with ${before.model.id}, and this with ${now.model.id}`;
  if (before.status === 'incomplete') return 'the baseline is incomplete';
  return undefined;
}
