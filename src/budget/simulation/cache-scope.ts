/** The caches of one branch or pull request, and which of them is the newest of those whose keys start alike. */

export interface CacheEntry {
  readonly ref: string;
  readonly key: string;
  readonly gb: number;
  lastUsed: number;
}

export interface CacheScope {
  find(key: string): CacheEntry | undefined;
  /** The newest entry of the first prefix that has one. */
  findByPrefix(prefixes: readonly string[]): CacheEntry | undefined;
  add(entry: CacheEntry): void;
  /** It was used, and is the newest now. */
  renew(entry: CacheEntry): void;
  /** @returns whether it was the last one */
  remove(entry: CacheEntry): boolean;
}

/** So many prefixes are remembered; those with the number of a run in them would fill the memory. */
const mostPrefixes = 1000;

export function openCacheScope(): CacheScope {
  // In the order of use, the newest last.
  const entries = new Map<string, CacheEntry>();
  const newest = new Map<string, CacheEntry | undefined>();
  const noteNewest = (entry: CacheEntry): void => {
    for (const prefix of newest.keys()) if (entry.key.startsWith(prefix)) newest.set(prefix, entry);
  };
  const search = (prefix: string): CacheEntry | undefined => {
    const found = [...entries.values()].findLast(({ key }) => key.startsWith(prefix));
    if (newest.size >= mostPrefixes) newest.clear();
    newest.set(prefix, found);
    return found;
  };
  return {
    find: (key) => entries.get(key),
    findByPrefix(prefixes) {
      for (const prefix of prefixes) {
        const found = newest.has(prefix) ? newest.get(prefix) : search(prefix);
        if (found) return found;
      }
      return undefined;
    },
    add(entry) {
      entries.set(entry.key, entry);
      noteNewest(entry);
    },
    renew(entry) {
      entries.delete(entry.key);
      entries.set(entry.key, entry);
      noteNewest(entry);
    },
    remove(entry) {
      entries.delete(entry.key);
      // The oldest goes first: where the newest of a prefix goes, there is no other.
      for (const [prefix, known] of newest) if (known === entry) newest.delete(prefix);
      return entries.size === 0;
    },
  };
}
