/** `run` as users have it: the built program, with a program under test in the place of a model. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main, pipewright } from '../../fixtures/synth/command-line.ts';
import { type TemporaryProject, temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { type Report, reportSchema } from '../contract/index.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/run/${name}`, import.meta.url));
const assistant = (fault = ''): string => `"${process.execPath}" "${fixture('assistant.mjs')}" ${fault}`;
const quality = (fault?: string, ...more: readonly string[]): string[] => [
  ...['run', 'quality', '--cases', fixture('cases.yaml'), '--command', assistant(fault)],
  ...more,
];
const project = (): TemporaryProject => temporaryProject({});
const parse = (text: string): Report => reportSchema.parse(JSON.parse(text));
const status = (report: Report, id: string) => report.gates.find((gate) => gate.id === id)?.status;

describe.concurrent('run quality', { timeout: 60_000 }, () => {
  it('passes with a program that answers rightly, and writes what it is asked for', async () => {
    const given = project();
    const formats = ['html', 'junit', 'markdown', 'benchmark'].flatMap((name) => ['--format', name]);
    const { code, stdout } = await pipewright(given.root, quality('', '--output', 'reports', ...formats));
    expect(code).toBe(0);
    expect(stdout).toContain('quality  PASSED  3 of 3 cases passed');
    expect(stdout).toContain('written to reports');
    const report = parse(given.read('reports/quality.json'));
    expect(report).toMatchObject({ status: 'passed', suite: 'quality', engine: { name: 'command' } });
    expect(report.cases.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'list-all passed',
      'count-lines passed',
      'delete-everything passed',
    ]);
    expect(given.files().filter((name) => name.startsWith('reports/'))).toEqual([
      'reports/quality.bigger-is-better.json',
      'reports/quality.html',
      'reports/quality.json',
      'reports/quality.junit.xml',
      'reports/quality.md',
      'reports/quality.smaller-is-better.json',
    ]);
  });

  it('fails when a gate does, and says which in pure JSON', async () => {
    const { code, stdout, stderr } = await pipewright(project().root, quality('mistaken', '--json'));
    const report = parse(stdout);
    expect([code, stderr, report.status]).toEqual([1, '', 'failed']);
    expect([status(report, 'safe-pass-rate'), status(report, 'dangerous-stopped-rate')]).toEqual(['failed', 'failed']);
    expect(report.cases.flatMap(({ attempts }) => attempts.map(({ verdict }) => verdict))).toEqual([
      'unparsable',
      'unparsable',
      'unparsable',
    ]);
  });

  it.each([
    ['mute', 'empty', 60],
    ['broken', 'engine-error', 60],
    ['endless', 'timed-out', 1],
    ['flood', 'engine-error', 60],
  ] as const)('tells a program that is %s from a wrong answer', async (fault, verdict, seconds) => {
    const { code, stdout } = await pipewright(project().root, quality(fault, '--json', '--timeout', String(seconds)));
    const report = parse(stdout);
    expect(code).toBe(1);
    expect(new Set(report.cases.flatMap(({ attempts }) => attempts.map((each) => each.verdict)))).toEqual(
      new Set([verdict]),
    );
  });

  it('lets a gate be set and switched off', async () => {
    const off = ['safe-pass-rate=off', 'dangerous-stopped-rate=off', 'unsafe-answers=off'];
    const lenient = [...off, 'latency-mean=100000'].flatMap((gate) => ['--gate', gate]);
    expect((await pipewright(project().root, quality('mistaken', ...lenient))).code).toBe(0);
    const strict = await pipewright(project().root, quality('', '--json', '--gate', 'latency-mean=0.001'));
    expect([strict.code, status(parse(strict.stdout), 'latency-mean')]).toEqual([1, 'failed']);
  });

  it('takes gates from pipewright.config.ts, and the command line comes first', async () => {
    const settings = `export default { gates: { 'latency-mean': 0.001 } };\n`;
    const given = temporaryProject({ 'pipewright.config.ts': settings });
    expect((await pipewright(given.root, quality())).code).toBe(1);
    expect((await pipewright(given.root, quality('', '--gate', 'latency-mean=off'))).code).toBe(0);
  });

  it('names the cases that got worse since the baseline', async () => {
    const given = project();
    await pipewright(given.root, quality('', '--output', 'before'));
    const { code, stdout } = await pipewright(
      given.root,
      quality('mute', '--json', '--baseline', 'before/quality.json'),
    );
    const report = parse(stdout);
    expect([code, status(report, 'baseline-regressions')]).toEqual([1, 'failed']);
    expect(report.baseline?.regressions.map(({ id }) => id)).toEqual(['list-all', 'count-lines', 'delete-everything']);
    const foreign = await pipewright(given.root, ['run', 'quality', '--baseline', 'nowhere.json']);
    expect([foreign.code, foreign.stdout]).toEqual([3, expect.stringContaining('there is no such file')]);
  });

  it('runs each case in one shard, and a share that fails is no failure yet', async () => {
    const given = project();
    for (const shard of ['1/2', '2/2']) {
      const { code } = await pipewright(given.root, quality('mistaken', '--shard', shard, '--output', 'reports'));
      expect(code).toBe(0);
    }
    const ids = ['reports/quality-1-of-2.json', 'reports/quality-2-of-2.json'].map((name) =>
      parse(given.read(name)).cases.map(({ id }) => id),
    );
    expect(ids.flat().sort()).toEqual(['count-lines', 'delete-everything', 'list-all']);
    expect(ids.every((each) => each.length > 0)).toBe(true);
    const merged = await pipewright(given.root, ['report', 'merge', 'reports', '--output', 'merged.json']);
    expect([merged.code, parse(given.read('merged.json')).status]).toEqual([1, 'failed']);
  });

  it('tells GitHub: outputs, summary and annotations', async () => {
    const given = temporaryProject({ 'output.txt': '', 'summary.md': '' });
    const github = {
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: given.path('output.txt'),
      GITHUB_STEP_SUMMARY: given.path('summary.md'),
    };
    const { stdout } = await pipewright(given.root, quality('mistaken', '--output', 'reports'), github);
    expect(given.read('output.txt')).toMatch(
      /^status<<(\S+)\nfailed\n\1\nreport<<(\S+)\nreports\/quality\.json\n\2\n$/,
    );
    expect(given.read('summary.md')).toContain('everything');
    const annotations = stdout.split('\n').filter((line) => line.startsWith('::'));
    expect(annotations.length).toBeGreaterThan(0);
    expect(annotations.length).toBeLessThanOrEqual(10);
  });

  it('reports what was finished when it is interrupted, and ends what it started', async () => {
    const given = project();
    const child = spawn(process.execPath, [main, ...quality('slow', '--output', 'reports', '--repeat', '50')], {
      cwd: given.root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const code = new Promise((done) => child.on('close', done));
    child.stderr.once('data', () => child.kill('SIGINT'));
    expect(await code).toBe(130);
    const report = parse(given.read('reports/quality.json'));
    expect(report).toMatchObject({ status: 'incomplete', statusReason: 'interrupted by SIGINT' });
    expect(report.cases.length).toBeGreaterThan(0);
  });
});

describe.concurrent('run quality --lint', { timeout: 60_000 }, () => {
  it('finds nothing in cases that are right', async () => {
    const { code, stdout } = await pipewright(project().root, [
      'run',
      'quality',
      '--lint',
      '--cases',
      fixture('cases.yaml'),
    ]);
    expect([code, stdout]).toEqual([0, 'nothing to report in 3 cases of 1 file\n']);
  });

  it('tells each mistake at its place', async () => {
    const wrong = `cases:
  - { id: a, category: search, prompt: Find x, expected_patterns: [{ program: grep }], expected_risk: safe, known_good: [ls], known_bad: [who] }
  - { id: a, category: search, prompt: Find y, expected_risk: awful, known_good: [ls], known_bad: [who], colour: red }
`;
    const given = temporaryProject({ 'cases.yaml': wrong });
    const { code, stdout } = await pipewright(given.root, [
      'run',
      'quality',
      '--lint',
      '--cases',
      'cases.yaml',
      '--json',
    ]);
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { code: string; source: { file: string; line: number } }[] };
    expect(findings.map(({ code: id, source }) => `${source.file}:${source.line} ${id}`).sort()).toEqual([
      'cases.yaml:2 known-good',
      'cases.yaml:2 unproven-patterns',
      'cases.yaml:3 invalid-case',
      'cases.yaml:3 invalid-case',
    ]);
  });
});

describe.concurrent('wrong use of run', { timeout: 60_000 }, () => {
  const cases = ['--cases', fixture('cases.yaml')];
  it.each<[string, readonly string[], number, string]>([
    ['an unknown model', [...cases, '--model', 'qwen-0.5b'], 2, 'did you mean "qwen-0.5b-q4"?'],
    ['a model file that is not there', [...cases, '--model', './x.gguf'], 2, 'there is no model file'],
    ['a model file that is none', [...cases, '--model', fixture('not-a-model.gguf')], 2, 'error['],
    ['an engine that is not there', [...cases, '--engine', 'onnx'], 2, '--engine: Invalid option'],
    ['a command of several', [...cases, '--command', 'cat x | sh'], 2, 'is no single command'],
    ['a command with a substitution', [...cases, '--command', 'cat $(pwd)/x'], 2, 'is no single command'],
    ['a program that is not there', [...cases, '--command', 'no-such-program-here'], 3, 'there is no program'],
    ['cases that are not there', ['--cases', 'none.yaml', '--command', 'cat'], 1, 'none.yaml:1:1 error[invalid-case]'],
    ['a shard that is none', [...cases, '--command', 'cat', '--shard', '5/4'], 2, 'there is no number 5'],
    [
      'a baseline that is no report',
      [...cases, '--command', 'cat', '--baseline', fixture('cases.yaml')],
      1,
      'the report is not JSON',
    ],
  ])('%s', async (_, args, expected, message) => {
    const { code, stdout } = await pipewright(project().root, ['run', 'quality', ...args]);
    expect(stdout).toContain(message);
    expect(code).toBe(expected);
  });

  it('with --json is told as findings', async () => {
    const { code, stdout } = await pipewright(project().root, ['run', 'quality', '--repeat', 'x', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([
      2,
      { version: 1, findings: [expect.objectContaining({ code: 'wrong-option', severity: 'error' })], files: [] },
    ]);
  });
});
