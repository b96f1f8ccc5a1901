/** What a month keeps: artifacts and caches. */
import type { BudgetReport } from '../../contract/budget.ts';
import { formatCount, formatDollars, formatMinutes } from '../format-amount.ts';
import { planFacts } from '../plans.ts';
import type { Fact } from './facts.ts';

/** None of what is not kept, and of artifacts where nobody counts them. */
export const storageFacts = (report: BudgetReport): Fact[] => [
  ...(report.artifacts.uploads > 0 && report.quota.included > 0
    ? [{ name: 'Artifacts', value: artifactValue(report) }]
    : []),
  ...(report.caches.gb > 0 ? [{ name: 'Caches', value: cacheValue(report) }] : []),
];

function artifactValue({ artifacts, plan, usd }: BudgetReport): string {
  const { uploads, unsized, days, gbMonths, fitUpToMegabytes } = artifacts;
  const kept = `${formatCount(uploads)}, kept ${formatMinutes(days)} days`;
  const included = `${formatCount(gbMonths * 1000)} of ${formatCount(planFacts[plan].artifactMegabytes)} MB included`;
  const stored = `${kept}: ${included}${billed(usd.artifacts)}`;
  if (fitUpToMegabytes === null) return stored;
  return `${stored}; the ${formatCount(unsized)} that tell no size are within them up to ${formatMinutes(fitUpToMegabytes)} MB each`;
}

function cacheValue({ caches, usd }: BudgetReport): string {
  const guessed = caches.unsized > 0 ? '; where no size is told, 0.4 GB are taken' : '';
  const gone = `${formatCount(caches.evictions)} had to go for others`;
  return `at most ${formatMinutes(caches.gb)} GB at once, ${gone}${billed(usd.caches)}${guessed}`;
}

const billed = (dollars: number): string => (dollars > 0 ? `, ${formatDollars(dollars)} is billed` : '');
