/** The secrets that a workflow reads, and where each of them goes. */

import { code, prose, section, table } from '../markup/markdown.ts';
import { type ExpressionSite, expressionSites, type SecretDefinition } from '../model/index.ts';
import { accessesIn } from './accesses.ts';
import { stepTitle } from './names.ts';
import type { Section, Subject } from './page.ts';

export const secrets: Section = (subject) => {
  const found = new Map<string, Set<string>>();
  for (const { name, place } of uses(subject)) found.set(name, (found.get(name) ?? new Set()).add(place));
  const rows = [...found].map(([name, places]) => [
    titleOf(name),
    [...places].join('<br>'),
    descriptionOf(name, subject),
  ]);
  const called = passedSecrets(subject);
  const toSet = [...found.keys()].filter((name) => name !== token && name !== all && !Object.hasOwn(called, name));
  const hint = toSet.length === 0 ? '' : `Set one with ${code('gh secret set <name>')}.`;
  return rows.length === 0 ? '' : section('## Secrets', table(['Secret', 'Read by', 'What it is'], rows), hint);
};

const token = 'GITHUB_TOKEN';
/** What `secrets: inherit` and an index that the run decides stand for. */
const all = '*';

const titleOf = (name: string): string => (name === all ? 'any' : code(name));

interface SecretUse {
  readonly name: string;
  readonly place: string;
}

/** A context may be spelled in any case, and the token read by an index. */
const mayRead = (text: string): boolean => /\bsecrets\b|\bgithub\s*(?:\.\s*token\b|\[)/i.test(text);

function* uses({ workflow, text }: Subject): Generator<SecretUse> {
  if (!mayRead(text)) return;
  for (const site of expressionSites(workflow)) {
    if (!mayRead(site.text)) continue;
    for (const name of namesIn(site)) yield { name, place: placeOf(site) };
  }
  for (const job of workflow.jobs) {
    if (job.kind === 'call' && job.secrets === 'inherit')
      yield { name: all, place: `${code(job.id)} passes on what there is` };
  }
}

/** The secrets that a text reads; the token has two names. */
function namesIn(site: ExpressionSite): string[] {
  return accessesIn(site).flatMap(([context = '', name]) => {
    if (context.toLowerCase() === 'secrets') return [name ?? all];
    return context.toLowerCase() === 'github' && name?.toLowerCase() === 'token' ? [token] : [];
  });
}

/** The job, the step, and what the secret is called there. */
function placeOf(site: ExpressionSite): string {
  const { job, step, key, path } = site;
  const start = `.${path}`.lastIndexOf(`.${key}.`);
  const name = start === -1 ? '' : path.slice(start + key.length + 1);
  const where = step ? `${code(job?.id ?? '')}: ${stepTitle(step)}` : job ? code(job.id) : 'every job';
  return `${where}, ${waysOf(key, name)}`;
}

function waysOf(key: string, name: string): string {
  switch (key) {
    case 'env':
      return `as variable ${code(name)}`;
    case 'with':
      return `as input ${code(name)}`;
    case 'secrets':
      return `passed on as ${code(name)}`;
    case 'run':
      return 'in the script';
    default:
      return `in ${code(name === '' ? key : `${key}.${name}`)}`;
  }
}

/** What a caller passes on. */
const passedSecrets = ({ workflow }: Subject): Readonly<Record<string, SecretDefinition>> =>
  workflow.on.find(({ event }) => event === 'workflow_call')?.secrets ?? {};

function descriptionOf(name: string, subject: Subject): string {
  if (name === token) return 'Made by GitHub for each run';
  const called = passedSecrets(subject);
  return Object.hasOwn(called, name) ? prose(called[name]?.description ?? '') : '';
}
