/** Reports a cache that is restored under a key, or from a path, under which the workflow saves none. */
import { stepsOf } from '../../model/index.ts';
import { type CacheStep, cachesOf } from '../caches.ts';
import { hasExpression, show } from '../data-shapes.ts';
import { joinParts, mayStartWith, partsOf } from '../matrix-texts.ts';
import { eventsOf, jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unsavedCache: Rule = {
  id: 'unsaved-cache',
  // https://github.com/actions/cache/blob/main/restore/README.md
  // https://github.com/actions/cache#cache-version
  why: 'actions/cache/restore saves nothing: a step has to save the cache, under a key that starts with the one that is asked for, and with the same paths, word for word. Otherwise every run starts without it.',
  *check({ document }: LintInput): Generator<Finding> {
    const calls = jobsOf(document).some(({ kind }) => kind === 'call') || eventsOf(document).includes('workflow_call');
    const local = [...stepsOf(document)].some(({ step }) => step.kind === 'uses' && /^\./.test(String(step.uses)));
    if (calls || local || document.kind === 'action') return;
    const caches = cachesOf(document);
    const saving = caches.filter(({ kind }) => kind !== 'restore');
    for (const cache of caches.filter(({ kind }) => kind === 'restore')) {
      const problem = problemOf(cache, saving);
      const { step } = cache;
      if (problem)
        yield { ...problem, node: step, key: 'with', path: `${cache.path}.with.${problem.key}`, severity: 'warning' };
    }
  },
};

function problemOf(
  cache: CacheStep,
  saving: readonly CacheStep[],
): (Pick<Finding, 'message' | 'hint'> & { readonly key: string }) | undefined {
  const similar = saving.find((each) => pathsOf(each) === pathsOf(cache));
  if (saving.some((each) => pathsOf(each) === pathsOf(cache) && isFoundBy(each, cache))) return undefined;
  const other = saving.find((each) => sameKey(each, cache));
  if (other && ![cache, other].some(({ paths }) => paths.some(hasExpression))) {
    const message = `the cache ${show(other.key)} is saved with the path ${show(pathsOf(other))}, and is found with that alone`;
    return { key: 'path', message, hint: 'give both steps the same path, line by line' };
  }
  // Where other workflows save it, nothing here looks like it.
  if (!similar || saving.some((each) => isFoundBy(each, cache))) return undefined;
  const message = `nothing in this workflow saves the cache ${show(cache.key)}; with this path it saves ${show(similar.key)}`;
  return { key: 'key', message, hint: 'restore and save under one key' };
}

const pathsOf = ({ paths }: CacheStep): string => paths.join('\n');

const sameKey = (one: CacheStep, other: CacheStep): boolean =>
  joinParts(rawParts(one.key)) === joinParts(rawParts(other.key));

/** The keys that are asked for are starts of the key that was saved. */
const isFoundBy = (saved: CacheStep, { key, restoreKeys }: CacheStep): boolean =>
  [key, ...restoreKeys.map(({ text }) => text)].some((each) => mayStartWith(rawParts(saved.key), rawParts(each)));

const rawParts = (text: string): ReturnType<typeof partsOf> => partsOf(text, {}, () => undefined);
