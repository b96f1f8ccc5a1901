/** What is kept between runs: paths, keys, and the jobs that restore and save them. */

import { code, codeLines, codes, escapeText, prose, section, table } from '../markup/markdown.ts';
import { type Job, stepsOfJob, type UsesStep } from '../model/index.ts';
import { actionTitle, named } from './names.ts';
import type { Section } from './page.ts';

/** One cache, whichever steps restore and save it. */
interface Cache {
  readonly what: string;
  readonly path: string;
  readonly key: string;
  readonly restoreKeys: string;
  readonly restores: boolean;
  readonly saves: boolean;
  readonly jobs: readonly string[];
}

export const caches: Section = ({ workflow: { jobs } }) => {
  const found = new Map<string, Cache>();
  for (const cache of jobs.flatMap(cachesOf)) {
    const id = JSON.stringify([cache.path, cache.key]);
    found.set(id, merge(found.get(id), cache));
  }
  const head = ['Cache', 'Path', 'Key', 'Or the newest of', 'Jobs', 'Note'];
  return found.size === 0 ? '' : section('## Caches', table(head, [...found.values()].map(row)));
};

function cachesOf(job: Job): Cache[] {
  if (job.kind !== 'job') return [];
  return [...stepsOfJob(job)].flatMap(({ step }) => (step.kind === 'uses' ? cacheOf(step, job.id) : []));
}

function cacheOf(step: UsesStep, job: string): Cache[] {
  const [, kind = ''] = /^actions\/cache(?:\/(restore|save))?@/i.exec(step.uses) ?? [];
  if (!/^actions\/cache[@/]/i.test(step.uses)) return setupCache(step, job);
  const { path = '', key = '', 'restore-keys': restoreKeys = '', 'lookup-only': lookup } = step.with ?? {};
  return [
    {
      what: purposeOf(step),
      path: codeLines(String(path)),
      key: code(String(key)),
      restoreKeys: codeLines(String(restoreKeys)),
      restores: kind !== 'save',
      saves: kind !== 'restore' && lookup !== true,
      jobs: [job],
    },
  ];
}

const purposeOf = ({ doc, name, uses, tag }: UsesStep): string =>
  doc === undefined ? (name === undefined ? actionTitle(uses, tag) : named(name)) : prose(doc);

/** Actions that set up a language keep its packages, by themselves. */
function setupCache({ uses, with: inputs = {} }: UsesStep, job: string): Cache[] {
  const { cache, 'cache-dependency-path': lockFiles } = inputs;
  if (!/^[\w.-]+\/setup-[\w.-]+@/i.test(uses) || cache === undefined || ['', 'false'].includes(String(cache)))
    return [];
  const action = actionTitle(uses.split('@')[0] ?? '');
  return [
    {
      what: `packages${cache === true ? '' : ` of ${escapeText(String(cache))}`}`,
      path: `chosen by ${action}`,
      key: `made from ${lockFiles === undefined ? 'the lock file' : codeLines(String(lockFiles))}`,
      restoreKeys: '',
      restores: true,
      saves: true,
      jobs: [job],
    },
  ];
}

/** The step that saves knows best what is in it. */
function merge(one: Cache | undefined, other: Cache): Cache {
  if (!one) return other;
  return {
    ...one,
    what: other.saves && !one.saves ? other.what : one.what,
    restoreKeys: one.restoreKeys || other.restoreKeys,
    restores: one.restores || other.restores,
    saves: one.saves || other.saves,
    jobs: [...new Set([...one.jobs, ...other.jobs])],
  };
}

const row = ({ what, path, key, restoreKeys, restores, saves, jobs }: Cache): string[] => [
  what,
  path,
  key,
  restoreKeys,
  codes(jobs),
  restores && saves ? '' : restores ? 'only restored' : 'only saved',
];
