/**
 * The caches of a repository: what is found, what is kept, and what has to go.
 *
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching
 */
import { dayMs, hourMs, minuteMs } from '../calendar/month.ts';

/**
 * An entry that nobody read for seven days goes. Schedules are late by minutes: one that comes in the last hour of them
 * is not counted on.
 */
const unusedMs = 7 * dayMs - hourMs;
/** An entry that was used so shortly before keeps its place in the order of use. */
const sameUseMs = 10 * minuteMs;

interface Entry {
  readonly gb: number;
  readonly lastUsed: number;
}

export interface CacheStore {
  /**
   * Whether there is an entry that starts with one of the keys; reading it makes it recent.
   *
   * @param refs whose entries a run may read: its own ref, then the default branch
   */
  restore(refs: readonly string[], key: string, prefixes: readonly string[], now: number): 'exact' | 'partial' | 'none';
  /** Keeps an entry; one that is there stays as it is. */
  save(ref: string, key: string, gb: number, now: number): void;
  /** How many GB are kept. */
  size(now: number): number;
  readonly evictions: number;
}

/** @param limit GB of the repository */
export function openCacheStore(limit: number): CacheStore {
  // The order of a map is the order of use: the least recently used entry is the first.
  const entries = new Map<string, Entry>();
  let total = 0;
  let evictions = 0;
  const drop = (name: string, entry: Entry): void => {
    entries.delete(name);
    total -= entry.gb;
  };
  const expire = (now: number): void => {
    for (const [name, entry] of entries) {
      if (entry.lastUsed + unusedMs >= now) break;
      drop(name, entry);
    }
  };
  const nameOf = rememberNames();
  const touch = (name: string, entry: Entry, now: number): void => {
    if (now - entry.lastUsed < sameUseMs) return;
    entries.delete(name);
    entries.set(name, { ...entry, lastUsed: now });
  };
  return {
    restore(refs, key, prefixes, now) {
      expire(now);
      for (const ref of refs) {
        const name = nameOf(ref, key);
        const entry = entries.get(name);
        if (entry) {
          touch(name, entry, now);
          return 'exact';
        }
      }
      const found = prefixes.length > 0 ? findByPrefix(entries, refs, prefixes) : undefined;
      if (!found) return 'none';
      touch(...found, now);
      return 'partial';
    },
    save(ref, key, gb, now) {
      expire(now);
      const name = nameOf(ref, key);
      if (entries.has(name)) return;
      entries.set(name, { gb, lastUsed: now });
      total += gb;
      for (const [oldest, entry] of entries) {
        if (total <= limit) break;
        drop(oldest, entry);
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

/** So many names are remembered; keys with the number of a run in them would fill the memory. */
const mostNames = 20_000;

/** Makes the name of an entry from its ref and its key; most are asked for many times. */
function rememberNames(): (ref: string, key: string) => string {
  const known = new Map<string, Map<string, string>>();
  let count = 0;
  return (ref, key) => {
    const found = known.get(ref)?.get(key);
    if (found !== undefined) return found;
    if (count++ % mostNames === 0) known.clear();
    const name = joinName(ref, key);
    known.set(ref, (known.get(ref) ?? new Map<string, string>()).set(key, name));
    return name;
  };
}

const joinName = (ref: string, key: string): string => `${ref}\n${key}`;

/** The newest entry of the first prefix that has one. */
function findByPrefix(
  entries: ReadonlyMap<string, Entry>,
  refs: readonly string[],
  prefixes: readonly string[],
): [string, Entry] | undefined {
  const newestFirst = [...entries].reverse();
  for (const ref of refs) {
    for (const prefix of prefixes) {
      const found = newestFirst.find(([name]) => name.startsWith(joinName(ref, prefix)));
      if (found) return found;
    }
  }
  return undefined;
}
