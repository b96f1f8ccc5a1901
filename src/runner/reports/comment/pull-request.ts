/** Reads from the environment of a step which pull request it runs for. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { PipelineError } from '../../../diagnostics/index.ts';
import { type GitHubAccess, readAccess } from '../../../github-api/index.ts';

/** What of GitHub's payload is looked at. Source: https://docs.github.com/webhooks/webhook-events-and-payloads */
const repository = z.object({ full_name: z.string() });
const eventSchema = z.object({
  pull_request: z
    .object({
      number: z.int().positive(),
      head: z.object({ repo: repository.nullish() }),
      base: z.object({ repo: repository }),
    })
    .optional(),
  issue: z.object({ number: z.int().positive(), pull_request: z.unknown().optional() }).optional(),
});

export interface PullRequest {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  readonly access: GitHubAccess;
  /** Whether GitHub gives the job a token that can only read: a fork's pull request, or Dependabot's. */
  readonly mayBeReadOnly: boolean;
}

/**
 * The pull request of the event, with what it takes to write to it; or why there is none.
 *
 * @throws PipelineError with exit code 3 when GitHub's file of the event can't be read, or the access is wrong
 */
export function findPullRequest(env: NodeJS.ProcessEnv): PullRequest | { readonly skipped: string } {
  const access = readAccess(env);
  if (!access) return { skipped: 'there is no GITHUB_TOKEN in the environment' };
  const path = env['GITHUB_EVENT_PATH'];
  if (!path) return { skipped: 'there is no event of GitHub: GITHUB_EVENT_PATH is not set' };
  const event = readEvent(path);
  const number = event.pull_request?.number ?? (event.issue?.pull_request ? event.issue.number : undefined);
  if (number === undefined) return { skipped: `the event ${env['GITHUB_EVENT_NAME'] ?? ''} is of no pull request` };
  const [owner, repo] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  if (!owner || !repo) return { skipped: 'GITHUB_REPOSITORY does not name a repository' };
  const { head, base } = event.pull_request ?? {};
  const fromFork = base !== undefined && head?.repo?.full_name !== base.repo.full_name;
  const mayBeReadOnly = fromFork || env['GITHUB_ACTOR'] === 'dependabot[bot]';
  return { owner, repo, number, access, mayBeReadOnly };
}

function readEvent(path: string): z.output<typeof eventSchema> {
  try {
    return eventSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const said = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    const why = said.replaceAll('\n', ' ');
    const finding = {
      severity: 'error',
      code: 'unreadable-event',
      message: `GitHub's description of the event, ${path}, can't be read: ${why}`,
      hint: 'GITHUB_EVENT_PATH must name the file that GitHub has written',
    } as const;
    throw new PipelineError([finding], 3, { cause: error });
  }
}
