/** What jobs do with the caches of the repository: they look for theirs when they begin, and save them when they end. */
import { type CacheUse, type KeyScope, textOfKey } from './cache-use.ts';
import { cacheFinds } from './live-runs.ts';
import { arrivalOf, type RunningMonth } from './running-month.ts';

/** @returns what was found, one of `cacheFinds` */
export function restoreCaches(month: RunningMonth, run: number, uses: readonly CacheUse[]): number {
  const { caches, now } = month;
  const { refs } = arrivalOf(month, run);
  const scope = keyScopeOf(month, run);
  let worst: number = cacheFinds.exact;
  for (const use of uses) {
    if (!use.restores || caches.restore(refs, textOfKey(use.key, scope), now)) continue;
    const prefixes = use.prefixes.map((prefix) => textOfKey(prefix, scope));
    const found = prefixes.length > 0 && caches.restoreByPrefix(refs, prefixes, now);
    worst = Math.min(worst, found ? cacheFinds.partial : cacheFinds.none);
  }
  return worst;
}

export function saveCaches(month: RunningMonth, run: number, uses: readonly CacheUse[]): void {
  const { caches, now } = month;
  const scope = keyScopeOf(month, run);
  for (const use of uses) if (use.saves) caches.save(scope.ref, textOfKey(use.key, scope), use.gb, now);
  month.cacheGb = Math.max(month.cacheGb, caches.size(now));
}

function keyScopeOf(month: RunningMonth, run: number): KeyScope {
  const { live } = month;
  const [ref] = arrivalOf(month, run).refs;
  return { run: live.id[run] as number, event: live.event[run] as number, ref };
}
