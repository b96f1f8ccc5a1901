/** What tests of downloads share: two files of one length, a hub that is closed after each test, and what to expect. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { PipelineError } from '../../diagnostics/index.ts';
import { type EnsureRequest, ensureModel } from '../ensure-model.ts';
import { type HubFile, type HubServer, inLfs, modelBytes, sha256Of, startHub } from './hub-server.ts';
import { filesIn } from './temporary-cache.ts';

export const content = modelBytes(3_000_000);
export const other = modelBytes(3_000_000, 2);
export const name = join('models', 'tiny', 'main', 'tiny.Q8_0.gguf');

const hubs: HubServer[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

export async function hubWith(file: HubFile = inLfs(content)): Promise<HubServer> {
  const hub = await startHub(file);
  hubs.push(hub);
  return hub;
}

/** What went wrong: the exit code, and the code and message of each finding. */
export async function failure(request: EnsureRequest): Promise<readonly string[]> {
  try {
    await ensureModel(request);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return error.findings.map(({ code, message }) => `${error.exitCode} ${code} ${message}`);
  }
  throw new Error('it was downloaded');
}

export const ranges = (hub: HubServer) => hub.seen.filter(({ server }) => server === 'files').map(({ range }) => range);

export async function expectWhole(request: EnsureRequest, expected = content): Promise<void> {
  const { path, sha256, bytes, fresh } = await ensureModel(request);
  expect({ sha256, bytes, fresh }).toEqual({ sha256: sha256Of(expected), bytes: expected.length, fresh: true });
  expect(readFileSync(path).equals(expected)).toBe(true);
  expect(filesIn(request.cache)).toEqual(
    [name, join(dirname(name), 'metadata.json'), join(dirname(name), 'verified.json')].sort(),
  );
}
