/** What the token of a workflow's jobs may do, and what for. */

import { code, codes, escapeText, inWords, section, table } from '../markup/markdown.ts';
import { type Job, type Permissions, walkSteps } from '../model/index.ts';
import type { NeedsOf, Section, Subject } from './page.ts';

interface Grant {
  readonly scope: string;
  readonly level: string;
  readonly reason: string;
  readonly jobs: readonly string[];
}

export const permissions: Section = (subject) => {
  const { workflow } = subject;
  const rows = group(workflow.jobs.flatMap((job) => grantsTo(job, subject)));
  const head = ['Permission', 'Jobs', 'Why'];
  const cells = rows.map(({ scope, level, reason, jobs }) => [code(`${scope}: ${level}`), codes(jobs), reason]);
  return section('## Permissions', rows.length === 0 ? '' : table(head, cells), otherJobs(subject, rows));
};

/** What a job is granted, by itself or by the workflow. */
function grantsTo(job: Job, { workflow, needsOf }: Subject): Grant[] {
  const granted = job.permissions ?? workflow.permissions;
  return entriesOf(granted).map(([scope, level]) => ({
    scope,
    level,
    reason: reasonFor(scope, level, job, needsOf),
    jobs: [job.id],
  }));
}

function entriesOf(granted: Permissions | undefined): [string, string][] {
  if (granted === undefined) return [];
  if (typeof granted === 'string') return [['all', granted.replace(/-all$/, '')]];
  return Object.entries(granted).filter(([, level]) => level !== 'none');
}

/**
 * Why a job has a permission: what its steps visibly need it for.
 *
 * @param needsOf what a step needs; who knows the actions tells it
 */
export function reasonFor(scope: string, level: string, job: Job, needsOf: NeedsOf): string {
  if (job.kind === 'call') return 'the most that the called workflow may do';
  const needs = [...walkSteps(job.steps, '')].flatMap(({ step }) => needsOf(step));
  const fitting = needs.filter((need) => need.scope === scope && (need.level === level || level === 'write'));
  return inWords([...new Set(fitting.map(({ reason }) => escapeText(reason)))]);
}

/** Jobs that have the same for the same reason share a row. */
function group(grants: readonly Grant[]): Grant[] {
  const rows = new Map<string, Grant>();
  for (const grant of grants) {
    const id = JSON.stringify([grant.scope, grant.level, grant.reason]);
    rows.set(id, { ...grant, jobs: [...(rows.get(id)?.jobs ?? []), ...grant.jobs] });
  }
  return [...rows.values()];
}

/** What the jobs have that are not in the table. */
function otherJobs({ workflow: { jobs, permissions: granted } }: Subject, rows: readonly Grant[]): string {
  const named = new Set(rows.flatMap((row) => row.jobs));
  if (jobs.every(({ id }) => named.has(id))) return '';
  const who = named.size === 0 ? 'The jobs' : 'The other jobs';
  return granted === undefined
    ? `${who} have what the repository's settings give.`
    : `${who} may do nothing with the token.`;
}
