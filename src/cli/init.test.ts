import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ownRoot, pipewright } from '../../fixtures/synth/command-line.ts';
import { type TemporaryProject, temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { findingsReportSchema } from '../contract/index.ts';

const pipeline = 'pipelines/ci.ts';

const packageOf = (given: object): string => `${JSON.stringify(given, undefined, 2)}\n`;

async function init(
  files: Readonly<Record<string, string>> = {},
): Promise<TemporaryProject & { readonly stdout: string }> {
  const project = temporaryProject(files);
  const { code, stdout, stderr } = await pipewright(project.root, ['init']);
  expect([code, stderr]).toEqual([0, '']);
  return { ...project, stdout };
}

/** The scripts of the steps that the first pipeline runs. */
const scripts = ({ read }: TemporaryProject): string[] =>
  [...read(pipeline).matchAll(/run\(sh`(.*)`\)/g)].map(([, script = '']) => script);

describe.concurrent('init', { timeout: 20_000 }, () => {
  it('writes a first pipeline, bindings and entries, and says the next step', async () => {
    const project = await init();
    expect(project.files()).toEqual(
      expect.arrayContaining([
        'generated/actions.lock.json',
        'generated/actions/actions/checkout.ts',
        'generated/actions/index.ts',
        pipeline,
        'pipelines/tsconfig.json',
      ]),
    );
    expect(project.files().filter((name) => name.startsWith('.'))).toEqual([]);
    expect(JSON.parse(project.read('package.json'))).toEqual({
      scripts: { pipelines: 'pipewright synth', 'pipelines:check': 'pipewright check' },
      devDependencies: { pipewright: expect.stringMatching(/^\^\d+\.\d+\.\d+$/) },
    });
    expect(project.stdout).toContain(`created ${pipeline}\n`);
    expect(project.stdout).toContain(
      'updated package.json\n\nNext: npm install, then npx pipewright synth, look at .github/workflows, and commit both.\n',
    );
  });

  it('is followed by synth and check that have nothing to complain of', async () => {
    const project = await init({
      'package.json': packageOf({ scripts: { test: 'vitest run' } }),
      'package-lock.json': '{}',
    });
    symlinkSync(ownRoot, project.path('node_modules/pipewright'));
    expect(await pipewright(project.root, ['synth'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^(created \S+\n){7}$/),
      stderr: '',
    });
    expect((await pipewright(project.root, ['check'])).code).toBe(0);
    const workflow = project.read('.github/workflows/ci.yml');
    for (const part of ['uses: actions/checkout@', 'run: npm ci\n', 'run: npm run test\n', 'cache: npm'])
      expect(workflow).toContain(part);
  });

  it('changes nothing the second time', async () => {
    const project = await init();
    const before = project.snapshot();
    const { code, stdout } = await pipewright(project.root, ['init']);
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'nothing to do: the repository has its pipelines already']);
    expect(project.snapshot()).toEqual(before);
  });

  it('writes again what is missing, and keeps what is there', async () => {
    const project = await init();
    project.write(pipeline, '// mine\n');
    project.remove('generated/actions/index.ts');
    expect((await pipewright(project.root, ['init'])).stdout).toMatch(/^created generated\/actions\/index\.ts\n\n/);
    expect(project.read(pipeline)).toBe('// mine\n');
  });

  it.each([
    [['ci.yml'], 'pipelines/checks.ts'],
    [['ci.yaml'], 'pipelines/checks.ts'],
    [['ci.yml', 'checks.yml'], 'pipelines/pipewright.ts'],
    [['ci.yml', 'checks.yml', 'pipewright.yml'], 'pipelines/first-pipeline.ts'],
  ])('takes another name where %j is there', async (names, expected) => {
    const project = await init(
      Object.fromEntries(names.map((name) => [`.github/workflows/${name}`, 'name: By hand\n'])),
    );
    expect(project.has(expected)).toBe(true);
    symlinkSync(ownRoot, project.path('node_modules/pipewright'));
    expect((await pipewright(project.root, ['synth'])).code).toBe(0);
    for (const name of names) expect(project.read(`.github/workflows/${name}`)).toBe('name: By hand\n');
  });

  it('obeys the folders of the settings', async () => {
    const project = temporaryProject({
      'pipewright.config.ts': `export default { pipelines: 'ci/lines', generated: 'ci/made' };\n`,
    });
    expect((await pipewright(project.root, ['init'])).code).toBe(0);
    expect(project.read('ci/lines/ci.ts')).toContain(`from '../made/actions/index.ts'`);
    expect(project.has('ci/made/actions.lock.json')).toBe(true);
    expect((await pipewright(project.root, ['synth'])).code).toBe(0);
  });

  it('reports as JSON', async () => {
    const { root } = temporaryProject({});
    const { code, stdout } = await pipewright(root, ['init', '--json']);
    expect(code).toBe(0);
    expect(findingsReportSchema.strict().parse(JSON.parse(stdout)).files).toEqual(
      expect.arrayContaining([
        { path: pipeline, change: 'created' },
        { path: 'package.json', change: 'updated' },
      ]),
    );
  });
});

describe.concurrent('the first pipeline', { timeout: 20_000 }, () => {
  it.each([
    ['npm without a lock', {}, {}, ['npm install']],
    ['npm', { 'package-lock.json': '{}' }, {}, ['npm ci']],
    ['npm with shrinkwrap', { 'npm-shrinkwrap.json': '{}' }, {}, ['npm ci']],
    ['pnpm', { 'pnpm-lock.yaml': '' }, {}, ['corepack enable', 'pnpm install --frozen-lockfile']],
    [
      'pnpm by its field, without a lock of its own',
      { 'package-lock.json': '{}' },
      { packageManager: 'pnpm@9.0.0' },
      ['corepack enable', 'pnpm install'],
    ],
    ['yarn', { 'yarn.lock': '' }, {}, ['corepack enable', 'yarn install --immutable']],
    ['yarn by its field', {}, { packageManager: 'yarn@4.1.0+sha512.x' }, ['corepack enable', 'yarn install']],
  ])('installs with %s', async (_, files, manifest, expected) => {
    expect(scripts(await init({ ...files, 'package.json': packageOf(manifest) }))).toEqual(expected);
  });

  it('runs the scripts that are there, and not the one that npm init writes', async () => {
    const given = {
      scripts: {
        test: 'echo "Error: no test specified" && exit 1',
        build: 'tsc',
        lint: 'biome check',
        start: 'node .',
      },
    };
    expect(scripts(await init({ 'package.json': packageOf(given) }))).toEqual([
      'npm install',
      'npm run lint',
      'npm run build',
    ]);
  });
});

describe.concurrent('package.json', { timeout: 20_000 }, () => {
  it.each([
    ['two spaces', '{\n  "name": "x"\n}\n', '{\n  "name": "x",\n  "scripts": {\n    "pipelines"'],
    ['four spaces', '{\n    "name": "x"\n}\n', '{\n    "name": "x",\n    "scripts": {\n        "pipelines"'],
    ['tabs', '{\n\t"name": "x"\n}\n', '{\n\t"name": "x",\n\t"scripts": {\n\t\t"pipelines"'],
    ['Windows line ends', '{\r\n  "name": "x"\r\n}\r\n', '{\r\n  "name": "x",\r\n  "scripts": {\r\n    "pipelines"'],
  ])('keeps its %s', async (_, text, expected) => {
    const { read } = await init({ 'package.json': text });
    expect(read('package.json').startsWith(expected)).toBe(true);
    expect(read('package.json').replaceAll('\r\n', '').includes('\n')).toBe(!text.includes('\r\n'));
    expect(read('package.json').endsWith('\n')).toBe(true);
  });

  it('keeps its missing last line end, its own entries and its order', async () => {
    const text = JSON.stringify(
      { version: '1.0.0', scripts: { pipelines: 'mine' }, dependencies: { pipewright: '1' }, name: 'x' },
      undefined,
      2,
    );
    const { read } = await init({ 'package.json': text });
    expect(read('package.json')).toBe(text.replace('"mine"', '"mine",\n    "pipelines:check": "pipewright check"'));
  });

  it('is read with a byte order mark', async () => {
    expect(JSON.parse((await init({ 'package.json': '\ufeff{ "name": "x" }' })).read('package.json'))).toMatchObject({
      name: 'x',
    });
  });

  it('is left to projen, where projen writes it', async () => {
    const text = packageOf({
      scripts: {},
      '//': '~~ Generated by projen. To modify, edit .projenrc.ts and run "npx projen".',
    });
    const { read, stdout } = await init({ 'package.json': text });
    expect(read('package.json')).toBe(text);
    expect(stdout).toContain('add `await Pipelines.load(project)` from pipewright/projen to .projenrc.ts');
  });

  it.each([
    ['cut off', '{\n  "name": "x",\n', 3, 1],
    ['a comma too many', '{\n  "name": "x",\n}\n', 3, 1],
    ['a comment', '{\n  // mine\n  "name": "x"\n}\n', 2, 3],
    ['empty', '', 1, 1],
    ['no object', '\n[]\n', 2, 1],
    ['scripts that are none', '{\n  "name": "x",\n  "scripts": "test"\n}\n', 3, 14],
    ['dependencies that are none', '{\n  "devDependencies": []\n}\n', 2, 22],
  ])('is named at its line when it is %s, and nothing is written', async (_, text, line, column) => {
    const project = temporaryProject({ 'package.json': text });
    const { code, stdout } = await pipewright(project.root, ['init']);
    expect(code).toBe(2);
    expect(stdout).toMatch(
      new RegExp(`^package\\.json:${line}:${column} error\\[invalid-package\\] .+\n  hint mend package\\.json\n\n$`),
    );
    expect(project.snapshot()).toEqual({ 'package.json': text });
  });

  it('must be there', async () => {
    const project = temporaryProject({});
    project.remove('package.json');
    expect(await pipewright(project.root, ['init'])).toMatchObject({
      code: 2,
      stdout:
        'error[no-package] there is no package.json here\n  hint run `npm init` first, or go to the folder that has it\n\n',
    });
    expect(project.files()).toEqual([]);
  });
});
