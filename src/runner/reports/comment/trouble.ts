/** Says in words what GitHub's API refused, and what to do about it. */
import { PipelineError } from '../../../diagnostics/index.ts';
import type { PullRequest } from './pull-request.ts';

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What GitHub answered; undefined when there was no answer, which Octokit calls status 500. */
function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  const response =
    'response' in error ? (error.response as { headers?: Record<string, unknown> } | undefined) : undefined;
  if (!response) return undefined;
  return { status: error.status, message: error.message, headers: response.headers ?? {} };
}

/** What GitHub answers when the token has not the permission to write. */
export function isReadOnlyToken(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal?.status === 403 && /not accessible by/i.test(refusal.message);
}

export function gitHubTrouble(error: unknown, { owner, repo, number, apiUrl }: PullRequest): PipelineError {
  const refusal = refusalOf(error);
  const target = `the comment on pull request ${owner}/${repo}#${number} can't be written`;
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const [what, hint] = refusal
    ? explain(refusal)
    : [`${apiUrl} can't be reached`, 'check the network, and run the job again'];
  const finding = {
    severity: 'error',
    code: 'comment-refused',
    message: `${target}: ${what} (${said})`,
    hint,
  } as const;
  return new PipelineError([finding], 3, { cause: error });
}

/** Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function explain({ status, headers, message }: Refusal): readonly [what: string, hint: string] {
  const limited = status === 429 || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message);
  if (limited && (status === 403 || status === 429))
    return ["GitHub's limit of requests is used up", whenAgain(headers)];
  if (status === 401)
    return ['GitHub does not accept the token', 'pass GITHUB_TOKEN: the secret of the job, or a valid token'];
  if (status === 403) return ['the token may not do it', 'give the job `permissions: { pull-requests: write }`'];
  if (status === 404)
    return [
      'GitHub finds no such pull request, or the token may not see it',
      'give the job `permissions: { pull-requests: write }`, and check GITHUB_REPOSITORY',
    ];
  return [`GitHub answered with status ${status}`, 'run the job again later: https://www.githubstatus.com'];
}

function whenAgain(headers: Refusal['headers']): string {
  const seconds = Number(headers['retry-after']);
  if (seconds > 0) return `run the job again in ${seconds} seconds`;
  const reset = Number(headers['x-ratelimit-reset']);
  return reset > 0 ? `run the job again after ${new Date(reset * 1000).toISOString()}` : 'run the job again in an hour';
}
