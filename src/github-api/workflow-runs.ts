/** Reads what the workflows of a repository did: its workflows, their newest runs, and the jobs of these. */
import * as z from 'zod';
import type { GitHubClient } from './client.ts';
import { readPages } from './pages.ts';

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

const workflowSchema = z.object({ id: z.int(), path: z.string(), state: z.string() });
export type ListedWorkflow = z.output<typeof workflowSchema>;

const runSchema = z.object({ id: z.int(), path: z.string().nullish(), conclusion: z.string().nullish() });

/** A run that came to an end by itself, whose jobs can tell something. */
export interface ListedRun {
  readonly id: number;
  /** Of the file of its workflow. */
  readonly path: string;
}

const per_page = 100;

/** The workflows that have a file in the repository; those that GitHub runs by itself have none. */
export async function listWorkflows(client: GitHubClient, repository: RepositoryName): Promise<ListedWorkflow[]> {
  const schema = z.object({ workflows: z.array(workflowSchema) });
  const found: ListedWorkflow[] = [];
  const read = (page: number) => client.rest.actions.listRepoWorkflows({ ...repository, per_page, page });
  for await (const { workflows } of readPages(schema, read)) found.push(...workflows);
  return found.filter(({ path, state }) => state !== 'deleted' && path.startsWith('.github/workflows/'));
}

export interface RunsQuestion extends RepositoryName {
  readonly workflow: ListedWorkflow;
  /** The oldest that counts. */
  readonly since: Date;
  readonly most: number;
}

/** The newest runs of a workflow. A run in which a job failed counts: its other jobs tell how long they took. */
export async function listRuns(client: GitHubClient, question: RunsQuestion): Promise<ListedRun[]> {
  const { owner, repo, workflow, since, most } = question;
  const schema = z.object({ workflow_runs: z.array(runSchema) });
  const created = `>=${since.toISOString().slice(0, 19)}Z`;
  const asked = { owner, repo, workflow_id: workflow.id, status: 'completed', created, per_page } as const;
  const found: ListedRun[] = [];
  const read = (page: number) => client.rest.actions.listWorkflowRuns({ ...asked, page });
  for await (const { workflow_runs: runs } of readPages(schema, read)) {
    const ended = runs.filter(({ conclusion }) => conclusion === 'success' || conclusion === 'failure');
    found.push(...ended.map(({ id, path }) => ({ id, path: path ?? workflow.path })));
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

/** The jobs of the last attempt of a run, as GitHub describes them. */
export async function listJobs(client: GitHubClient, repository: RepositoryName, run: ListedRun): Promise<unknown[]> {
  const schema = z.object({ jobs: z.array(z.unknown()) });
  const found: unknown[] = [];
  const asked = { ...repository, run_id: run.id, filter: 'latest', per_page } as const;
  const read = (page: number) => client.rest.actions.listJobsForWorkflowRun({ ...asked, page });
  for await (const { jobs } of readPages(schema, read)) found.push(...jobs);
  return found;
}
