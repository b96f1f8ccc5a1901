/** Says what a refusal of the hub means, and whether to come back. */
import { PipelineError } from '../../diagnostics/index.ts';
import { displayUrl, type Hub } from './hub.ts';
import { parseRetryAfter, TransientError } from './retry.ts';

// A server that is overloaded, or being replaced; all else is an answer.
const passing = [408, 425, 429, 500, 502, 503, 504];

/** The error for a status from 400 up. */
export async function statusFailure(response: Response, url: URL, hub: Hub): Promise<TransientError | PipelineError> {
  await response.body?.cancel();
  const { status } = response;
  if (passing.includes(status)) {
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), Date.now());
    const asked = retryAfterMs === undefined ? '' : `, and asks to come back in ${Math.ceil(retryAfterMs / 1000)} s`;
    const what = status === 429 ? 'has had too many requests from this address (429)' : `is in trouble (${status})`;
    return new TransientError(`${url.host} ${what}${asked}`, { retryAfterMs });
  }
  const [message, hint] = explain(status, url, hub);
  return new PipelineError([{ severity: 'error', code: 'download-refused', message, hint }], 3);
}

function explain(status: number, url: URL, hub: Hub): readonly [message: string, hint: string] {
  const address = displayUrl(url);
  const isHub = url.origin === hub.endpoint.origin;
  if (status === 404) return [`there is no ${address} (404)`, 'check repository, file and revision of the model'];
  if (isHub && (status === 401 || status === 403)) {
    return hub.token === undefined
      ? [
          `${address} is not open to everyone, or not there (${status})`,
          `check the repository, or put a token that may read it into ${hubVariable(hub)}`,
        ]
      : [
          `the token in ${hub.tokenVariable} may not read ${address} (${status})`,
          'accept the terms of the model on its page, or make a token that may read it',
        ];
  }
  return [`${url.host} refuses ${url.pathname} (${status})`, 'try again later, or set PIPEWRIGHT_MIRROR'];
}

/** The variable that people should set: the newer of the hub's two. */
const hubVariable = ({ tokenVariable }: Hub): string =>
  tokenVariable === 'HUGGING_FACE_HUB_TOKEN' ? 'HF_TOKEN' : tokenVariable;
