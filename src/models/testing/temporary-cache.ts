/** A cache of models in a temporary folder, and a request to fill it from a server of the test. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import type { Model } from '../../config/index.ts';
import type { DownloadLimits } from '../download/download.ts';
import type { EnsureRequest } from '../ensure-model.ts';
import type { ModelLock } from '../lock.ts';
import type { ModelEvent } from '../progress.ts';
import type { HubServer } from './hub-server.ts';

export const tiny: Model = {
  id: 'tiny',
  repository: 'octo/tiny-gguf',
  file: 'tiny.Q8_0.gguf',
  revision: 'main',
  megabytes: 3,
  sizeClass: 'tiny',
  quantization: 'Q8_0',
  licence: 'MIT',
  ci: true,
  mlx: false,
  description: 'For tests.',
};

export const noLock: ModelLock = { version: 1, models: {} };

/** A lock of `tiny`. */
export const lockOf = (sha256: string, bytes: number, revision = 'main'): ModelLock => ({
  version: 1,
  models: { tiny: { repository: tiny.repository, file: tiny.file, revision, bytes, sha256 } },
});

// Tests with servers and processes take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Patient enough for a test, and no more. */
export const testLimits: DownloadLimits = {
  retry: { attempts: 4, baseDelayMs: 1, maxDelayMs: 5000 },
  idleMs: 3000,
  overallMs: 20_000,
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright cache-'));
  folders.push(folder);
  return folder;
}

export interface RecordedRequest extends EnsureRequest {
  readonly events: readonly ModelEvent[];
}

export function requestOf(hub: HubServer, changes: Partial<EnsureRequest> = {}): RecordedRequest {
  const events: ModelEvent[] = [];
  return {
    model: tiny,
    lock: noLock,
    cache: temporaryFolder(),
    hub: { endpoint: hub.url, token: undefined, tokenVariable: 'HF_TOKEN' },
    offline: false,
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    limits: testLimits,
    staleMs: 2000,
    events,
    ...changes,
  };
}

/** Every file of a cache. */
export const filesIn = (cache: string): readonly string[] =>
  readdirSync(cache, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(cache.length + 1))
    .sort();
