/** Connects to GitHub's API. */
import type { getOctokit } from '@actions/github';
import type { GitHubAccess } from './access.ts';

export type GitHubClient = ReturnType<typeof getOctokit>;

/** An answer that says it is fine and is not what was asked for. */
export class UnexpectedAnswer extends Error {
  constructor(problem: string, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'UnexpectedAnswer';
  }
}

/**
 * A client of the API. An answer that is cut off or no JSON is an error, which Octokit alone takes for an empty one.
 *
 * @example
 * const client = await connect({ token, url: 'https://api.github.com' });
 */
export async function connect({ token, url }: GitHubAccess): Promise<GitHubClient> {
  const { getOctokit } = await import('@actions/github');
  const client = getOctokit(token, { baseUrl: url, log: silent });
  client.hook.after('request', ({ data }) => {
    if (typeof data !== 'object' || data === null) throw new UnexpectedAnswer('its answer is cut off, or is no JSON');
  });
  return client;
}

const ignore = (): void => undefined;
/** Octokit prints by itself, and in reports for programs nobody else may. */
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
