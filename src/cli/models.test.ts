/** The verb `models` as users have it: the built program, against a server that answers as the hub does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main, type Outcome, pipewright } from '../../fixtures/synth/command-line.ts';
import { type TemporaryProject, temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { parseLock } from '../models/lock.ts';
import { type HubServer, inLfs, modelBytes, sha256Of, startHub } from '../models/testing/hub-server.ts';
import { stall, status } from '../models/testing/tricks.ts';

vi.setConfig({ testTimeout: 60_000 });

const content = modelBytes(500_000);
const other = modelBytes(500_000, 2);
const sha256 = sha256Of(content);
const settings = `export default {
  models: [
    ${JSON.stringify({ id: 'tiny', repository: 'octo/tiny', file: 'tiny.gguf', megabytes: 1, sizeClass: 'tiny', quantization: 'Q8_0', licence: 'MIT', ci: true, description: 'For tests.' })},
  ],
};
`;

let hub: HubServer;
beforeAll(async () => {
  hub = await startHub(inLfs(content));
});
afterAll(() => hub.close());

interface Bench extends TemporaryProject {
  readonly cache: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly models: (...args: string[]) => Promise<Outcome>;
}

function bench(): Bench {
  hub.serve(inLfs(content));
  const project = temporaryProject({ 'pipewright.config.ts': settings });
  const cache = project.path('node_modules/cache');
  const unset = { CI: '', PIPEWRIGHT_MODEL: '', PIPEWRIGHT_OFFLINE: '', HF_TOKEN: 'hf_secret' };
  const environment = { ...unset, PIPEWRIGHT_CACHE: cache, PIPEWRIGHT_MIRROR: hub.url.href };
  const models = (...args: string[]) => pipewright(project.root, ['models', ...args], environment);
  return { ...project, cache, environment, models };
}

const fileIn = (cache: string): string => join(cache, 'models', 'tiny', 'main', 'tiny.gguf');

describe('models list', () => {
  it('has the models of the settings, and what is downloaded', async () => {
    const { models } = bench();
    const { code, stdout, stderr } = await models('list', '--ci');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [head, first] = stdout.split('\n');
    expect(head).toMatch(/^id +size +class +quantization +CI +MLX +checksum +downloaded +for$/);
    expect(first).toMatch(/^tiny +1\.00 MB +tiny +Q8_0 +yes +- +first use +- +CI by default$/);
    await models('pull', 'tiny');
    const report = JSON.parse((await models('list', '--json')).stdout);
    expect(report.version).toBe(1);
    expect(report.models).toHaveLength(9);
    expect(report.models[0]).toMatchObject({ id: 'tiny', revision: 'main', locked: null, downloaded: true });
    expect(report.models.find(({ id }: { id: string }) => id === 'bitnet-2b').locked.bytes).toBe(1_187_801_280);
  });

  it('names the mistakes of the settings', async () => {
    const { models, write } = bench();
    write('pipewright.config.ts', settings.replace('"octo/tiny"', '"octo"'));
    const { code, stdout } = await models('list');
    expect(code).toBe(2);
    expect(stdout).toContain('pipewright.config.ts:3:');
    expect(stdout).toContain('must be "owner/name"');
  });
});

describe('models pull', () => {
  it('downloads, says where, and is done the second time', async () => {
    const { models, cache } = bench();
    const first = await models('pull', '--smallest');
    const path = fileIn(cache);
    expect(first).toMatchObject({ code: 0, stdout: `tiny (500 kB) is downloaded and verified: ${path}\n` });
    expect(first.stderr).toContain('tiny: 500 kB of 500 kB\n');
    expect(readFileSync(path).equals(content)).toBe(true);
    const second = await models('pull', 'tiny', '--offline');
    expect(second).toEqual({ code: 0, stdout: `tiny (500 kB) was there, and is verified: ${path}\n`, stderr: '' });
  });

  it('prints JSON and nothing else, and tells the steps that follow', async () => {
    const { root, environment, cache, path, read } = bench();
    for (const name of ['env', 'output']) writeFileSync(path(`node_modules/${name}`), '');
    const github = {
      GITHUB_ACTIONS: 'true',
      GITHUB_ENV: path('node_modules/env'),
      GITHUB_OUTPUT: path('node_modules/output'),
    };
    const { code, stdout, stderr } = await pipewright(root, ['models', 'pull', '--json'], {
      ...environment,
      ...github,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const found = { id: 'tiny', path: fileIn(cache), sha256, bytes: 500_000, fresh: true };
    expect(JSON.parse(stdout)).toEqual({ version: 1, models: [found], findings: [] });
    const delimited = (name: string, value: string) =>
      new RegExp(`${name}<<(\\S+)\\n${value.replaceAll('\\', '\\\\')}\\n\\1`);
    expect(read('node_modules/env')).toMatch(delimited('PIPEWRIGHT_MODEL_PATH', found.path));
    for (const name of ['id', 'path', 'sha256'] as const)
      expect(read('node_modules/output')).toMatch(delimited(name, found[name]));
  });

  it('goes on with the others when one fails, and has the worst exit code', async () => {
    const { models } = bench();
    hub.play('hub', status(404));
    const { code, stdout } = await models('pull', 'smollm-135m-q4', 'tiny', '--json');
    expect(code).toBe(3);
    const report = JSON.parse(stdout);
    expect(report.models).toMatchObject([{ id: 'tiny' }]);
    expect(report.findings).toMatchObject([{ code: 'download-refused', message: expect.stringContaining('(404)') }]);
  });

  it.each([
    [['pull', 'tinny'], 'there is no model "tinny"\n  hint did you mean "tiny"?'],
    [['pull', 'tiny', '--ci'], 'only one of the three'],
    [['verify', 'nope'], 'there is no model "nope"'],
    [['path', 'tinny'], 'did you mean "tiny"?'],
  ])('%j is wrong use', async (args, message) => {
    const { code, stdout } = await bench().models(...args);
    expect(code).toBe(2);
    expect(stdout).toContain(message);
  });

  it('takes the embedded model, or a file, for one that is there', async () => {
    const { models } = bench();
    const { code, stdout } = await models('pull', 'embedded', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).models).toMatchObject([{ id: 'embedded', fresh: false }]);
  });

  it('ends when it takes too long', async () => {
    const { models } = bench();
    hub.play('files', stall(content, 300_000));
    const { code, stdout } = await models('pull', 'tiny', '--timeout', '0.005');
    expect(code).toBe(3);
    expect(stdout).toContain('error[download-failed] tiny could not be downloaded: it took longer than 0.005 minutes');
    expect((await models('pull', 'tiny', '--timeout', 'long')).code).toBe(2);
  });

  it.skipIf(process.platform === 'win32')(
    'ends with 130 at Ctrl-C, keeps what has come, and goes on from there',
    async () => {
      const { root, environment, models, cache } = bench();
      hub.play('files', stall(content, 300_000));
      const child = spawn(process.execPath, [main, 'models', 'pull', 'tiny'], {
        cwd: root,
        env: { ...process.env, ...environment },
      });
      let stdout = '';
      child.stdout.on('data', (text) => {
        stdout += String(text);
      });
      // The first line of progress is there with the first bytes.
      await once(child.stderr, 'data');
      child.kill('SIGINT');
      const [code] = await once(child, 'close');
      expect({ code, stdout }).toEqual({
        code: 130,
        stdout: 'interrupted: what has come is kept, and the same command goes on from there\n',
      });
      expect(existsSync(fileIn(cache))).toBe(false);
      expect((await models('pull', 'tiny')).code).toBe(0);
      expect(hub.seen.at(-1)?.range).toMatch(/^bytes=[1-9]/);
    },
  );

  it('sends the token of the hub to nobody else', () => {
    expect(hub.seen.length).toBeGreaterThan(0);
    expect(hub.seen.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  });
});

describe('models verify', () => {
  it('is content with what is right, and fails over what is not', async () => {
    const { models, cache } = bench();
    expect(await models('verify')).toEqual({ code: 0, stdout: 'no model is downloaded\n', stderr: '' });
    expect((await models('verify', 'tiny')).stdout).toContain('error[not-downloaded] tiny is not downloaded');
    await models('pull', 'tiny');
    expect(await models('verify')).toMatchObject({
      code: 0,
      stdout: 'tiny (500 kB) is what it was on its first use\n',
    });
    writeFileSync(fileIn(cache), other);
    const { code, stdout } = await models('verify', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ models: [], findings: [{ code: 'checksum-mismatch' }] });
  });
});

describe('models lock', () => {
  it('writes what the hub says, keeps the rest, and then nothing else is loaded', async () => {
    const { models, path, read, write } = bench();
    const kept = { repository: 'a/b', file: 'c.gguf', revision: 'main', bytes: 5, sha256: 'c'.repeat(64) };
    write('generated/models.lock.json', JSON.stringify({ version: 1, models: { kept } }));
    const before = hub.seen.length;
    const { code, stdout } = await models('lock', 'tiny');
    expect(code).toBe(0);
    expect(stdout).toContain(`locked tiny: 500 kB, revision aaaaaaaaaaaa, sha256 ${sha256}`);
    expect(stdout).toContain('warning[stale-model-lock] "kept" is locked, but there is no such model');
    expect(hub.seen.slice(before).map(({ server, method }) => `${server} ${method}`)).toEqual(['hub HEAD']);
    const facts = { repository: 'octo/tiny', file: 'tiny.gguf', revision: 'a'.repeat(40), bytes: 500_000, sha256 };
    expect(parseLock(read('generated/models.lock.json'), 'lock').models).toEqual({ kept, tiny: facts });
    expect((await models('lock', 'tiny')).stdout).toContain('unchanged tiny');
    hub.serve(inLfs(other));
    expect((await models('pull', 'tiny')).stdout).toContain('what the hub offers');
    expect((await models('lock', 'tiny')).stdout).toContain('updated tiny');
    expect((await models('pull', 'tiny')).code).toBe(0);
    expect(existsSync(path('node_modules/cache/models/tiny'))).toBe(true);
  });

  it('does not invent what the hub does not say', async () => {
    const { models, has } = bench();
    hub.serve({ content });
    const { code, stdout } = await models('lock', 'tiny');
    expect(code).toBe(3);
    expect(stdout).toContain("error[not-locked] tiny can't be locked: the hub does not tell its SHA-256 and size");
    expect(has('generated/models.lock.json')).toBe(false);
  });

  it('says where the file is wrong', async () => {
    const { models, path } = bench();
    mkdirSync(path('generated'));
    writeFileSync(path('generated/models.lock.json'), '{ "version": 1,\n  "models": [] }');
    const { code, stdout } = await models('list');
    expect(code).toBe(2);
    expect(stdout).toContain('generated/models.lock.json:2:3 error[invalid-model-lock]');
  });
});

describe('models path', () => {
  it('is for scripts: the path and nothing else', async () => {
    const { models, cache } = bench();
    expect(await models('path', 'tiny')).toMatchObject({ code: 3 });
    await models('pull', 'tiny');
    expect(await models('path', 'tiny')).toEqual({ code: 0, stdout: `${fileIn(cache)}\n`, stderr: '' });
    expect((await models('path', 'embedded')).stdout).toMatch(/models.embedded-q8_0\.gguf\n$/);
  });
});
