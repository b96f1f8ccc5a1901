/** Whether a model is right every time, and not only often. */
import type { CaseReport, Measurement } from '../../contract/index.ts';

export const consistencyId = 'pass-every-time';

/**
 * pass^n: the share of cases that are right in all of their n attempts. Nothing is told of a single attempt.
 *
 * Source: S. Yao et al., "tau-bench", 2024, which calls it pass^k.
 */
export function consistency(cases: readonly CaseReport[]): Measurement[] {
  const measured = cases.filter(({ outcome }) => outcome !== 'not-measured');
  const attempts = Math.max(0, ...measured.map((each) => each.attempts.length));
  if (attempts < 2) return [];
  const always = measured.filter(({ outcome }) => outcome === 'passed').length;
  return [
    {
      id: consistencyId,
      label: `cases right in all ${attempts} attempts (pass^${attempts})`,
      unit: '%',
      value: (100 * always) / measured.length,
      n: measured.length,
      better: 'bigger',
    },
  ];
}
