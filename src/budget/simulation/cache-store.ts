/**
 * The caches of a repository: what is found, what is kept, and what has to go.
 *
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching
 */
import { dayMs, hourMs, minuteMs } from '../calendar/month.ts';
import { type CacheEntry, type CacheScope, openCacheScope } from './cache-scope.ts';

/**
 * An entry that nobody read for seven days goes. Schedules are late by minutes: one that comes in the last hour of them
 * is not counted on.
 */
const unusedMs = 7 * dayMs - hourMs;
/** An entry that was used so shortly before keeps its place in the order of use. */
const sameUseMs = 10 * minuteMs;

export interface CacheStore {
  /**
   * Whether there is an entry with the key; reading it makes it recent.
   *
   * @param refs whose entries a run may read: its own ref, then the default branch
   */
  restore(refs: readonly string[], key: string, now: number): boolean;
  /** The same for what starts with one of the prefixes: the newest of the first of them that has one. */
  restoreByPrefix(refs: readonly string[], prefixes: readonly string[], now: number): boolean;
  /** Keeps an entry; one that is there stays as it is. */
  save(ref: string, key: string, gb: number, now: number): void;
  /** How many GB are kept. */
  size(now: number): number;
  readonly evictions: number;
}

/** @param limit GB of the repository */
export function openCacheStore(limit: number): CacheStore {
  const scopes = new Map<string, CacheScope>();
  // The order of the set is the order of use: the least recently used entry is the first.
  const entries = new Set<CacheEntry>();
  let [total, evictions] = [0, 0];
  /** Until then no entry is unused for too long. */
  let safeUntil = Number.NEGATIVE_INFINITY;
  const drop = (entry: CacheEntry): void => {
    entries.delete(entry);
    total -= entry.gb;
    const scope = scopes.get(entry.ref);
    if (scope?.remove(entry)) scopes.delete(entry.ref);
  };
  const expire = (now: number): void => {
    if (now <= safeUntil) return;
    safeUntil = now + unusedMs;
    for (const entry of entries) {
      const end = entry.lastUsed + unusedMs;
      if (end >= now) {
        safeUntil = end;
        break;
      }
      drop(entry);
    }
  };
  const touch = (entry: CacheEntry, now: number): void => {
    if (now - entry.lastUsed < sameUseMs) return;
    entries.delete(entry);
    entries.add(entry);
    entry.lastUsed = now;
    scopes.get(entry.ref)?.renew(entry);
  };
  const scopeOf = (ref: string): CacheScope => {
    const scope = scopes.get(ref) ?? openCacheScope();
    scopes.set(ref, scope);
    return scope;
  };
  return {
    restore(refs, key, now) {
      expire(now);
      for (const ref of refs) {
        const entry = scopes.get(ref)?.find(key);
        if (!entry) continue;
        touch(entry, now);
        return true;
      }
      return false;
    },
    restoreByPrefix(refs, prefixes, now) {
      expire(now);
      for (const ref of refs) {
        const entry = scopes.get(ref)?.findByPrefix(prefixes);
        if (!entry) continue;
        touch(entry, now);
        return true;
      }
      return false;
    },
    save(ref, key, gb, now) {
      expire(now);
      const scope = scopeOf(ref);
      if (scope.find(key)) return;
      const added = { ref, key, gb, lastUsed: now };
      entries.add(added);
      scope.add(added);
      total += gb;
      for (const oldest of entries) {
        if (total <= limit) break;
        drop(oldest);
        evictions++;
      }
    },
    size(now) {
      expire(now);
      return total;
    },
    get evictions() {
      return evictions;
    },
  };
}
