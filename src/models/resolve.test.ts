/** From what was asked for to a file that loads, with a server in place of the hub. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PipelineError } from '../diagnostics/index.ts';
import { embeddedModelFile } from './embedded.ts';
import { hashFile } from './hash-file.ts';
import { type ResolveOptions, resolveModel } from './resolve.ts';
import { type HubServer, inLfs, modelBytes, sha256Of, startHub } from './testing/hub-server.ts';
import { lockOf, temporaryFolder, testLimits, tiny } from './testing/temporary-cache.ts';

const content = modelBytes(50_000);
let hub: HubServer;
beforeAll(async () => {
  hub = await startHub(inLfs(content));
});
afterAll(() => hub.close());

function options(changes: Partial<ResolveOptions> = {}, env: Readonly<Record<string, string>> = {}): ResolveOptions {
  return {
    config: { generated: 'generated', models: [tiny] },
    root: temporaryFolder(),
    env: { PIPEWRIGHT_CACHE: temporaryFolder(), PIPEWRIGHT_MIRROR: hub.url.href, ...env },
    limits: testLimits,
    ...changes,
  };
}

async function failure(given: ResolveOptions): Promise<readonly string[]> {
  try {
    await resolveModel(given);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return error.findings.map(({ code, message }) => `${error.exitCode} ${code} ${message}`);
  }
  throw new Error('it was accepted');
}

describe('resolveModel', () => {
  it('downloads the model that was asked for, and finds it again offline', async () => {
    const given = options({ model: 'tiny' });
    const found = await resolveModel(given);
    expect(found).toEqual({
      id: 'tiny',
      path: join(given.env?.['PIPEWRIGHT_CACHE'] ?? '', 'models', 'tiny', 'main', 'tiny.Q8_0.gguf'),
      sha256: sha256Of(content),
      bytes: 50_000,
      quantization: 'Q8_0',
      testInstrument: false,
      description: 'For tests.',
      reason: 'by --model',
      fresh: true,
    });
    expect(await resolveModel({ ...given, offline: true })).toEqual({ ...found, fresh: false });
  });

  it('does not take what another server sent for what this one has', async () => {
    const mirror = await startHub(inLfs(modelBytes(50_000, 2)));
    const given = options({ model: 'tiny' });
    const env = { ...given.env, PIPEWRIGHT_MIRROR: mirror.url.href };
    const first = await resolveModel({ ...given, env });
    await mirror.close();
    expect(first.sha256).not.toBe(sha256Of(content));
    expect(await resolveModel(given)).toMatchObject({ sha256: sha256Of(content), fresh: true });
  });

  it('takes the smallest in CI', async () => {
    expect(await resolveModel(options({}, { CI: 'true' }))).toMatchObject({
      id: 'tiny',
      reason: 'the smallest for CI',
    });
  });

  it('never asks the network when it is offline', async () => {
    const before = hub.seen.length;
    for (const given of [
      options({ model: 'tiny', offline: true }),
      options({ model: 'tiny' }, { PIPEWRIGHT_OFFLINE: '1' }),
    ])
      expect(await failure(given)).toEqual(['3 not-downloaded tiny is not downloaded, and we are offline']);
    expect(hub.seen).toHaveLength(before);
  });

  it('heeds the lock of the repository', async () => {
    const given = options({ model: 'tiny' });
    mkdirSync(join(given.root, 'generated'));
    const wrong = lockOf('0'.repeat(64), content.length);
    writeFileSync(join(given.root, 'generated', 'models.lock.json'), JSON.stringify(wrong));
    expect((await failure(given))[0]).toMatch(/^1 checksum-mismatch tiny: .*, the lock says 0{64}$/);
  });
});

describe('the embedded model', () => {
  it('needs nothing, and says that it is a test instrument', async () => {
    const before = hub.seen.length;
    const found = await resolveModel(options({ offline: true }, { CI: 'true' }));
    expect(found).toMatchObject({
      id: 'embedded',
      path: embeddedModelFile(),
      quantization: 'Q8_0',
      testInstrument: true,
      reason: 'offline',
    });
    expect(found.sha256).toBe(await hashFile(found.path));
    expect((await resolveModel(options())).reason).toBe('qwen-1.5b-q4 is not downloaded');
    expect(hub.seen).toHaveLength(before);
  });

  it('is known as a test instrument by its file as well', async () => {
    expect(await resolveModel(options({ model: embeddedModelFile() }))).toMatchObject({
      id: 'embedded-q8_0.gguf',
      testInstrument: true,
    });
  });
});

describe('a path', () => {
  it('that leads nowhere, or to something else, is wrong use', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'page.gguf'), '<html>');
    writeFileSync(join(cwd, 'bare.gguf'), content.subarray(0, 24));
    expect(await failure(options({ model: './none.gguf', cwd }))).toEqual([
      `2 unknown-model there is no model file ${join(cwd, 'none.gguf')} (by --model)`,
    ]);
    expect((await failure(options({ model: 'page.gguf', cwd })))[0]).toMatch(/^2 gguf-not-gguf .*page\.gguf/);
    expect((await failure(options({ model: './bare.gguf', cwd }))).length).toBeGreaterThan(0);
    expect((await failure(options({ model: './', cwd })))[0]).toMatch(/^2 /);
  });
});
