/** Processes that meet, are killed at any moment, or run into the end of the disk. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileChild, pullInChild } from '../testing/child.ts';
import { type HubServer, inLfs, modelBytes, sha256Of, startHub, type Trick } from '../testing/hub-server.ts';
import { filesIn, lockOf, temporaryFolder, tiny } from '../testing/temporary-cache.ts';

const content = modelBytes(8_000_000);
const sha256 = sha256Of(content);
const lock = lockOf(sha256, content.length);
const folder = join('models', 'tiny', 'main');
const name = join(folder, 'tiny.Q8_0.gguf');

let script: string;
let hub: HubServer;
beforeAll(async () => {
  script = await compileChild(esbuild);
  hub = await startHub(inLfs(content));
});
afterAll(() => hub.close());

const requestFor = (cache: string) => ({ url: hub.url.href, cache, model: tiny, lock });

/** About 0.4 s for the whole file, with ranges. */
const slowly: Trick = (request, response) => {
  let at = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (at >= content.length) return false;
  const headers = { etag: `"${sha256}"`, 'content-length': content.length - at };
  const range = { 'content-range': `bytes ${at}-${content.length - 1}/${content.length}` };
  response.writeHead(at > 0 ? 206 : 200, at > 0 ? { ...headers, ...range } : headers);
  const timer = setInterval(() => {
    response.write(content.subarray(at, at + 400_000));
    at += 400_000;
    if (at < content.length) return;
    clearInterval(timer);
    response.end();
  }, 20);
  response.on('close', () => clearInterval(timer));
  return true;
};

function expectSound(cache: string): void {
  if (!existsSync(join(cache, name))) return;
  expect(sha256Of(readFileSync(join(cache, name)))).toBe(sha256);
}

describe('two processes', () => {
  it('share one download', async () => {
    const cache = temporaryFolder();
    const before = hub.seen.length;
    hub.play('files', slowly);
    const outcomes = await Promise.all([1, 2].map(() => pullInChild(script, requestFor(cache))));
    expect(outcomes.map(({ stderr, code }) => ({ stderr, code }))).toEqual(
      outcomes.map(() => ({ stderr: '', code: 0 })),
    );
    expect(outcomes.map(({ found }) => found?.fresh).sort()).toEqual([false, true]);
    expect(outcomes.find(({ found }) => !found?.fresh)?.events).toContain('wait');
    expect(hub.seen.slice(before).map(({ server }) => server)).toEqual(['hub', 'files']);
  }, 30_000);
});

describe('a process that is killed', () => {
  // Seeded, so that a failure can be repeated as far as processes can.
  const moments = Array.from({ length: 50 }, (_, index) => (index * 197 + 31) % 520);
  const chains = Array.from({ length: 10 }, (_, chain) => moments.filter((_, index) => index % 10 === chain));

  it('never leaves a wrong file under the right name, and the next one succeeds', async () => {
    let killed = 0;
    const parts: number[] = [];
    await Promise.all(
      chains.map(async (chain) => {
        let cache = temporaryFolder();
        for (const killAfterMs of chain) {
          // What is whole can't be interrupted any more.
          if (existsSync(join(cache, name))) cache = temporaryFolder();
          hub.play('files', slowly);
          const { signal } = await pullInChild(script, requestFor(cache), { killAfterMs });
          killed += signal === 'SIGKILL' ? 1 : 0;
          expectSound(cache);
          parts.push(filesIn(cache).filter((file) => file.endsWith('.part')).length);
        }
        const { code, stderr, found } = await pullInChild(script, requestFor(cache));
        expect({ code, stderr, sha256: found?.sha256 }).toEqual({ code: 0, stderr: '', sha256 });
        expectSound(cache);
        expect(filesIn(cache)).toEqual([join(folder, 'metadata.json'), name, join(folder, 'verified.json')].sort());
      }),
    );
    // The test is of no use if they were all done before they were killed.
    expect(killed).toBeGreaterThan(20);
    expect(parts.filter((each) => each > 0).length).toBeGreaterThan(10);
  }, 180_000);
});

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  it('ends the download with code 3, keeps what there is, and the next one goes on', async () => {
    const cache = temporaryFolder();
    const { code, signal, findings, stderr } = await pullInChild(script, requestFor(cache), { fileBlocks: 3000 });
    expect({ code, signal, stderr }).toEqual({ code: 3, signal: null, stderr: '' });
    expect(findings).toEqual([
      expect.objectContaining({ code: 'disk-full', message: expect.stringContaining('there is no room to write') }),
    ]);
    expect(filesIn(cache)).toEqual([`${name}.part`, `${name}.part.json`]);
    const after = await pullInChild(script, requestFor(cache));
    expect({ code: after.code, sha256: after.found?.sha256 }).toEqual({ code: 0, sha256 });
    expect(hub.seen.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);
  }, 30_000);
});
