/** Says in words what GitHub's API refused, and what to do about it. */
import { PipelineError } from '../diagnostics/index.ts';
import type { GitHubAccess } from './access.ts';
import { UnexpectedAnswer } from './client.ts';
import { isLimit, type Refusal, refusalOf } from './refusal.ts';

/** What was asked for, in the words of whoever asked. */
export interface Attempt {
  /** The code of the finding. */
  readonly code: string;
  /** What did not come about: `the runs of owner/name can't be read`. */
  readonly failure: string;
  /** What may not be there: `no such repository`. */
  readonly missing: string;
  /** What helps when the token may not do it. */
  readonly permission: string;
}

/** The error for what went wrong on the way to GitHub or there; it never has the token in it. */
export function gitHubTrouble(error: unknown, { token, url }: GitHubAccess, attempt: Attempt): PipelineError {
  const [what, hint] = explain(error, url, attempt);
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const message = `${attempt.failure}: ${what} (${said})`.replaceAll(token, '***');
  return new PipelineError([{ severity: 'error', code: attempt.code, message, hint }], 3, { cause: error });
}

type Explanation = readonly [what: string, hint: string];

function explain(error: unknown, url: string, attempt: Attempt): Explanation {
  const refusal = refusalOf(error);
  if (refusal) return explainRefusal(refusal, attempt);
  if (error instanceof UnexpectedAnswer)
    return [`${url} does not answer as GitHub does`, 'check the network, the proxy and GITHUB_API_URL, and try again'];
  return [`${url} can't be reached`, 'check the network, and try again'];
}

/** Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function explainRefusal(refusal: Refusal, { missing, permission }: Attempt): Explanation {
  const { status, headers } = refusal;
  if (isLimit(refusal)) return ["GitHub's limit of requests is used up", whenAgain(headers)];
  if (status === 401)
    return ['GitHub does not accept the token', 'pass GITHUB_TOKEN: the secret of the job, or a valid token'];
  if (status === 403) return ['the token may not do it', permission];
  if (status === 404) return [`GitHub finds ${missing}, or the token may not see it`, permission];
  return [`GitHub answered with status ${status}`, 'try again later: https://www.githubstatus.com'];
}

/** The last second that a `Date` can have. */
const lastSecond = 8_640_000_000_000;

function whenAgain(headers: Refusal['headers']): string {
  const seconds = Number(headers['retry-after']);
  if (seconds > 0) return `try again in ${seconds} seconds`;
  const reset = Number(headers['x-ratelimit-reset']);
  return reset > 0 && reset <= lastSecond
    ? `try again after ${new Date(reset * 1000).toISOString()}`
    : 'try again in an hour';
}
