/** A server for tests that answers as the hub does: it names the file in its headers, and sends on to another host. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly server: 'hub' | 'files';
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly authorization: string | undefined;
}

export interface HubFile {
  readonly content: Buffer;
  /** Left out, the hub does not say it: the file is not in LFS. */
  readonly sha256?: string | undefined;
  readonly revision?: string | undefined;
}

/** Misbehaves, and then says so with `true`; otherwise the server answers as it should. */
export type Trick = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface HubServer {
  /** Of the hub; files come from `filesUrl`, another origin. */
  readonly url: URL;
  readonly filesUrl: URL;
  readonly seen: readonly SeenRequest[];
  /** What it serves from now on. */
  serve(file: HubFile): void;
  /** What the next requests to the hub, or for the file, meet first, one for each. */
  play(server: 'hub' | 'files', ...tricks: readonly Trick[]): void;
  close(): Promise<void>;
}

export const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** A file in LFS, as most models are. */
export const inLfs = (content: Buffer, revision = 'a'.repeat(40)): HubFile => ({
  content,
  sha256: sha256Of(content),
  revision,
});

/** Bytes that begin as a GGUF file without metadata and tensors does. */
export function modelBytes(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, state = seed; at < size; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  bytes.fill(0, 0, 24);
  bytes.write('GGUF', 0, 'latin1');
  bytes.writeUInt32LE(3, 4);
  return bytes;
}

export async function startHub(file: HubFile): Promise<HubServer> {
  let current = file;
  const seen: SeenRequest[] = [];
  const tricks = { hub: [] as Trick[], files: [] as Trick[] };
  const answer = (server: 'hub' | 'files', proper: (request: IncomingMessage, response: ServerResponse) => void) =>
    createServer((request, response) => {
      const { range, 'if-range': ifRange, authorization } = request.headers;
      const { method = '', url: path = '' } = request;
      seen.push({ server, method, path, range, ifRange: ifRange?.toString(), authorization });
      if (!tricks[server].shift()?.(request, response)) proper(request, response);
    });
  const files = answer('files', (request, response) => sendFile(request, response, current.content));
  const filesUrl = await listen(files);
  const hub = answer('hub', (request, response) => {
    for (const [name, value] of Object.entries(factsOf(current))) response.setHeader(name, value);
    response.writeHead(302, { location: `${filesUrl.origin}/xet/file?signature=SECRET` }).end(request.method);
  });
  const url = await listen(hub);
  return {
    url,
    filesUrl,
    seen,
    serve: (next) => {
      current = next;
    },
    play: (server, ...more) => tricks[server].push(...more),
    close: async () => {
      await Promise.all([hub, files].map(close));
    },
  };
}

function factsOf({ content, sha256, revision }: HubFile): Record<string, string> {
  return {
    ...(sha256 === undefined ? {} : { 'x-linked-etag': `"${sha256}"`, 'x-linked-size': String(content.length) }),
    ...(revision === undefined ? {} : { 'x-repo-commit': revision }),
  };
}

/** With ranges, as RFC 9110 has them. */
function sendFile(request: IncomingMessage, response: ServerResponse, content: Buffer): void {
  const etag = `"${sha256Of(content)}"`;
  const { range, 'if-range': condition } = request.headers;
  response.setHeader('etag', etag);
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(start) || (condition !== undefined && condition !== etag)) {
    response.writeHead(200, { 'content-length': content.length }).end(content);
  } else if (start >= content.length) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
  } else {
    const rest = content.subarray(start);
    const contentRange = `bytes ${start}-${content.length - 1}/${content.length}`;
    response.writeHead(206, { 'content-range': contentRange, 'content-length': rest.length }).end(rest);
  }
}

async function listen(server: Server): Promise<URL> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
