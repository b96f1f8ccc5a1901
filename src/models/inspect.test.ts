/** What is in the cache is what it was: a file that was changed, restored or exchanged never loads unnoticed. */
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EnsureRequest, ensureModel } from './ensure-model.ts';
import { inspect } from './inspect.ts';
import { failure } from './testing/downloads.ts';
import { type HubServer, inLfs, modelBytes, sha256Of, startHub } from './testing/hub-server.ts';
import { lockOf, type RecordedRequest, requestOf, temporaryFolder, tiny } from './testing/temporary-cache.ts';

const content = modelBytes(100_000);
const other = modelBytes(100_000, 2);
const sha256 = sha256Of(content);

let hub: HubServer;
beforeAll(async () => {
  hub = await startHub(inLfs(content));
});
afterAll(() => hub.close());

async function pulled(changes: Partial<EnsureRequest> = {}): Promise<{ request: RecordedRequest; path: string }> {
  hub.serve(inLfs(content));
  const request = requestOf(hub, changes);
  const { path } = await ensureModel(request);
  return { request, path };
}

/** Whether the file is hashed when it is looked at. */
async function isHashed(request: RecordedRequest): Promise<boolean> {
  const before = request.events.length;
  expect((await inspect(request)).state).toBe('ready');
  return request.events.slice(before).some(({ kind }) => kind === 'hash');
}

describe('a file in the cache', () => {
  it('is not hashed again while it stays as it is', async () => {
    const { request } = await pulled();
    expect(await isHashed(request)).toBe(false);
  });

  it('is hashed again when it was touched, copied, or when it is not known whether it was', async () => {
    const { request, path } = await pulled();
    utimesSync(path, new Date(), new Date(0));
    expect(await isHashed(request)).toBe(true);
    expect(await isHashed(request)).toBe(false);
    const { atime, mtime } = statSync(path);
    copyFileSync(path, `${path}.copy`);
    renameSync(`${path}.copy`, path);
    utimesSync(path, atime, mtime);
    expect(await isHashed(request)).toBe(true);
    writeFileSync(join(dirname(path), 'verified.json'), '{"sha256":');
    expect(await isHashed(request)).toBe(true);
  });

  it('is hashed again when a cache of CI has restored it, and is found good', async () => {
    const { request } = await pulled();
    const restored = join(temporaryFolder(), 'restored');
    cpSync(request.cache, restored, { recursive: true, preserveTimestamps: true });
    expect(await isHashed({ ...request, cache: restored })).toBe(true);
  });

  it('that was changed in place, with its time set back, is found out', async () => {
    const { request, path } = await pulled();
    const time = new Date('2026-01-01T00:00:00Z');
    utimesSync(path, time, time);
    expect(await isHashed(request)).toBe(true);
    writeFileSync(path, other);
    utimesSync(path, time, time);
    expect(await inspect(request)).toMatchObject({ state: 'damaged' });
    expect(await failure({ ...request, offline: true })).toEqual([
      `1 checksum-mismatch tiny: the SHA-256 of ${path} is ${sha256Of(other)}, on its first use it was ${sha256}`,
    ]);
    expect(readFileSync(path).equals(other)).toBe(true);
  });

  it('that was damaged is fetched anew where there is a network', async () => {
    const { request, path } = await pulled();
    appendFileSync(path, 'x');
    expect(await ensureModel(request)).toMatchObject({ sha256, fresh: true });
    expect(request.events).toContainEqual(expect.objectContaining({ kind: 'restart' }));
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('of which nothing is recorded is not trusted', async () => {
    const { request, path } = await pulled();
    rmSync(join(dirname(path), 'metadata.json'));
    expect((await failure({ ...request, offline: true }))[0]).toMatch(
      /^1 unverified-model tiny: nothing tells whether /,
    );
    expect((await ensureModel(request)).fresh).toBe(true);
  });

  it('of another repository is not taken for this model', async () => {
    const { request } = await pulled();
    const model = { ...tiny, repository: 'octo/other' };
    expect((await failure({ ...request, model, offline: true }))[0]).toMatch(/^1 unverified-model /);
  });
});

describe('a model that is not locked', () => {
  it('stays the one of its first use: another one is refused even after the file is gone', async () => {
    const { request, path } = await pulled();
    rmSync(path);
    hub.serve(inLfs(other));
    expect(await failure(request)).toEqual([
      `1 checksum-mismatch tiny: the SHA-256 of what the hub offers is ${sha256Of(other)}, on its first use it was ${sha256}`,
    ]);
    hub.serve({ content: other });
    expect(await failure(request)).toEqual([
      `1 checksum-mismatch tiny: the SHA-256 of the download is ${sha256Of(other)}, on its first use it was ${sha256}`,
    ]);
  });
});

describe('a lock', () => {
  it('refuses what is in the cache, and another file of the hub', async () => {
    const { request } = await pulled();
    const lock = lockOf(sha256Of(other), other.length);
    expect((await failure({ ...request, lock, offline: true }))[0]).toContain(`the lock says ${sha256Of(other)}`);
    expect((await failure({ ...request, lock }))[0]).toContain('what the hub offers');
  });

  it('that comes later takes the file that is there', async () => {
    const { request, path } = await pulled();
    const lock = lockOf(sha256, content.length, 'a'.repeat(40));
    expect(await ensureModel({ ...request, lock, offline: true })).toMatchObject({ path, fresh: false });
    const wrong = lockOf(sha256Of(other), content.length, 'a'.repeat(40));
    expect((await failure({ ...request, lock: wrong, offline: true }))[0]).toMatch(/^3 not-downloaded /);
  });
});

it('says so when a model is not there and there is no network', async () => {
  expect(await failure(requestOf(hub, { offline: true }))).toEqual([
    '3 not-downloaded tiny is not downloaded, and we are offline',
  ]);
});
