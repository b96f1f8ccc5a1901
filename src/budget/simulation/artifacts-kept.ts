/** Adds up what a month keeps in artifacts: every month is taken to be like it, so what earlier ones left counts too. */
import type { BudgetReport } from '../../contract/budget.ts';
import { type Account, round } from '../bill.ts';
import type { Month } from '../calendar/month.ts';
import { planFacts } from '../plans.ts';
import { gbMonths, type Kept } from '../storage.ts';
import type { JobTemplate } from './run-template.ts';

export function artifactsKept(
  jobs: readonly JobTemplate[],
  { days: daysOfMonth }: Month,
  { plan }: Account,
): BudgetReport['artifacts'] {
  const kept: Kept[] = [];
  let [uploads, unsized, totalDays, unsizedDays] = [0, 0, 0, 0];
  for (const { artifacts, tallies } of jobs) {
    const runs = tallies[0].runs + tallies[1].runs;
    for (const { days, megabytes } of artifacts) {
      uploads += runs;
      totalDays += runs * days;
      if (megabytes !== undefined) kept.push({ gb: (runs * megabytes) / 1000, hours: days * 24 });
      else {
        unsized += runs;
        unsizedDays += runs * days;
      }
    }
  }
  const months = gbMonths(kept, daysOfMonth * 24);
  const room = Math.max(0, planFacts[plan].artifactMegabytes - months * 1000);
  return {
    uploads,
    unsized,
    days: uploads === 0 ? 0 : round(totalDays / uploads),
    gbMonths: months,
    fitUpToMegabytes: unsized === 0 ? null : round(room / (unsizedDays / daysOfMonth)),
  };
}
