import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { main, pipewright } from '../../fixtures/synth/command-line.ts';
import { pipelineOf, type TemporaryProject, temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { type FindingsReport, findingsReportSchema } from '../contract/index.ts';

const ci = '.github/workflows/ci.yml';
const page = 'generated/pipelines/ci.md';
const manifest = 'generated/manifest.json';
const budget = ['md', 'json', 'html', 'svg'].map((type) => `generated/budget.${type}`);
const all = [ci, page, ...budget, manifest];
/** A line for each file, with what was done to it. */
const lines = (verb: string, files: readonly string[]): string => files.map((file) => `${verb} ${file}\n`).join('');
const good = pipelineOf('run(sh`npm test`)');
const broken = 'throw new Error("50% broken,\\n::warning::yes");\n';

const project = (pipeline = good): TemporaryProject => temporaryProject({ 'pipelines/ci.ts': pipeline });

function parse(stdout: string): FindingsReport {
  return findingsReportSchema.strict().parse(JSON.parse(stdout));
}

describe.concurrent('synth', { timeout: 20_000 }, () => {
  it('writes, says what, and has nothing to do the second time', async () => {
    const { root, has } = project();
    expect(await pipewright(root, ['synth'])).toEqual({
      code: 0,
      stdout: lines('created', all),
      stderr: '',
    });
    expect(has(ci)).toBe(true);
    expect(await pipewright(root, ['synth'])).toEqual({ code: 0, stdout: '7 files unchanged\n', stderr: '' });
  });

  it('says what it updates and deletes', async () => {
    const given = project();
    given.write('pipelines/old.ts', good);
    await pipewright(given.root, ['synth']);
    given.remove('pipelines/old.ts');
    given.write('pipelines/ci.ts', pipelineOf('run(sh`npm run all`)'));
    expect((await pipewright(given.root, ['synth'])).stdout).toBe(
      lines('updated', all) + lines('deleted', ['.github/workflows/old.yml', 'generated/pipelines/old.md']),
    );
  });

  it('writes nothing and fails when a pipeline has a mistake', async () => {
    const given = project(broken);
    const { code, stdout, stderr } = await pipewright(given.root, ['synth']);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toBe(`pipelines/ci.ts:1:7 error[pipeline-throws] Error: 50% broken, ::warning::yes
  hint a pipeline only describes: it must load without failing

1 error: nothing was written
`);
    expect(given.files()).toEqual(['package.json', 'pipelines/ci.ts']);
  });

  it("has GitHub's parser read many workflows on a thread, and finds the pipeline of what it says", async () => {
    const wrong = pipelineOf("run(sh`npm test`, { env: { LIST: ['a'] } } as never)");
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const files = names.map((name) => [`pipelines/${name}.ts`, name === 'f' ? wrong : good] as const);
    const { root, has } = temporaryProject(Object.fromEntries(files));
    const { code, stdout } = await pipewright(root, ['synth']);
    expect({ code, written: has('.github/workflows/a.yml') }).toEqual({ code: 1, written: false });
    expect(stdout).toMatch(/^pipelines\/f\.ts:\d+:\d+ error\[github-parser\] A sequence was not expected$/m);
  });

  it('reports as JSON, and as nothing else', async () => {
    const given = project();
    const created = await pipewright(given.root, ['synth', '--json']);
    expect([created.code, created.stderr]).toEqual([0, '']);
    expect(parse(created.stdout)).toEqual({
      version: 1,
      findings: [],
      files: all.map((path) => ({ path, change: 'created' })),
    });
    given.write('pipelines/ci.ts', broken);
    const failed = await pipewright(given.root, ['synth', '--json']);
    expect(failed.code).toBe(1);
    expect(parse(failed.stdout)).toMatchObject({
      findings: [{ code: 'pipeline-throws', source: { file: 'pipelines/ci.ts', line: 1, column: 7 } }],
      files: [],
    });
  });

  it('type-checks, unless told not to', async () => {
    const given = temporaryProject(
      {
        'pipelines/ci.ts': `const a: string = 1;\nvoid a;\n${good}`,
        'pipelines/p.d.ts':
          'declare module "pipewright" { export const job: any, matrix: any, run: any, sh: any, workflow: any; }\n',
      },
      ['typescript'],
    );
    const { code, stdout } = await pipewright(given.root, ['synth']);
    expect([code, stdout.split('\n')[0]]).toEqual([
      1,
      `pipelines/ci.ts:1:7 error[type-error] Type 'number' is not assignable to type 'string'. (TS2322)`,
    ]);
    expect((await pipewright(given.root, ['synth', '--no-types'])).code).toBe(0);
  });
});

describe.concurrent('check', { timeout: 20_000 }, () => {
  async function drifted(): Promise<TemporaryProject> {
    const given = project();
    await pipewright(given.root, ['synth']);
    given.write(ci, given.read(ci).replace('npm test', 'npm run other'));
    return given;
  }

  it('is content with what synth wrote', async () => {
    const { root } = project();
    await pipewright(root, ['synth']);
    expect(await pipewright(root, ['check'])).toEqual({ code: 0, stdout: '7 files up to date\n', stderr: '' });
  });

  it('shows the drift and writes nothing', async () => {
    const given = await drifted();
    const before = given.snapshot();
    expect(await pipewright(given.root, ['check'])).toEqual({
      code: 1,
      stdout: `${ci} was edited by hand
  ~ jobs.build.steps[0].run (npm test): "npm run other" -> "npm test"

1 file differs from the pipelines: run \`npx pipewright check --fix\`
`,
      stderr: '',
    });
    expect(given.snapshot()).toEqual(before);
  });

  it('reports the drift as JSON', async () => {
    const { root, read } = await drifted();
    const { code, stdout } = await pipewright(root, ['check', '--json']);
    expect(code).toBe(1);
    const line =
      read(ci)
        .split('\n')
        .findIndex((each) => each.includes('npm run other')) + 1;
    expect(parse(stdout)).toMatchObject({
      findings: [{ code: 'drift', source: { file: ci, line }, path: 'jobs.build.steps[0].run' }],
      files: [{ path: ci, change: 'drifted' }],
    });
  });

  it('writes what differs with --fix', async () => {
    const given = await drifted();
    expect(await pipewright(given.root, ['check', '--fix'])).toEqual({
      code: 0,
      stdout: `updated ${ci}\n`,
      stderr: '',
    });
    expect(await pipewright(given.root, ['check', '--fix', '--json'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"files": []'),
    });
    expect((await pipewright(given.root, ['check'])).code).toBe(0);
  });

  it('fixes nothing while a pipeline has a mistake', async () => {
    const given = await drifted();
    given.write('pipelines/other.ts', broken);
    const before = given.snapshot();
    expect(await pipewright(given.root, ['check', '--fix'])).toMatchObject({ code: 1 });
    expect(given.snapshot()).toEqual(before);
  });

  it('annotates on GitHub, with escapes', async () => {
    const given = await drifted();
    const { stdout } = await pipewright(given.root, ['check'], { GITHUB_ACTIONS: 'true' });
    expect(stdout).toMatch(
      new RegExp(
        `^::error file=${ci},line=\\d+,col=\\d+,title=drift::${ci} was edited by hand: "npm run other" -> "npm test"%0Aat jobs`,
        'm',
      ),
    );
    given.write('pipelines/ci.ts', broken);
    const failed = await pipewright(given.root, ['check'], { GITHUB_ACTIONS: 'true' });
    expect(failed.stdout.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([
      '::error file=pipelines/ci.ts,line=1,col=7,title=pipeline-throws::Error: 50%25 broken, ::warning::yes%0Aa pipeline only describes: it must load without failing',
    ]);
    expect((await pipewright(given.root, ['check'])).stdout).not.toMatch(/^\s*::/m);
  });
});

describe.concurrent('what a pipeline does while it loads', { timeout: 20_000 }, () => {
  const loud = `console.log('log'); console.error('error'); process.stdout.write('written\\n');\nsetTimeout(() => console.log('late'), 0);\n${good}`;

  it('stays out of the JSON', async () => {
    const { root } = project(loud);
    const { code, stdout, stderr } = await pipewright(root, ['synth', '--json']);
    expect(code).toBe(0);
    expect(parse(stdout).files).toHaveLength(7);
    // What comes late may find the process gone; wherever it goes, it is not the JSON.
    for (const word of ['log', 'error', 'written']) expect(stderr).toContain(`${word}\n`);
  });

  it.each([
    ['leaves a timer running', `setInterval(() => {}, 1000);\n${good}`, 0, `created ${ci}`],
    [
      'ends the process',
      'process.exit(0);\n',
      1,
      'pipelines/ci.ts:1:9 error[ends-process] the pipeline calls process.exit(0)',
    ],
    [
      'waits for ever',
      'await new Promise(() => {});\n',
      1,
      'pipelines/ci.ts:1:1 error[waits-forever] the pipeline waits for something that never comes',
    ],
    [
      'forgets to wait for what fails',
      `async function load() {\n  throw new Error('late');\n}\nvoid load();\n${good}`,
      1,
      'pipelines/ci.ts:2:9 error[pipeline-throws] Error: late',
    ],
    [
      'fails in a timer while it waits',
      `setTimeout(() => {\n  throw new Error('late');\n}, 1);\nawait new Promise((done) => setTimeout(done, 200));\n`,
      1,
      'pipelines/ci.ts:2:9 error[pipeline-throws] Error: late',
    ],
  ])('is harmless when it %s', async (_, pipeline, code, line) => {
    const { root } = project(pipeline);
    expect(await pipewright(root, ['synth'])).toMatchObject({
      code,
      stdout: expect.stringMatching(new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\n`)),
      stderr: '',
    });
  });
});

describe.concurrent('colours', { timeout: 20_000 }, () => {
  it.each([
    ['no terminal', {}, false],
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['NO_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['an empty NO_COLOR', { NO_COLOR: '', FORCE_COLOR: '1' }, true],
  ] as const)('follow %s', async (_, environment, expected) => {
    const { root } = project(broken);
    const { stdout } = await pipewright(root, ['synth'], environment);
    expect(stdout.includes('\u001b[')).toBe(expected);
    const { stdout: json } = await pipewright(root, ['synth', '--json'], environment);
    expect(parse(json).findings).toHaveLength(1);
  });
});

describe.concurrent('help', { timeout: 20_000 }, () => {
  it('lists the commands with examples', async () => {
    const { code, stdout, stderr } = await pipewright('.', ['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const word of ['synth', 'check', 'init', 'Examples:\n  $ npx pipewright lint']) expect(stdout).toContain(word);
  });

  it.each(['synth', 'check', 'init'])('of %s shows its options, an example and the exit codes', async (verb) => {
    const { code, stdout } = await pipewright('.', [verb, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: pipewright ${verb} \\[options\\]\n`));
    expect(stdout).toContain(`Examples:\n  $ npx pipewright ${verb}`);
    expect(stdout).toContain('Exit codes: 0 fine, 1 findings or drift, 2 wrong use');
    for (const option of ['-C, --root <folder>', '--json']) expect(stdout).toContain(option);
  });

  it('has the version', async () => {
    expect(await pipewright('.', ['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

describe.concurrent('wrong use', { timeout: 20_000 }, () => {
  it.each([
    [['chek'], /unknown command 'chek'\n\(Did you mean check\?\)/],
    [['check', '--fxi'], /unknown option '--fxi'\n\(Did you mean --fix\?\)/],
    [['check', 'extra'], /too many arguments/],
    [['synth', '--root'], /argument missing/],
    [['synth', '--root', 'nowhere'], /there is no folder nowhere/],
    [['init', '-C', 'package.json'], /there is no folder package\.json/],
    [[], /Usage: pipewright/],
  ])('%j is explained and ends with 2', async (args, message) => {
    const { root, files } = temporaryProject({});
    const { code, stdout, stderr } = await pipewright(root, args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(files()).toEqual(['package.json']);
  });

  it('is JSON where JSON was asked for', async () => {
    const { code, stdout } = await pipewright('.', ['check', '--json', '--fxi']);
    expect(code).toBe(2);
    expect(parse(stdout).findings).toMatchObject([
      { code: 'wrong-use', message: expect.stringContaining(`unknown option '--fxi'`) },
    ]);
  });

  it.each(['synth', 'check'])('%s needs a project', async (verb) => {
    const given = temporaryProject({});
    given.remove('package.json');
    const { code, stdout } = await pipewright(given.root, [verb]);
    expect(code).toBe(2);
    expect(stdout).toBe(
      'error[no-project] this folder is not a repository: it has neither package.json nor .git\n  hint go to the root of a repository\n\n',
    );
    expect(parse((await pipewright(given.root, [verb, '--json'])).stdout).findings).toMatchObject([
      { code: 'no-project' },
    ]);
  });

  it('without pipelines leads to init', async () => {
    const { root } = temporaryProject({});
    expect(await pipewright(root, ['check'])).toMatchObject({
      code: 2,
      stdout:
        'error[no-pipelines] there are no pipelines: pipelines/*.ts\n  hint run `npx pipewright init` to write a first one\n\n',
    });
  });

  it('of the settings is found at its line, from wherever the command runs', async () => {
    const given = project();
    given.write('pipewright.config.ts', '\nexport default { tipeCheck: true };\n');
    mkdirSync(given.path('deep/folder'), { recursive: true });
    for (const [cwd, args] of [
      [given.root, []],
      [given.path('deep/folder'), []],
      ['/', ['-C', given.root]],
    ] as const) {
      expect(await pipewright(cwd, ['check', ...args])).toMatchObject({
        code: 2,
        stdout:
          'pipewright.config.ts:2:18 error[invalid-config] there is no setting "tipeCheck"\n  at   tipeCheck\n  hint did you mean "typeCheck"?\n\n',
      });
    }
  });
});

describe.concurrent('where it runs', { timeout: 20_000 }, () => {
  it('is the nearest project above, or the folder that --root names', async () => {
    const given = project();
    mkdirSync(given.path('src/deep'), { recursive: true });
    expect(await pipewright(given.path('src/deep'), ['synth'])).toMatchObject({
      code: 0,
      stdout: lines('created', all),
    });
    expect(await pipewright(given.path('pipelines'), ['check'])).toMatchObject({ code: 0 });
    expect(await pipewright('/', ['check', '--root', given.root])).toMatchObject({ code: 0 });
    expect(given.files().filter((name) => name.startsWith('src') || name.startsWith('pipelines'))).toEqual([
      'pipelines/ci.ts',
    ]);
  });

  it('ends quietly when nobody reads its output any more', async () => {
    const wait = 'await new Promise((done) => setTimeout(done, 200));';
    const { root } = project(`${wait}\nprocess.stdout.write('closed');\n${wait}\n${good}`);
    const script = '("$0" "$1" synth --no-types; echo "code $?" >&2) | true';
    const errors = await new Promise<string>((done) => {
      execFile('bash', ['--norc', '-c', script, process.execPath, main], { cwd: root }, (_error, _stdout, stderr) =>
        done(stderr),
      );
    });
    expect(errors).toBe('code 141\n');
  });
});
