/** Reports a restore key that finds the caches of other jobs of the matrix, or never one of its own. */
import { accessesOf, parseText } from '../../expressions/index.ts';
import {
  type CacheJob,
  type CacheStep,
  cacheJobsOf,
  cachesOf,
  holdsDownloads,
  isSteady,
  lookupIn,
  type RestoreKey,
  systemOf,
} from '../caches.ts';
import { sameName, show } from '../data-shapes.ts';
import { joinParts, mayStartWith, partsOf } from '../matrix-texts.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const cacheRestoreAxis: Rule = {
  id: 'cache-restore-axis',
  // https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching#cache-key-matching
  why: 'A restore key finds the newest cache whose key starts with it. Where it leaves out a part that tells the jobs of a matrix apart, a job gets what was made for another system or another version.',
  *check({ document }: LintInput): Generator<Finding> {
    const caches = cachesOf(document);
    for (const cache of caches) {
      for (const restoreKey of cache.restoreKeys) {
        const problem = ofOthers(restoreKey, cache) ?? ofNone(restoreKey, cache, caches);
        const { step, path } = cache;
        const place = { node: step, key: 'with', path: `${path}.with.restore-keys`, offset: restoreKey.offset };
        if (problem) yield { ...problem, ...place, severity: 'warning' };
      }
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint'>;

function ofOthers({ text }: RestoreKey, cache: CacheStep): Problem | undefined {
  const jobs = cacheJobsOf(cache);
  for (const job of jobs) {
    const parts = partsOf(text, job.entry, lookupIn(job));
    const start = joinParts(parts);
    const others = isSteady(parts) ? jobs.filter(({ key, version }) => key !== job.key && version === job.version) : [];
    const other = others.find(({ key }) => key.startsWith(start));
    const part = other && partBetween(job, other, cache);
    if (other && part) return reads(text, part) ? cutOff(text, part, job, other) : dropped(text, part, cache.key);
  }
  return undefined;
}

/** Values that only share out the work: the caches of all of them are good for each. */
const ofWork = /shard|index|group|chunk|slice|partition|suite/i;

/** The part of the key in which two jobs differ: `matrix.node`, `runner.os`. */
function partBetween(job: CacheJob, other: CacheJob, cache: CacheStep): string | undefined {
  const otherSystem = systemOf(job) !== systemOf(other);
  if (holdsDownloads(cache) && !otherSystem) return undefined;
  return parseText(cache.key)
    .flatMap(({ tree }) => (tree ? accessesOf(tree) : []))
    .map((path) => path.join('.'))
    .filter((path) => /^(?:matrix|runner)\./i.test(path) && !ofWork.test(path))
    .find((path) => {
      const [one, another] = [job, other].map((each) =>
        joinParts(partsOf(`\${{ ${path} }}`, each.entry, lookupIn(each))),
      );
      return one !== another;
    });
}

const reads = (text: string, part: string): boolean =>
  parseText(text).some(({ tree }) => tree && accessesOf(tree).some((path) => sameName(path.join('.'), part)));

function dropped(text: string, part: string, key: string): Problem {
  const kept = keptUpTo(key, part);
  const hint = /hashFiles/i.test(kept)
    ? `put \${{ ${part} }} before the hash in the key, and into the restore key`
    : `write ${kept}`;
  return { message: `${show(text)} finds the caches of jobs with another ${part} as well`, hint };
}

/** The key up to an expression, with the sign behind it that ends it. */
function keptUpTo(key: string, part: string): string {
  const found = parseText(key).findLast(
    ({ tree }) => tree && accessesOf(tree).some((path) => sameName(path.join('.'), part)),
  );
  const end = key.indexOf('}}', (found?.start ?? 0) + 3 + (found?.source.length ?? 0)) + 2;
  return key.slice(0, end) + (/^[-_./:]/.exec(key.slice(end))?.[0] ?? '');
}

/** `py-3.1` is the start of `py-3.11-…` too. */
function cutOff(text: string, part: string, job: CacheJob, other: CacheJob): Problem {
  const [one, another] = [job, other].map((each) => joinParts(partsOf(text, each.entry, lookupIn(each))));
  return {
    message: `the restore key ${show(one)} is also the start of ${show(another)}: it finds caches of another ${part}`,
    hint: `end it with a sign that the key has there: ${text}-`,
  };
}

/** A restore key that no key of the workflow starts with. */
function ofNone({ text }: RestoreKey, { kind, key }: CacheStep, caches: readonly CacheStep[]): Problem | undefined {
  const mayFind = (each: string): boolean => mayStartWith(rawParts(each), rawParts(text));
  if (kind !== 'both' || caches.some((each) => each.kind !== 'restore' && mayFind(each.key)) || mayFind(key))
    return undefined;
  return {
    message: `${show(text)} finds no cache that this workflow saves: the key ${show(key)} does not start with it`,
    hint: 'a restore key is the start of the key, up to the part that may be another',
  };
}

const rawParts = (text: string): ReturnType<typeof partsOf> => partsOf(text, {}, () => undefined);
