/** `pipewright lint`, as somebody uses it who has no pipelines. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Outcome, pipewright } from '../../fixtures/synth/command-line.ts';
import { temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { findingsReportSchema } from '../contract/index.ts';

const head = 'on: push\npermissions: {}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n';
const good = `${head}    steps:\n      - run: npm test\n`;
const typo = `${head}    needs: biuld\n    steps:\n      - run: npm test\n`;
const careless = good.replace('permissions: {}\n', '');

const ci = '.github/workflows/ci.yml';
const project = (files: Readonly<Record<string, string>>) => temporaryProject(files);
const lint = (files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Outcome> =>
  pipewright(project(files).root, ['lint', ...args]);

describe.concurrent('lint', { timeout: 60_000 }, () => {
  it('says that all is well', async () => {
    const files = { [ci]: good, '.github/workflows/other.yaml': good, '.github/workflows/notes.md': 'on: push' };
    expect(await lint(files)).toEqual({ code: 0, stdout: 'nothing to report in 2 files\n', stderr: '' });
  });

  it('says what is wrong at its line, and what to write instead', async () => {
    expect(await lint({ [ci]: typo })).toEqual({
      code: 1,
      stdout: `.github/workflows/ci.yml:7:12 error[unknown-needs] job "test" needs "biuld", and there is no such job
  at   jobs.test.needs[0]
  hint add a job with that id, or leave it out

1 error in 1 file
`,
      stderr: '',
    });
  });

  it('tells warnings from errors, and ends well with warnings alone', async () => {
    const { code, stdout } = await lint({ [ci]: careless });
    expect(code).toBe(0);
    expect(stdout).toContain('warning[missing-permissions]');
    expect(stdout).toMatch(/\n1 warning in 1 file\n$/);
  });

  it('reads the files and folders that are named, wherever it stands', async () => {
    const { root } = project({ 'a/x.yml': typo, 'a/y.yml': good, 'b.yml': good });
    expect((await pipewright(join(root, 'a'), ['lint', 'y.yml', '../b.yml'])).stdout).toBe(
      'nothing to report in 2 files\n',
    );
    expect((await pipewright(root, ['lint', 'a'])).stdout).toMatch(/^a\/x\.yml:7:12 error[\s\S]*1 error in 2 files\n$/);
  });

  it('prints a report for programs', async () => {
    const { code, stdout, stderr } = await lint({ [ci]: typo }, '--json');
    expect([code, stderr]).toEqual([1, '']);
    const report = findingsReportSchema.strict().parse(JSON.parse(stdout));
    expect(report).toEqual({
      version: 1,
      findings: [
        {
          severity: 'error',
          code: 'unknown-needs',
          message: 'job "test" needs "biuld", and there is no such job',
          source: { file: ci, line: 7, column: 12 },
          path: 'jobs.test.needs[0]',
          hint: 'add a job with that id, or leave it out',
        },
      ],
    });
  });

  it('annotates the lines of a pull request', async () => {
    const { root } = project({ [ci]: typo });
    const { stdout } = await pipewright(root, ['lint'], { GITHUB_ACTIONS: 'true' });
    expect(stdout).toContain('::error file=.github/workflows/ci.yml,line=7,col=12,title=unknown-needs::');
  });

  it('knows the labels of the settings, and the actions and workflows of the repository', async () => {
    const files = {
      'pipewright.config.ts': "export default { labels: ['gpu-a100'] };\n",
      '.github/actions/setup/action.yml':
        'name: Setup\ndescription: Sets up\ninputs:\n  version: { required: true }\nruns:\n  using: node24\n  main: index.js\n',
      [ci]: `${head.replace('ubuntu-24.04', 'gpu-a100')}    steps:\n      - uses: ./.github/actions/setup\n        with:\n          verison: 1\n`,
      '.github/workflows/called.yml': `on: { workflow_call: { inputs: { stage: { type: string, required: true } } } }\npermissions: {}\n${head.slice(head.indexOf('jobs:'))}    steps:\n      - run: echo "$STAGE"\n        env: { STAGE: "\${{ inputs.stage }}" }\n`,
      '.github/workflows/caller.yml':
        'on: push\npermissions: {}\njobs:\n  call:\n    uses: ./.github/workflows/called.yml\n    with: { stgae: test }\n',
    };
    const { stdout } = await lint(files);
    expect(stdout).not.toContain('unknown-runner-label');
    expect(stdout).toMatch(
      /ci\.yml:10:\d+ error\[unknown-action-input\] "verison" is not an input of \.\/\.github\/actions\/setup/,
    );
    expect(stdout).toMatch(/caller\.yml:6:\d+ error\[invalid-call\]/);
  });

  it('leaves out what a comment switches off, and says where a switch does nothing', async () => {
    const off = '# pipewright: ignore[unknown-needs] made by a script later\n';
    expect((await lint({ [ci]: typo.replace('    needs', `    ${off}    needs`) })).stdout).toBe(
      'nothing to report in 1 file\n',
    );
    expect((await lint({ [ci]: typo.replace('biuld\n', `biuld ${off}`) })).stdout).toBe(
      'nothing to report in 1 file\n',
    );
    const { code, stdout } = await lint({ [ci]: `${off}${good}` });
    expect(code).toBe(1);
    expect(stdout).toContain(
      'ci.yml:1:1 error[unused-ignore] "unknown-needs" is switched off here, and finds nothing here',
    );
    expect(
      (await lint({ [ci]: typo.replace('biuld\n', 'biuld # pipewright: ignore[unknown-needs]\n') })).stdout,
    ).toContain('"unknown-needs" is switched off without a reason');
    expect((await lint({ [ci]: `# pipewright: ignore[unknown-need] typo\n${good}` })).stdout).toContain(
      'did you mean "unknown-needs"?',
    );
    expect((await lint({ [ci]: `# pipewright: off\n${good}` })).stdout).toContain('the comment switches nothing off');
  });
});

describe.concurrent('what is no workflow', { timeout: 60_000 }, () => {
  it.each([
    ['no file', {}, /error\[no-workflows\] there are no workflows in \.github\/workflows/],
    ['an empty folder', { '.github/workflows/readme.md': 'x' }, /error\[no-workflows\]/],
  ])('%s is wrong use', async (_, files, message) => {
    const { code, stdout } = await lint(files);
    expect(code).toBe(2);
    expect(stdout).toMatch(message);
  });

  it('is wrong use where a named file is not there', async () => {
    const { code, stdout } = await lint({ [ci]: good }, 'nope.yml');
    expect([code, stdout]).toEqual([2, 'error[unreadable-file] there is no file nope.yml\n\n']);
  });

  it.each([
    ['an empty file', '', '1:1 error[wrong-kind] the file is empty'],
    ['a list', '- a\n', '1:1 error[wrong-kind] a workflow is a map: name, on, jobs'],
    ['a tab', 'on: push\njobs:\n\ta: 1\n', '3:1 error[yaml-syntax]'],
    ['a colon in a name', 'on: push\nname: Build: all\n', '2:'],
    ['two keys of one name', `${good}on: pull_request\n`, '9:1 error[yaml-syntax] the key "on" is here twice'],
    ['a bracket without end', 'on: [push\njobs: {}\n', 'error[yaml-syntax]'],
    ['an unknown anchor', 'on: push\nenv: *x\n', '2:6 error[yaml-syntax] there is no anchor "x" above'],
    ['aliases of aliases', bomb(), 'error[yaml-syntax] aliases make'],
    ['lists in lists', '['.repeat(50_000), '1:'],
    [
      'jobs that are a list',
      'on: push\njobs: [a]\n',
      '2:7 error[wrong-kind] jobs takes a map of jobs, and this is a list',
    ],
  ])('%s is an error at its place', async (_, text, message) => {
    const { code, stdout, stderr } = await lint({ [ci]: text });
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain(`.github/workflows/ci.yml:${message.startsWith('error') ? '' : message}`);
    expect(stdout).toContain(message.replace(/^\d+:\d* ?/, ''));
  });

  it.each([
    [
      'a byte that is no UTF-8',
      Buffer.concat([Buffer.from('on: push\nname: caf'), Buffer.from([0xe9]), Buffer.from('\n')]),
      '2:10 error[invalid-encoding] a byte here is not UTF-8',
    ],
    ['UTF-16', Buffer.from('\ufeffon: push\n', 'utf16le'), '1:1 error[invalid-encoding] the file is UTF-16'],
    [
      'a megabyte of steps',
      Buffer.from(`${head}    steps:\n${'      - run: npm test\n'.repeat(45_000)}`),
      '1:1 error[file-size]',
    ],
    ['ten megabytes', Buffer.alloc(10_000_000, 'a: b\n'), '1:1 error[file-size] the file has 10.0 MB'],
    [
      'a huge scalar',
      Buffer.from(`${head}    steps:\n      - run: ${'x'.repeat(1_500_000)}\n`),
      '1:1 error[file-size]',
    ],
  ])('%s is an error at its place', async (_, bytes, message) => {
    const { root } = project({ [ci]: '' });
    writeFileSync(join(root, ci), bytes);
    const { code, stdout, stderr } = await pipewright(root, ['lint']);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain(`.github/workflows/ci.yml:${message}`);
  });

  it('may have a byte order mark, Windows line ends, and anchors', async () => {
    const text =
      `\ufeff${head}    env: &env\n      CI: 'true'\n    steps:\n      - run: npm test\n        env: *env\n`.replaceAll(
        '\n',
        '\r\n',
      );
    expect(await lint({ [ci]: text })).toEqual({ code: 0, stdout: 'nothing to report in 1 file\n', stderr: '' });
  });
});

/** Ten names for ten of the name before. */
function bomb(): string {
  const names = [...'abcdefghij'];
  const lines = names.map(
    (name, index) => `${name}: &${name} [${index === 0 ? 'x' : `${`*${names[index - 1]}, `.repeat(10)}`}]`,
  );
  return `on: push\n${lines.join('\n')}\n`;
}
