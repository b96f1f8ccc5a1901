/** Reports a permission to write that no step visibly needs. */
import { type Document, type Job, type Node, permissionScopes, type StepsJob, stepsOfJob } from '../../model/index.ts';
import { fieldsOf, isFields } from '../data-shapes.ts';
import { isOpen, type PermissionNeed, permissionNeeds } from '../permission-needs.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

const scopes: Readonly<Record<string, readonly string[]>> = permissionScopes;

export const excessivePermissions: Rule = {
  id: 'excessive-permissions',
  // https://docs.github.com/actions/reference/security/secure-use#use-secrets-for-sensitive-information
  why: 'Every action and every script of a job can use its token, also one that was taken over. What the token may not do, they can not do either.',
  *check({ document }: LintInput): Generator<Finding> {
    if (document.kind !== 'workflow') return;
    const jobs = jobsOf(document);
    const inheriting = jobs.filter(({ permissions }) => permissions === undefined);
    yield* check(
      document.permissions,
      inheriting,
      { node: document, path: 'permissions', of: 'the workflow' },
      document,
    );
    for (const job of jobs) {
      // What a called workflow does, its own permissions say.
      if (job.kind === 'call') continue;
      const owner = { node: job, path: `jobs.${job.id}.permissions`, of: `job "${job.id}"` };
      yield* check(job.permissions, [job], owner, document);
    }
  },
};

interface Owner {
  readonly node: Node;
  readonly path: string;
  readonly of: string;
}

function* check(given: unknown, jobs: readonly Job[], owner: Owner, document: Document): Generator<Finding> {
  if (given !== 'write-all' && !Object.values(fieldsOf(given)).includes('write')) return;
  const { of, ...place } = owner;
  const needs = needsOf(jobs, document);
  if (given === 'write-all' && jobs.some(({ kind }) => kind === 'job')) {
    const message = `the token of ${of} may write everything`;
    yield { ...place, key: 'permissions', message, hint: hintForAll(needs), severity: 'warning' };
  }
  if (!isFields(given) || !needs) return;
  for (const [scope, level] of Object.entries(given)) {
    if (level !== 'write' || !isLevel(scope, level)) continue;
    if (needs.some((need) => need.scope === scope && need.level === 'write')) continue;
    yield {
      node: place.node,
      path: `${place.path}.${scope}`,
      message: `the token of ${of} has ${scope}: write, and no step needs that`,
      hint: needs.some((need) => need.scope === scope) ? `write ${scope}: read` : hintFor(scope),
      severity: 'warning',
    };
  }
}

/** What GitHub does not have, another rule tells. */
const isLevel = (scope: string, level: string): boolean =>
  Object.hasOwn(scopes, scope) && scopes[scope]?.includes(level) === true;

const hintFor = (scope: string): string =>
  scope === 'contents' ? 'leave it out, or write contents: read' : 'leave it out';

/** What the steps of jobs need; undefined where a step, or a called workflow, may need more than it shows. */
function needsOf(jobs: readonly Job[], document: Document): PermissionNeed[] | undefined {
  const own = jobs.filter((job): job is StepsJob => job.kind === 'job');
  if (jobs.length === 0 || own.length < jobs.length) return undefined;
  const all = own.flatMap((job) => {
    const around = [job.env, document.kind === 'workflow' ? document.env : undefined];
    return [...stepsOfJob(job)].map(({ step }) => ({
      open: isOpen(step, around),
      needs: permissionNeeds(step, around),
    }));
  });
  return all.length === 0 || all.some(({ open }) => open) ? undefined : all.flatMap(({ needs }) => needs);
}

function hintForAll(needs: readonly PermissionNeed[] | undefined): string {
  if (!needs) return 'write what the steps need, scope by scope: permissions: { contents: read }';
  const levels: Record<string, string> = {};
  for (const { scope, level } of needs) if (fieldsOf(levels)[scope] !== 'write') levels[scope] = level;
  const entries = Object.entries(levels).map(([scope, level]) => `${scope}: ${level}`);
  return entries.length === 0 ? 'write permissions: {}' : `write permissions: { ${entries.join(', ')} }`;
}
