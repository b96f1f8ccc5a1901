/** Ways in which a server of files misbehaves; each one is the trouble of a test. */
import type { ServerResponse } from 'node:http';
import { modelBytes, sha256Of, type Trick } from './hub-server.ts';

/** Sends so much of the file, and breaks the connection. */
export const cut =
  (content: Buffer, after: number): Trick =>
  (request, response) => {
    sendSome(response, content, startOf(request.headers.range), after, () => response.destroy());
    return true;
  };

/** Sends so much of the file, and then nothing more, without an end. */
export const stall =
  (content: Buffer, after: number): Trick =>
  (request, response) => {
    sendSome(response, content, startOf(request.headers.range), after, () => undefined);
    return true;
  };

/** Sends the whole file in so many pieces, with a rest between them. */
export const trickle =
  (content: Buffer, pieces: number, restMs: number): Trick =>
  (_, response) => {
    response.writeHead(200, { etag: `"${sha256Of(content)}"`, 'content-length': content.length });
    const size = Math.ceil(content.length / pieces);
    const send = (at: number): void => {
      response.write(content.subarray(at, at + size));
      if (at + size >= content.length) response.end();
      else setTimeout(() => send(at + size), restMs);
    };
    send(0);
    return true;
  };

/** Sends the whole file whatever was asked for. */
export const ignoreRange =
  (content: Buffer): Trick =>
  (_, response) => {
    response.writeHead(200, { etag: `"${sha256Of(content)}"`, 'content-length': content.length }).end(content);
    return true;
  };

/** Declares another length than it sends. */
export const declare =
  (content: Buffer, length: number): Trick =>
  (_, response) => {
    response.writeHead(200, { 'content-length': length });
    response.write(content, () => response.destroy());
    return true;
  };

/** Sends without an end, and without a word on the length. */
export const flood = (): Trick => (_, response) => {
  response.writeHead(200);
  const block = modelBytes(65_536);
  const more = (): void => {
    while (!response.destroyed && response.write(block));
  };
  response.on('drain', more);
  more();
  return true;
};

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, body = ''): Trick =>
  (_, response) => {
    response.writeHead(code, headers).end(body);
    return true;
  };

const startOf = (range: string | undefined): number => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);

function sendSome(response: ServerResponse, content: Buffer, start: number, after: number, then: () => void): void {
  const length = content.length - start;
  const headers = { etag: `"${sha256Of(content)}"`, 'content-length': length };
  const range = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
  response.writeHead(start > 0 ? 206 : 200, start > 0 ? { ...headers, ...range } : headers);
  response.write(content.subarray(start, start + after), then);
}
