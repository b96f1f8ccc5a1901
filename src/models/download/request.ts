/** Asks the hub for a file: follows redirects by hand, so that the token stays where it belongs. */
import { PipelineError } from '../../diagnostics/index.ts';
import { displayUrl, type Hub, isLoopback } from './hub.ts';
import { TransientError } from './retry.ts';
import { statusFailure } from './status-failure.ts';

/** What the hub says of a file, before it sends us to the machine that has it. */
export interface HubFacts {
  /** Of a file in LFS or Xet. */
  readonly sha256: string | undefined;
  readonly bytes: number | undefined;
  /** The commit that a branch is at. */
  readonly revision: string | undefined;
}

export interface HubResponse {
  readonly response: Response;
  readonly facts: HubFacts;
}

export interface HubRequest {
  readonly hub: Hub;
  readonly url: URL;
  readonly method: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

const maxRedirects = 5;
const redirects = [301, 302, 303, 307, 308];

/**
 * The answer of the last server of the redirects, whatever its status below 400, or 416.
 *
 * @throws TransientError for what may pass; PipelineError with exit code 3 for the rest
 */
export async function requestFile({ hub, url, method, headers = {}, signal }: HubRequest): Promise<HubResponse> {
  let facts: HubFacts = { sha256: undefined, bytes: undefined, revision: undefined };
  let next = url;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    requireSafe(next, hub);
    const response = await send(next, { method, headers: { ...headers, ...ownHeaders(next, hub) }, signal });
    if (next.origin === hub.endpoint.origin) facts = merge(facts, readFacts(response.headers));
    if (!redirects.includes(response.status)) return { response: await accept(response, next, hub), facts };
    next = target(response, next);
    // A HEAD to a signed address is often refused, and the hub has said it all.
    if (method === 'HEAD' && next.origin !== hub.endpoint.origin) return { response, facts };
    await response.body?.cancel();
  }
  throw failure(`${displayUrl(url)} redirects more than ${maxRedirects} times`);
}

function ownHeaders(url: URL, { endpoint, token }: Hub): Record<string, string> {
  const always = { 'user-agent': 'pipewright', 'accept-encoding': 'identity' };
  return token !== undefined && url.origin === endpoint.origin
    ? { ...always, authorization: `Bearer ${token}` }
    : always;
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url.href, { ...init, redirect: 'manual' });
  } catch (error) {
    if (init.signal?.aborted) throw init.signal.reason;
    throw new TransientError(`${url.host} can't be reached: ${reasonOf(error)}`, { cause: error });
  }
}

/** Plain http can be read and changed on its way; only a mirror that says so has it. */
function requireSafe(url: URL, { endpoint }: Hub): void {
  if (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && (url.origin === endpoint.origin || (isLoopback(url) && isLoopback(endpoint))))
  )
    return;
  throw failure(`refused to download from ${displayUrl(url)}: it is not https`);
}

function target(response: Response, from: URL): URL {
  const location = response.headers.get('location');
  if (location !== null && URL.canParse(location, from.href)) return new URL(location, from);
  throw failure(`${displayUrl(from)} redirects to nowhere (${response.status} without a usable Location)`);
}

async function accept(response: Response, url: URL, hub: Hub): Promise<Response> {
  if (response.status < 400 || response.status === 416) return response;
  throw await statusFailure(response, url, hub);
}

function readFacts(headers: Headers): HubFacts {
  const etag = headers.get('x-linked-etag')?.replace(/^(?:W\/)?"|"$/g, '') ?? '';
  const revision = headers.get('x-repo-commit') ?? '';
  return {
    sha256: /^[0-9a-f]{64}$/.test(etag) ? etag : undefined,
    bytes: parseBytes(headers.get('x-linked-size')),
    revision: /^[0-9a-f]{40}$/.test(revision) ? revision : undefined,
  };
}

const merge = (left: HubFacts, right: HubFacts): HubFacts => ({
  sha256: left.sha256 ?? right.sha256,
  bytes: left.bytes ?? right.bytes,
  revision: left.revision ?? right.revision,
});

/** A count of bytes in a header; undefined when it is none. */
export const parseBytes = (value: string | null): number | undefined =>
  value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined;

/** Why `fetch` failed: its own message never says. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}

const failure = (message: string): PipelineError =>
  new PipelineError(
    [
      {
        severity: 'error',
        code: 'download-refused',
        message,
        hint: 'check PIPEWRIGHT_MIRROR and the repository of the model',
      },
    ],
    3,
  );
