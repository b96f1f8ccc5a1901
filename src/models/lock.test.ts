import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PipelineError } from '../diagnostics/index.ts';
import { lockedFacts, parseLock, renderLock, strayLocks } from './lock.ts';
import { lockFile, readLock, readLockFile, writeLockFile } from './lock-file.ts';
import { lockOf, temporaryFolder, tiny } from './testing/temporary-cache.ts';

const sha256 = 'ab'.repeat(32);
const lock = lockOf(sha256, 5);
const config = { generated: 'generated', models: [] };

function findings(text: string): readonly string[] {
  try {
    parseLock(text, 'models.lock.json');
    return [];
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    expect(error.exitCode).toBe(2);
    return error.findings.map(({ source, path, message }) => `${source?.line}:${source?.column} ${path} ${message}`);
  }
}

describe('parseLock', () => {
  it('reads what renderLock writes', () => {
    expect(parseLock(renderLock(lock), 'models.lock.json')).toEqual(lock);
  });

  it.each([
    ['no JSON', '{', /^1:1 undefined the file is no JSON: /],
    ['an object of another kind', '[]', /^1:1 undefined /],
    ['another version', '{ "version": 2, "models": {} }', /^1:3 version /],
    ['a short checksum', renderLock(lockOf('abc', 5)), /^9:7 models\.tiny\.sha256 must be a SHA-256: 64 hex/],
    ['a checksum in upper case', renderLock(lockOf('AB'.repeat(32), 5)), /^9:7 models\.tiny\.sha256 must be/],
    ['no bytes', renderLock(lockOf(sha256, 0)), /^8:7 models\.tiny\.bytes /],
    ['a revision that leaves its place', renderLock(lockOf(sha256, 5, '../x')), /^7:7 models\.tiny\.revision must be/],
  ])('says where there is %s', (_, text, expected) => {
    expect(findings(text)).toEqual([expect.stringMatching(expected)]);
  });
});

describe('renderLock', () => {
  it('has the ids in order, and ends with a line end', () => {
    const { tiny: facts } = lock.models;
    if (!facts) throw new Error('no facts');
    const text = renderLock({ version: 1, models: { b: facts, a: facts } });
    expect(Object.keys(JSON.parse(text).models)).toEqual(['a', 'b']);
    expect(text.endsWith('}\n')).toBe(true);
  });
});

describe('lockedFacts', () => {
  it('is what is locked of this very file', () => {
    expect(lockedFacts(lock, tiny)?.sha256).toBe(sha256);
    expect(lockedFacts(lock, { ...tiny, id: 'toString' })).toBeUndefined();
    expect(() => lockedFacts(lock, { ...tiny, file: 'other.gguf' })).toThrow(
      'the model "tiny" is octo/tiny-gguf/other.gguf, but locked as octo/tiny-gguf/tiny.Q8_0.gguf',
    );
  });

  it('that belong to no model are told', () => {
    expect(strayLocks(lock, [tiny])).toEqual([]);
    expect(strayLocks(lock, [{ ...tiny, id: 'tinny' }])).toEqual([
      expect.objectContaining({ severity: 'warning', hint: 'did you mean "tinny"?' }),
    ]);
  });
});

describe('the file of the lock', () => {
  it('is written whole, and read again', async () => {
    const root = temporaryFolder();
    const file = lockFile(root, config);
    await writeLockFile(file, lock);
    expect(readLockFile(file)).toEqual(lock);
    expect(readdirSync(join(root, 'generated'))).toEqual(['models.lock.json']);
  });

  it('stays as it was when it can not be written', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'generated', 'models.lock.json'), { recursive: true });
    await expect(writeLockFile(lockFile(root, config), lock)).rejects.toMatchObject({ exitCode: 3 });
    expect(readdirSync(join(root, 'generated'))).toEqual(['models.lock.json']);
  });

  it('comes before what pipewright brings along, and a model of the settings before both', () => {
    const root = temporaryFolder();
    expect(Object.keys(readLock(root, config).models)).toEqual(['bitnet-2b']);
    const ownBitnet = { ...tiny, id: 'bitnet-2b' };
    expect(readLock(root, { ...config, models: [ownBitnet] }).models).toEqual({});
    mkdirSync(join(root, 'generated'));
    const facts = { ...lock.models['tiny'], repository: 'microsoft/bitnet-b1.58-2B-4T-gguf' };
    writeFileSync(lockFile(root, config), JSON.stringify({ version: 1, models: { 'bitnet-2b': facts } }));
    expect(readLock(root, config).models['bitnet-2b']?.sha256).toBe(sha256);
    writeFileSync(lockFile(root, config), '{');
    expect(() => readLock(root, config)).toThrow('the file is no JSON');
    expect(readFileSync(lockFile(root, config), 'utf8')).toBe('{');
  });
});
