/** The caches of a repository: what is found, what goes, and that lookups by prefix find what a plain search finds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, minuteMs } from '../calendar/month.ts';
import { openCacheStore } from './cache-store.ts';

describe('the caches of a repository', () => {
  it('drop the one that was used the longest ago, when there are more than fit', () => {
    const store = openCacheStore(10);
    store.save('main', 'a', 4, 0);
    store.save('main', 'b', 4, dayMs);
    expect(store.restore(['main'], 'a', 2 * dayMs)).toBe(true);
    store.save('main', 'c', 4, 3 * dayMs);
    expect(store.evictions).toBe(1);
    expect(store.size(3 * dayMs)).toBe(8);
    expect(['a', 'b', 'c'].map((key) => store.restore(['main'], key, 3 * dayMs))).toEqual([true, false, true]);
  });

  it('keep nothing that is larger than all of them', () => {
    const store = openCacheStore(10);
    store.save('main', 'huge', 11, 0);
    expect(store.size(0)).toBe(0);
    expect(store.restore(['main'], 'huge', 0)).toBe(false);
  });

  it('forget after seven days what nobody used', () => {
    const store = openCacheStore(10);
    store.save('main', 'a', 1, 0);
    expect(store.restore(['main'], 'a', 6 * dayMs)).toBe(true);
    expect(store.restore(['main'], 'a', 12 * dayMs)).toBe(true);
    expect(store.restore(['main'], 'a', 19 * dayMs)).toBe(false);
    expect(store.size(19 * dayMs)).toBe(0);
  });

  it('give a pull request those of the default branch, and nobody those of another', () => {
    const store = openCacheStore(10);
    store.save('main', 'a', 1, 0);
    store.save('pull/0/1', 'b', 1, 0);
    expect(store.restore(['pull/0/1', 'main'], 'a', 1)).toBe(true);
    expect(store.restore(['pull/0/2', 'main'], 'b', 1)).toBe(false);
    expect(store.restore(['main'], 'b', 1)).toBe(false);
  });

  it('find by what a key starts with, those of the own ref first', () => {
    const store = openCacheStore(10);
    store.save('main', 'npm-1', 1, 0);
    expect(store.restoreByPrefix(['main'], ['npm-'], 1)).toBe(true);
    expect(store.restoreByPrefix(['main'], ['yarn-', 'np'], 1)).toBe(true);
    expect(store.restoreByPrefix(['pull/0/1', 'main'], ['npm-'], 1)).toBe(true);
    expect(store.restoreByPrefix(['main'], ['yarn-'], 1)).toBe(false);
    store.save('main', 'yarn-1', 1, 2);
    expect(store.restoreByPrefix(['main'], ['yarn-'], 3)).toBe(true);
    expect(store.restoreByPrefix(['main'], ['npm-'], 30 * dayMs)).toBe(false);
  });

  it('never change an entry that is there', () => {
    const store = openCacheStore(10);
    store.save('main', 'a', 1, 0);
    store.save('main', 'a', 5, 1);
    expect(store.size(1)).toBe(1);
  });

  it('are those of a list that is searched from its end', () => {
    const key = fc.constantFrom('a', 'aa', 'ab', 'b', 'ba');
    const ref = fc.constantFrom('main', 'main', 'pull/1');
    const step = fc.record({
      what: fc.constantFrom('save' as const, 'restore' as const, 'prefix' as const),
      ...{ key, ref, wait: fc.constantFrom(0, 11 * minuteMs, dayMs) },
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 120 }), (steps) => {
        const [store, list] = [openCacheStore(3), plainStore(3)];
        let now = 0;
        for (const { what, key: name, ref: own, wait } of steps) {
          now += wait;
          const refs = own === 'main' ? ['main'] : [own, 'main'];
          if (what === 'save') {
            store.save(own, name, 1, now);
            list.save(own, name, now);
          } else if (what === 'restore') expect(store.restore(refs, name, now)).toBe(list.find(refs, name, true, now));
          else expect(store.restoreByPrefix(refs, [name], now)).toBe(list.find(refs, name, false, now));
          expect(store.size(now)).toBe(list.size(now));
        }
      }),
    );
  });
});

/** A list in the order of use, the newest last; every entry has 1 GB. */
function plainStore(limit: number) {
  let list: { ref: string; key: string; used: number }[] = [];
  const expire = (now: number): void => {
    list = list.filter(({ used }) => now - used <= 7 * dayMs - 60 * minuteMs);
  };
  return {
    save(ref: string, key: string, now: number): void {
      expire(now);
      if (list.some((each) => each.ref === ref && each.key === key)) return;
      list = [...list, { ref, key, used: now }].slice(-limit);
    },
    find(refs: readonly string[], text: string, whole: boolean, now: number): boolean {
      expire(now);
      const fits = (key: string): boolean => (whole ? key === text : key.startsWith(text));
      const found = refs
        .map((ref) => list.findLast((each) => each.ref === ref && fits(each.key)))
        .find((each) => each !== undefined);
      if (found && now - found.used >= 10 * minuteMs) {
        list = [...list.filter((each) => each !== found), { ...found, used: now }];
      }
      return found !== undefined;
    },
    size(now: number): number {
      expire(now);
      return list.length;
    },
  };
}
