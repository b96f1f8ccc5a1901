/** Asks GitHub for the newest runs of a repository's workflows, and for their jobs. */
import { type RecordedRuns, readRuns } from '../../../budget/calibration/recorded-runs.ts';
import { didYouMean, formatRoute, PipelineError } from '../../../diagnostics/index.ts';
import {
  type Attempt,
  connect,
  type GitHubClient,
  gitHubTrouble,
  type ListedRun,
  type ListedWorkflow,
  listJobs,
  listRuns,
  listWorkflows,
  mapAtMost,
  type RepositoryName,
  readAccess,
  retryReads,
} from '../../../github-api/index.ts';
import type { Progress } from '../../progress.ts';

export interface GitHubQuestion extends RepositoryName {
  /** The files of the workflows; none for all. */
  readonly workflows: readonly string[];
  /** The oldest runs that count. */
  readonly since: Date;
  /** Of each workflow. */
  readonly mostRuns: number;
}

export interface Asking {
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const atOnce = 4;

/**
 * The jobs of the runs, with the paths of their workflows.
 *
 * @throws PipelineError with exit code 3 when GitHub refuses or can't be reached, with 2 when it has no such workflow
 */
export async function fetchRuns(question: GitHubQuestion, asking: Asking): Promise<RecordedRuns> {
  const access = readAccess(asking.env);
  if (!access) throw noToken();
  const { progress, signal } = asking;
  const onRetry = (reason: string, delayMs: number): void => progress.say(`${reason}: again in ${delayMs / 1000} s`);
  try {
    const client = await connect(access);
    retryReads(client, { signal, onRetry });
    const runs = await findRuns(client, question);
    return check(await fetchJobs(client, question, runs, progress), runs);
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    throw gitHubTrouble(error, access, attemptAt(question));
  } finally {
    progress.end();
  }
}

async function findRuns(client: GitHubClient, question: GitHubQuestion): Promise<readonly ListedRun[]> {
  const { owner, repo, since, mostRuns: most } = question;
  const workflows = choose(await listWorkflows(client, { owner, repo }), question);
  const lists = await mapAtMost(atOnce, workflows, (workflow) =>
    listRuns(client, { owner, repo, workflow, since, most }),
  );
  return lists.flat();
}

function choose(
  listed: readonly ListedWorkflow[],
  { owner, repo, workflows }: GitHubQuestion,
): readonly ListedWorkflow[] {
  if (workflows.length === 0) return listed;
  const files = new Map(listed.map((workflow) => [workflow.path.split('/').at(-1) ?? '', workflow]));
  const unknown = workflows.filter((file) => !files.has(file));
  if (unknown.length === 0) return [...new Set(workflows)].flatMap((file) => files.get(file) ?? []);
  throw new PipelineError(
    unknown.map((file) => {
      const message = `${owner}/${repo} has no workflow ${file}`;
      return { severity: 'error', code: 'unknown-workflow', message, hint: didYouMean(file, files.keys()) };
    }),
    2,
  );
}

async function fetchJobs(
  client: GitHubClient,
  { owner, repo }: RepositoryName,
  runs: readonly ListedRun[],
  progress: Progress,
): Promise<unknown[]> {
  let done = 0;
  const total = runs.length;
  const pages = await mapAtMost(atOnce, runs, async (run) => {
    const jobs = await listJobs(client, { owner, repo }, run);
    done++;
    progress.step({ key: 'runs', done, total, words: `${done} of ${total} runs` });
    return jobs;
  });
  return pages.flat();
}

/** What GitHub answers is no more to be trusted than a file. */
function check(jobs: readonly unknown[], runs: readonly ListedRun[]): RecordedRuns {
  const { mistakes, ...recorded } = readRuns([{ workflow_runs: runs }, { jobs }]);
  const [first] = mistakes;
  if (!first) return recorded;
  const message = `GitHub describes a job otherwise than its documentation says: ${formatRoute(first.path.slice(1))}: ${first.message}`;
  const hint = 'check GITHUB_API_URL and the proxy, and try again';
  throw new PipelineError([{ severity: 'error', code: attemptCode, message, hint }], 3);
}

const attemptCode = 'runs-not-read';
const attemptAt = ({ owner, repo }: RepositoryName): Attempt => ({
  code: attemptCode,
  failure: `the runs of ${owner}/${repo} can't be read`,
  missing: 'no such repository',
  permission: 'check its name, and give the token the permission `actions: read`',
});

function noToken(): PipelineError {
  const message = 'there is no token of GitHub in the environment';
  const hint = 'set GITHUB_TOKEN or GH_TOKEN, as in GH_TOKEN=$(gh auth token), or name saved runs with --runs';
  return new PipelineError([{ severity: 'error', code: 'no-token', message, hint }], 3);
}
