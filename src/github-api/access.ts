/** Reads from the environment where GitHub's API is, and with which token. */
import { PipelineError } from '../diagnostics/index.ts';

export interface GitHubAccess {
  readonly token: string;
  /** Of the API, without a slash at its end. */
  readonly url: string;
}

/** The names of the variables, the first that is set counts; the second is that of GitHub's command line. */
const tokenNames = ['GITHUB_TOKEN', 'GH_TOKEN'] as const;

/**
 * The access that the environment gives; undefined where there is no token.
 *
 * @throws PipelineError with exit code 3 when GITHUB_API_URL is no address, or the token has characters that none has
 * @example
 * readAccess({ GITHUB_TOKEN: '…' }); // { token: '…', url: 'https://api.github.com' }
 */
export function readAccess(env: NodeJS.ProcessEnv): GitHubAccess | undefined {
  const name = tokenNames.find((each) => env[each]?.trim());
  const token = name && env[name]?.trim();
  if (!token) return undefined;
  // A library would put the whole header into its message.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw wrong(
      `${name} is no token: it has blanks or other characters that no token has`,
      'set it to the token alone',
    );
  }
  return { token, url: apiUrl(env['GITHUB_API_URL']) };
}

function apiUrl(given: string | undefined): string {
  const text = given?.trim() || 'https://api.github.com';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') {
    return text.replace(/\/+$/, '');
  }
  throw wrong('GITHUB_API_URL is no address of an API', 'write it as in https://api.github.com, or leave it out');
}

const wrong = (message: string, hint: string): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'github-access', message, hint }], 3);
