/** Reports a cache that different jobs of a matrix share, and one whose key never changes. */
import { accessesOf, parseText } from '../../expressions/index.ts';
import { contentReads } from '../cache-content.ts';
import {
  type CacheJob,
  type CacheStep,
  cacheJobsOf,
  cachesOf,
  holdsDownloads,
  lookupIn,
  stepsBefore,
  systemOf,
} from '../caches.ts';
import { fieldsOf, hasExpression, sameName, show } from '../data-shapes.ts';
import { joinParts, matrixValue, partsOf } from '../matrix-texts.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const cacheKeyAxis: Rule = {
  id: 'cache-key-axis',
  // https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching#cache-key-matching
  why: 'Jobs with the same key share a cache: the first one saves it, and the others get what was made for another system or another version. A key that never changes keeps what the first run saved, however old that is.',
  *check({ document }: LintInput): Generator<Finding> {
    const caches = cachesOf(document);
    for (const [index, cache] of caches.entries()) {
      // What is restored and saved under one key is one mistake.
      if (caches.slice(0, index).some(({ job, key }) => job === cache.job && key === cache.key)) continue;
      const problem = ofMatrix(cache, caches) ?? ofConstant(cache);
      const { step, path } = cache;
      if (problem) yield { ...problem, node: step, key: 'with', path: `${path}.with.key`, severity: 'warning' };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint'>;

function ofMatrix(cache: CacheStep, caches: readonly CacheStep[]): Problem | undefined {
  const jobs = cacheJobsOf(cache);
  for (const { key, version } of jobs) {
    const group = jobs.filter((job) => job.key === key && job.version === version);
    const problem = runnersOf(group, cache) ?? toolsOf(group, cache) ?? contentOf(group, cache, caches);
    if (problem) return problem;
  }
  return undefined;
}

/** Jobs on different runners, where the key says nothing of the runner. */
function runnersOf([first, ...others]: readonly CacheJob[], cache: CacheStep): Problem | undefined {
  const other = others.find(({ label }) => label !== first?.label);
  if (!first?.label || !other?.label || reads(cache.key, 'runner')) return undefined;
  const sameSystem = systemOf(first) !== undefined && systemOf(first) === systemOf(other);
  if (sameSystem && holdsDownloads(cache)) return undefined;
  const axis = axisBetween(first, other);
  const part = sameSystem && axis !== undefined ? `\${{ matrix.${axis} }}` : '${{ runner.os }}';
  return {
    message: `the jobs on ${first.label} and ${other.label} share this cache: the key ${show(cache.key)} does not tell them apart`,
    hint: `begin the key with ${part}`,
  };
}

/** Jobs that set up different versions of a tool before. */
function toolsOf([first, ...others]: readonly CacheJob[], cache: CacheStep): Problem | undefined {
  if (!first || holdsDownloads(cache)) return undefined;
  for (const { input, text } of toolsBefore(cache)) {
    const versions = [first, ...others].map((job) => partsOf(text, job.entry, lookupIn(job)));
    if (!versions.every((parts) => parts.every(({ kind }) => kind === 'text'))) continue;
    const [one, another] = [...new Set(versions.map(joinParts))];
    if (another === undefined) continue;
    return {
      message: `the jobs with ${input} ${one} and ${another} share this cache: the key ${show(cache.key)} does not tell them apart`,
      hint: `put ${text} into the key`,
    };
  }
  return undefined;
}

interface Tool {
  /** `node-version` */
  readonly input: string;
  readonly text: string;
}

const toolsBefore = (cache: CacheStep): Tool[] =>
  stepsBefore(cache).flatMap((each) => {
    if (each.kind !== 'uses' || !/\/setup-|toolchain/i.test(String(each.uses))) return [];
    return Object.entries(fieldsOf(each.with)).flatMap(([input, text]) =>
      /(?:^|-)version$|^toolchain$/i.test(input) && typeof text === 'string' ? [{ input, text }] : [],
    );
  });

/** Jobs that would fill the cache with something else each. */
function contentOf(jobs: readonly CacheJob[], cache: CacheStep, caches: readonly CacheStep[]): Problem | undefined {
  for (const { name, source, tree } of contentReads(cache, caches)) {
    const [one, another] = [...new Set(jobs.map(({ entry }) => matrixValue(entry)(tree) ?? ''))];
    if (one === undefined || another === undefined) continue;
    return {
      message: `the jobs with ${name} ${one} and ${another} share this cache: the key ${show(cache.key)} does not tell them apart`,
      hint: `put \${{ ${source} }} into the key: the step that fills the cache reads it`,
    };
  }
  return undefined;
}

const reads = (text: string, context: string): boolean =>
  parseText(text).some(({ tree }) => tree && accessesOf(tree).some(([name]) => sameName(name, context)));

const axisBetween = (one: CacheJob, other: CacheJob): string | undefined =>
  Object.keys(one.entry).find((key) => String(one.entry[key]) === one.label && other.entry[key] !== one.entry[key]);

/** A key without any expression; one with a version or a date is changed by hand. */
function ofConstant({ kind, key }: CacheStep): Problem | undefined {
  if (kind === 'restore' || hasExpression(key) || /\d+[.-]\d+|(?=\w*\d)[0-9a-f]{7,}/i.test(key)) return undefined;
  return {
    message: `the cache ${show(key)} is saved once and never again: nothing in its key changes`,
    hint: `put what decides its content into the key, such as ${key}-\${{ hashFiles('**/package-lock.json') }}`,
  };
}
