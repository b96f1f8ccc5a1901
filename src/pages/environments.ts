/** The environments that jobs deploy to, and which runs wait for each other. */

import { bullets, code, section } from '../markup/markdown.ts';
import type { Concurrency, Job } from '../model/index.ts';
import { describeCondition } from './condition.ts';
import type { Section } from './page.ts';

export const environments: Section = ({ workflow: { jobs } }) =>
  section('## Environments', bullets(jobs.flatMap(environmentOf)));

function environmentOf(job: Job): string[] {
  if (job.kind !== 'job' || !job.environment) return [];
  const { name, url, deployment } = job.environment;
  const parts = [
    `${code(name)}: used by ${code(job.id)}`,
    url === undefined ? '' : `at ${code(url)}`,
    deployment === false ? 'without recording a deployment' : '',
  ];
  return [parts.filter((part) => part !== '').join(', ')];
}

export const concurrency: Section = ({ workflow }) => {
  const own = workflow.concurrency ? `${capitalized(describeConcurrency('run', workflow.concurrency))}.` : '';
  const ofJobs = workflow.jobs.flatMap((job) =>
    job.concurrency ? [`${code(job.id)}: ${describeConcurrency('job', job.concurrency)}`] : [],
  );
  return section('## Concurrency', own, bullets(ofJobs));
};

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The group of a pull request; every other run has one of its own. */
const ofPullRequest = /github\.event\.pull_request\.number \|\| github\.run_id/;

export function describeConcurrency(what: string, { cancelInProgress, queue, ...given }: Concurrency): string {
  // Without a type-check, a number may come along.
  const group = String(given.group);
  if (ofPullRequest.test(group) && cancelInProgress === true)
    return 'a new push to a pull request cancels the run before it';
  const scope = group.includes('${{') ? ` for each ${code(group)}` : `, in the group ${code(group)}`;
  return `one ${what} at a time${scope}; ${newcomerWords(cancelInProgress, queue)}`;
}

function newcomerWords(cancel: boolean | string | undefined, queue: string | undefined): string {
  if (cancel === true) return 'a new one cancels the one that runs';
  const waits = queue === 'max' ? 'new ones wait in line' : 'the newest waits, and replaces the one that waits';
  return typeof cancel === 'string'
    ? `a new one cancels the one that runs ${describeCondition(cancel)}, else ${waits}`
    : waits;
}
