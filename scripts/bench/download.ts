/**
 * Compares our download with `curl`, followed by `sha256sum`: 1 GB from a server on this machine.
 *
 * `tsx scripts/bench/download.ts` prints the numbers; ours must have at least 0.8 of the others' throughput, in memory
 * that does not grow with the file.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defaultDownloadLimits, ensureModel } from '../../src/models/index.ts';

export interface DownloadBench {
  /** Of the file. */
  readonly bytes: number;
  /** The fastest of the runs, seconds. */
  readonly curlSeconds: number;
  readonly ourSeconds: number;
  /** Our throughput over that of curl and sha256sum; 1 is as fast. */
  readonly ratio: number;
  /** Resident memory after the first tenth of the file, and at its highest. */
  readonly startBytes: number;
  readonly peakBytes: number;
}

const self = fileURLToPath(import.meta.url);
const run = promisify(execFile);

/** @param runs how often each is measured, in turns; the fastest counts */
export async function benchDownload(bytes = 1_000_000_000, runs = 3): Promise<DownloadBench> {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  const file = join(folder, 'model.gguf');
  const sha256 = writeModel(file, bytes);
  const server = spawn(process.execPath, ['--import', 'tsx', self, 'serve', file, sha256], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await firstLine(server);
    const curl: number[] = [];
    const ours: Measured[] = [];
    for (let round = 0; round < runs; round++) {
      curl.push(await measureCurl(url, join(folder, 'curl.gguf')));
      ours.push(await measureOurs(url, join(folder, `cache-${round}`)));
    }
    return summarize(bytes, curl, ours);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly seconds: number;
  readonly startBytes: number;
  readonly peakBytes: number;
}

function summarize(bytes: number, curl: readonly number[], ours: readonly Measured[]): DownloadBench {
  const curlSeconds = Math.min(...curl);
  const ourSeconds = Math.min(...ours.map(({ seconds }) => seconds));
  return {
    bytes,
    curlSeconds,
    ourSeconds,
    ratio: curlSeconds / ourSeconds,
    startBytes: Math.max(...ours.map(({ startBytes }) => startBytes)),
    peakBytes: Math.max(...ours.map(({ peakBytes }) => peakBytes)),
  };
}

/** A header without metadata and tensors, and noise behind it. */
function writeModel(file: string, bytes: number): string {
  const noise = randomBytes(1_000_000);
  const hash = createHash('sha256');
  const handle = openSync(file, 'w');
  const head = Buffer.alloc(24);
  head.write('GGUF', 'latin1');
  head.writeUInt32LE(3, 4);
  for (let at = 0; at < bytes; ) {
    const block = at === 0 ? head : noise.subarray(0, bytes - at);
    writeSync(handle, block);
    hash.update(block);
    at += block.length;
  }
  return hash.digest('hex');
}

/** One after the other, as people do it by hand. */
async function measureCurl(url: string, target: string): Promise<number> {
  const started = performance.now();
  await run('curl', ['--silent', '--show-error', '--fail', '--output', target, `${url}${path}`]);
  await run('sha256sum', [target]);
  const seconds = (performance.now() - started) / 1000;
  rmSync(target);
  return seconds;
}

/** In a process of its own; its start is not counted, curl's is next to nothing. */
async function measureOurs(url: string, cache: string): Promise<Measured> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', self, 'pull', url, cache]);
  rmSync(cache, { recursive: true });
  return JSON.parse(stdout) as Measured;
}

const path = '/octo/bench/resolve/main/model.gguf';

async function serve(file: string, sha256: string): Promise<void> {
  const { size } = statSync(file);
  const server = createServer((_, response) => {
    const headers = {
      'x-linked-etag': `"${sha256}"`,
      'x-linked-size': size,
      etag: `"${sha256}"`,
      'content-length': size,
    };
    response.writeHead(200, headers);
    createReadStream(file, { highWaterMark: 1024 * 1024 }).pipe(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`);
}

async function pull(url: string, cache: string): Promise<void> {
  let startBytes = 0;
  let peakBytes = 0;
  let next = 0;
  const started = performance.now();
  await ensureModel({
    model: {
      id: 'bench',
      repository: 'octo/bench',
      file: 'model.gguf',
      revision: 'main',
      megabytes: 1000,
      sizeClass: 'medium',
      quantization: 'Q8_0',
      licence: 'MIT',
      ci: false,
      mlx: false,
      description: 'Noise.',
    },
    lock: { version: 1, models: {} },
    cache,
    hub: { endpoint: new URL(url), token: undefined, tokenVariable: 'HF_TOKEN' },
    offline: false,
    signal: new AbortController().signal,
    limits: defaultDownloadLimits,
    onEvent: (event) => {
      if (event.kind !== 'download' || event.done < next) return;
      next = event.done + 20_000_000;
      const { rss } = process.memoryUsage();
      if (event.total !== undefined && event.done <= event.total / 10) startBytes = Math.max(startBytes, rss);
      peakBytes = Math.max(peakBytes, rss);
    },
  });
  console.log(
    JSON.stringify({ seconds: (performance.now() - started) / 1000, startBytes, peakBytes } satisfies Measured),
  );
}

async function firstLine(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('the server has no output');
  const [data] = await once(server.stdout, 'data');
  return String(data).trim();
}

function report({ bytes, curlSeconds, ourSeconds, ratio, startBytes, peakBytes }: DownloadBench): string {
  const perSecond = (seconds: number): string => `${Math.round(bytes / 1e6 / seconds)} MB/s`;
  return [
    `curl, then sha256sum  ${curlSeconds.toFixed(2)} s  ${perSecond(curlSeconds)}`,
    `pipewright            ${ourSeconds.toFixed(2)} s  ${perSecond(ourSeconds)}`,
    `ratio                 ${ratio.toFixed(2)}  (at least 0.8)`,
    `memory                ${Math.round(startBytes / 1e6)} MB after a tenth, ${Math.round(peakBytes / 1e6)} MB at most`,
  ].join('\n');
}

if (process.argv[1] === self) {
  const [verb, first = '', second = ''] = process.argv.slice(2);
  if (verb === 'serve') await serve(first, second);
  else if (verb === 'pull') await pull(first, second);
  else console.log(report(await benchDownload()));
}
