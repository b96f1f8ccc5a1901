/** Downloads that are cut, stalled, interrupted and gone on with, and files that change in between. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureModel } from '../ensure-model.ts';
import { content, expectWhole, failure, hubWith, name, other, ranges } from '../testing/downloads.ts';
import { inLfs, sha256Of } from '../testing/hub-server.ts';
import { filesIn, lockOf, requestOf, temporaryFolder, testLimits } from '../testing/temporary-cache.ts';
import { cut, ignoreRange, stall, status, trickle } from '../testing/tricks.ts';

describe('a download', () => {
  it('has the file, what it is, and where it came from', async () => {
    const hub = await hubWith();
    const request = requestOf(hub);
    await expectWhole(request);
    const metadata = JSON.parse(readFileSync(join(request.cache, dirname(name), 'metadata.json'), 'utf8'));
    expect(metadata).toEqual({
      model: 'tiny',
      repository: 'octo/tiny-gguf',
      file: 'tiny.Q8_0.gguf',
      quantization: 'Q8_0',
      size: content.length,
      sha256: sha256Of(content),
      revision: 'a'.repeat(40),
      url: `${hub.url.origin}/octo/tiny-gguf/resolve/main/tiny.Q8_0.gguf`,
      downloaded_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      duration: expect.any(Number),
    });
    expect(request.events.at(-1)).toEqual({ kind: 'download', id: 'tiny', done: 3_000_000, total: 3_000_000 });
  });

  it('is not made twice', async () => {
    const hub = await hubWith();
    const request = requestOf(hub);
    await expectWhole(request);
    const { length } = hub.seen;
    expect((await ensureModel({ ...request, offline: true })).fresh).toBe(false);
    expect(hub.seen).toHaveLength(length);
  });

  it('asks for the locked revision', async () => {
    const hub = await hubWith();
    const revision = 'b'.repeat(40);
    const { path } = await ensureModel(requestOf(hub, { lock: lockOf(sha256Of(content), content.length, revision) }));
    expect(hub.seen[0]?.path).toBe(`/octo/tiny-gguf/resolve/${revision}/tiny.Q8_0.gguf`);
    expect(path).toContain(revision);
  });
});

describe('a connection', () => {
  it('that is cut again and again goes on where it stopped', async () => {
    const hub = await hubWith();
    hub.play('files', cut(content, 1_000_000), cut(content, 1_000_000), cut(content, 10));
    const request = requestOf(hub);
    await expectWhole(request);
    const [first, ...rest] = ranges(hub);
    expect(first).toBeUndefined();
    expect(rest.length).toBe(3);
    for (const range of rest) expect(range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(hub.seen.filter(({ ifRange }) => ifRange === `"${sha256Of(content)}"`)).not.toHaveLength(0);
    expect(request.events.filter(({ kind }) => kind === 'retry')).toHaveLength(3);
  });

  it('that stalls is given up on, and goes on where it stopped', async () => {
    const hub = await hubWith();
    hub.play('files', stall(content, 1_500_000));
    const request = requestOf(hub, { limits: { ...testLimits, idleMs: 300 } });
    await expectWhole(request);
    expect(request.events).toContainEqual(
      expect.objectContaining({ kind: 'retry', reason: `${hub.url.host} has sent nothing for 0.3 s` }),
    );
    expect(ranges(hub)[1]).toBe('bytes=1500000-');
  });

  it('that is slow is no trouble while it gives something', async () => {
    const hub = await hubWith();
    hub.play('files', trickle(content, 8, 250));
    const request = requestOf(hub, { limits: { ...testLimits, idleMs: 1200 } });
    await expectWhole(request);
    expect(request.events.filter(({ kind }) => kind === 'retry')).toEqual([]);
  });

  it('that gives nothing new ends after as many attempts as allowed', async () => {
    const hub = await hubWith();
    hub.play('files', ...Array.from({ length: 20 }, () => cut(content, 0)));
    const [found] = await failure(requestOf(hub));
    expect(found).toMatch(/^3 download-failed tiny could not be downloaded: .*127\.0\.0\.1/);
    expect(ranges(hub)).toHaveLength(4);
  });

  it('that takes too long as a whole ends', async () => {
    const hub = await hubWith();
    hub.play('files', ...Array.from({ length: 50 }, () => stall(content, 10)));
    const limits = { retry: { attempts: 99, baseDelayMs: 1, maxDelayMs: 1 }, idleMs: 60_000, overallMs: 200 };
    expect(await failure(requestOf(hub, { limits }))).toEqual([
      expect.stringMatching(/^3 download-failed tiny could not be downloaded: it took longer than/),
    ]);
  });

  it('to nobody is no crash', async () => {
    const hub = await hubWith();
    await hub.close();
    const [found] = await failure(requestOf(hub));
    expect(found).toMatch(/^3 download-failed tiny could not be downloaded: 127\.0\.0\.1:\d+ can't be reached: /);
  });
});

describe('a file that changes in between', () => {
  it('is fetched anew when the server says so', async () => {
    const hub = await hubWith();
    const first = requestOf(hub);
    hub.play('files', cut(content, 2_000_000), ...Array.from({ length: 3 }, () => cut(content, 0)));
    await failure(first);
    hub.serve(inLfs(other));
    const second = requestOf(hub, { cache: first.cache });
    await expectWhole(second, other);
    expect(second.events).toContainEqual({
      kind: 'restart',
      id: 'tiny',
      reason: 'the file has changed, or the server sends it only whole',
    });
  });

  it('is fetched anew when the server goes on with another file as if it were the same', async () => {
    const hub = await hubWith();
    hub.play('files', cut(other, 2_000_000));
    hub.play('files', (request, response) => {
      const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0]);
      response.writeHead(206, { 'content-range': `bytes ${start}-2999999/3000000` }).end(content.subarray(start));
      return true;
    });
    const request = requestOf(hub);
    await expectWhole(request);
    expect(request.events).toContainEqual(
      expect.objectContaining({ kind: 'restart', reason: expect.stringMatching(/SHA-256/) }),
    );
  });
});

describe('ranges', () => {
  it('are asked for of the server that the part is from, and of no other', async () => {
    const [first, second] = [await hubWith(), await hubWith()];
    first.play('files', cut(content, 1_000_000), ...Array.from({ length: 3 }, () => cut(content, 0)));
    const request = requestOf(first);
    await failure(request);
    await expectWhole(requestOf(second, { cache: request.cache }));
    expect(ranges(second)).toEqual([undefined]);
  });

  it('that the server ignores make it start anew', async () => {
    const hub = await hubWith();
    hub.play('files', cut(content, 1_000_000), ignoreRange(content));
    await expectWhole(requestOf(hub));
  });

  it('other than asked for make it start anew', async () => {
    const hub = await hubWith();
    hub.play('files', cut(content, 1_000_000));
    hub.play('files', status(206, { 'content-range': 'bytes 5-9/3000000' }, 'xxxxx'));
    const request = requestOf(hub);
    await expectWhole(request);
    expect(ranges(hub)).toEqual([undefined, 'bytes=1000000-', undefined]);
    const reason = 'what is there of it does not fit the file of the server';
    expect(request.events).toContainEqual({ kind: 'restart', id: 'tiny', reason });
  });

  it('that the server refuses make it start anew', async () => {
    const hub = await hubWith();
    hub.play('files', cut(content, 1_000_000), status(416, { 'content-range': 'bytes */5' }));
    await expectWhole(requestOf(hub));
    expect(ranges(hub).at(-1)).toBeUndefined();
  });

  it('are not asked for when the file was whole already', async () => {
    const hub = await hubWith();
    hub.play('files', cut(content, 9));
    const request = requestOf(hub);
    await failure({ ...request, limits: { ...testLimits, retry: { attempts: 1, baseDelayMs: 1, maxDelayMs: 1 } } });
    writeFileSync(join(request.cache, `${name}.part`), content);
    await expectWhole(request);
    expect(ranges(hub).at(-1)).toBe('bytes=3000000-');
  });
});

describe('the disk', () => {
  it('must have room before a byte is fetched', async () => {
    const hub = await hubWith();
    hub.play('hub', (_, response) => {
      response.setHeader('x-linked-size', '900000000000000');
      return false;
    });
    hub.play('files', (_, response) => {
      response.writeHead(200, { 'content-length': '900000000000000' });
      response.write(content);
      return true;
    });
    hub.serve({ content });
    const request = requestOf(hub);
    expect((await failure(request))[0]).toMatch(/^3 disk-full the download takes 900 TB, and .* has room for /);
    expect(filesIn(request.cache)).toEqual([]);
  });

  it('may refuse', async () => {
    const hub = await hubWith();
    const cache = join(temporaryFolder(), 'file');
    writeFileSync(cache, '');
    expect((await failure({ ...requestOf(hub), cache }))[0]).toMatch(/^3 disk-trouble the file system refused: /);
  });
});

describe('an interruption', () => {
  it('keeps what has come', async () => {
    const hub = await hubWith();
    hub.play('files', stall(content, 2_000_000));
    const stop = new AbortController();
    const request = requestOf(hub, {
      signal: stop.signal,
      onEvent: (event) => event.kind === 'download' && event.done === 2_000_000 && stop.abort(),
    });
    await expect(ensureModel(request)).rejects.toMatchObject({ name: 'AbortError' });
    expect(filesIn(request.cache)).toContain(`${name}.part`);
    await expectWhole(requestOf(hub, { cache: request.cache }));
    expect(ranges(hub)).toEqual([undefined, 'bytes=2000000-']);
  });
});
