/** The server that models come from: Hugging Face, or a mirror of it. */
import type { Model } from '../../config/index.ts';
import { PipelineError } from '../../diagnostics/index.ts';
import type { Environment } from '../choose.ts';

export interface Hub {
  /** Paths go below it. */
  readonly endpoint: URL;
  /** Sent to the endpoint's origin and nowhere else. */
  readonly token: string | undefined;
  /** Which variable holds the token, for messages. */
  readonly tokenVariable: string;
}

const official = 'https://huggingface.co';

/**
 * The hub of an environment. `PIPEWRIGHT_MIRROR` takes its place; a mirror is another party, so the hub's token does not
 * go there: its own is `PIPEWRIGHT_MIRROR_TOKEN`.
 *
 * @throws PipelineError with exit code 2 when the mirror is no URL, or a token can't be one
 */
export function hubOf(env: Environment): Hub {
  const mirror = env['PIPEWRIGHT_MIRROR'];
  if (mirror) {
    const tokenVariable = 'PIPEWRIGHT_MIRROR_TOKEN';
    return { endpoint: parseMirror(mirror), token: readToken(env, tokenVariable), tokenVariable };
  }
  const tokenVariable = env['HF_TOKEN'] ? 'HF_TOKEN' : 'HUGGING_FACE_HUB_TOKEN';
  return { endpoint: new URL(official), token: readToken(env, tokenVariable), tokenVariable: tokenVariable };
}

/** Where a file is; commits, branches and tags all stand in the same place. */
export function fileUrl({ endpoint }: Hub, { repository, file }: Model, revision: string): URL {
  const url = new URL(endpoint);
  url.pathname = `${endpoint.pathname.replace(/\/+$/, '')}/${repository}/resolve/${encodeURIComponent(revision)}/${file}`;
  return url;
}

/** An address for people and for files: signed addresses of a redirect carry secrets in their query. */
export const displayUrl = (url: URL): string => `${url.origin}${url.pathname}`;

/** Whether the address is one of this machine. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

function parseMirror(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw wrong(
      'PIPEWRIGHT_MIRROR must be an address with http or https',
      'write it as in https://models.example.org/hub',
    );
  }
  if (url.username || url.password) {
    // The address is printed and stored; nothing of it is shown here.
    throw wrong(
      'PIPEWRIGHT_MIRROR must not hold a password',
      'put the token of the mirror into PIPEWRIGHT_MIRROR_TOKEN',
    );
  }
  if (url.search || url.hash)
    throw wrong('PIPEWRIGHT_MIRROR must end with its path', 'leave out what follows "?" or "#"');
  return url;
}

function readToken(env: Environment, variable: string): string | undefined {
  const token = env[variable]?.trim();
  if (!token) return undefined;
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw wrong(`${variable} holds characters that no token has`, 'copy the token again, without blanks and line ends');
}

const wrong = (message: string, hint: string): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'invalid-environment', message, hint }], 2);
