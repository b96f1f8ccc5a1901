/** `pipewright budget diff` as a process of its own: text, Markdown, JSON, limits, comments, and wrong use. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  gitEnvironment,
  makeRepository,
  type TemporaryRepository,
} from '../../../../fixtures/budget/diff/git-repository.ts';
import { daily, reportOf } from '../../../../fixtures/budget/diff/reports.ts';
import { startGitHubServer, token } from '../../../../fixtures/reports/github-server.ts';
import { budgetDiffSchema } from '../../../contract/budget-diff.ts';
import { type DiffOptions, runDiff } from './diff.ts';

vi.setConfig({ testTimeout: 60_000 });

const source = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
/** The verb alone, as the program declares it. */
const script = `
import { Command, CommanderError } from 'commander';
import { PipelineError } from ${source('../../../diagnostics/index.ts')};
import { declareBudgetVerb } from ${source('../../verbs/budget.ts')};
const program = new Command('pipewright');
declareBudgetVerb(program, (code) => { process.exitCode = code; });
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof PipelineError) console.log(error.findings.map(({ code, message }) => code + ': ' + message).join('\\n'));
  process.exitCode = error instanceof PipelineError ? error.exitCode : error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof PipelineError || error instanceof CommanderError)) throw error;
}
`;

const night = (runsOn: string): string =>
  `on: { schedule: [{ cron: 0 2 * * * }] }\njobs:\n  build: { runs-on: ${runsOn}, steps: [{ run: make }] }\n`;
const settings =
  "export default { budget: { month: '2026-08', max: 'included', durations: { 'ci.yml/build': '5m' } } };\n";

const packageRoot = fileURLToPath(new URL('../../../..', import.meta.url));
let repository: TemporaryRepository;
let entry: string;
beforeAll(() => {
  const caches = join(packageRoot, 'node_modules/.cache');
  mkdirSync(caches, { recursive: true });
  entry = join(mkdtempSync(join(caches, 'budget-diff-')), 'verb.mjs');
  writeFileSync(entry, script);
  repository = makeRepository();
  repository.commit({ '.github/workflows/ci.yml': night('ubuntu-latest'), 'pipewright.config.ts': settings });
  const report = (minutes: number): string =>
    JSON.stringify(reportOf({ 'nightly.yml': { cron: daily, jobs: { build: { minutes } } } }));
  repository.write({
    '.github/workflows/ci.yml': night('macos-15'),
    'before.json': report(40),
    'after.json': report(70),
  });
});
afterAll(() => {
  repository.remove();
  rmSync(dirname(entry), { recursive: true, force: true });
});

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const clean = Object.fromEntries(Object.entries(gitEnvironment).filter(([name]) => !name.startsWith('GITHUB_')));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), entry, 'budget', 'diff', ...args], {
    cwd: repository.root,
    env: { ...clean, NO_COLOR: '1', ...environment },
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    texts.stdout += data;
  });
  child.stderr.on('data', (data) => {
    texts.stderr += data;
  });
  return new Promise((done) => {
    child.on('close', (code) => done({ code, ...texts }));
  });
}

// 31 nights of 5 minutes; a macOS minute weighs 62/6 of the quota.
const sentence = '+1,446.7 minutes a month (155 -> 1,601.7 of 2,000): still within';
const files = ['before.json', 'after.json'];

describe('budget diff --base', () => {
  it('says what the working tree costs more', async () => {
    const { code, stdout } = await run(['--base', 'main']);
    expect(stdout.split('\n')[0]).toBe(sentence);
    expect(stdout).toContain(
      'Limit kept: nine of ten months keep within 1,601.7 minutes (2,000 allowed) and $0.00 ($0.00 allowed)',
    );
    expect(stdout).toMatch(/^ {2}build +31 +155 -> 1,601.7 +\+1,446.7 +300 s +-$/m);
    expect(stdout).toContain('info[simulated-base] the base has no report that can be used');
    expect(code).toBe(0);
  });

  it('prints JSON and nothing else, with the options of the month', async () => {
    const { code, stdout } = await run([
      '--base',
      'main',
      '--json',
      '--plan',
      'pro',
      '--month',
      '2026-02',
      '--trials',
      '5',
    ]);
    const diff = budgetDiffSchema.parse(JSON.parse(stdout));
    expect(diff).toMatchObject({ month: '2026-02', plan: 'pro', included: { after: 3000 }, minutes: { before: 140 } });
    expect(diff.base).toEqual({ source: 'commit', name: 'main', commit: repository.git('rev-parse', 'main').trim() });
    expect(code).toBe(0);
  });

  it('ends with 1 beyond a limit', async () => {
    const { code, stdout } = await run(['--base', 'main', '--max-increase', '1446']);
    expect(stdout).toContain('Limit of the increase exceeded: +1,446.7 minutes a month (+1,446 allowed)');
    expect(code).toBe(1);
    expect((await run(['--base', 'main', '--max', '1601'])).code).toBe(1);
    expect((await run(['--base', 'main', '--max', '1602', '--max-increase', '1447'])).code).toBe(0);
  });

  it('knows a ref that only wants to be trouble for what it is', async () => {
    const { code, stdout } = await run(['--base=--upload-pack=touch pwned']);
    expect([code, stdout]).toEqual([2, 'no-base: "--upload-pack=touch pwned" is no ref\n']);
    expect(existsSync(join(repository.root, 'pwned'))).toBe(false);
  });

  it('ends with 3 where there is no git', async () => {
    const { code, stdout } = await run(['--base', 'main'], { PATH: repository.root, Path: repository.root });
    expect([code, stdout]).toEqual([3, expect.stringContaining("git-failed: git can't be started")]);
  });
});

describe('budget diff with reports', () => {
  it('compares two files', async () => {
    const { code, stdout } = await run(files);
    expect(stdout.split('\n')[0]).toBe(
      '+930 minutes a month (1,240 -> 2,170 of 2,000), +$1.02 ($0.00 -> $1.02): now over, 170 minutes too many',
    );
    expect(stdout).toContain('base: before.json, head: after.json');
    expect(code).toBe(0);
    expect((await run([...files, '--max', 'included'])).code).toBe(1);
  });

  it('hands the Markdown on, to the output, a file and the summary of the step', async () => {
    const summary = join(repository.root, 'summary.md');
    writeFileSync(summary, '');
    const out = join(repository.root, 'out', 'budget.md');
    const { code, stdout } = await run([...files, '--markdown', '--output', 'out/budget.md'], {
      GITHUB_STEP_SUMMARY: summary,
    });
    const markdown = readFileSync(out, 'utf8');
    expect(markdown).toMatch(/^\*\*\+930 minutes a month .*\*\*\n\n\| workflow \|/);
    expect(stdout).toBe(markdown);
    expect(readFileSync(summary, 'utf8').trimEnd()).toBe(markdown.trimEnd());
    expect(code).toBe(0);
  });

  it('keeps one comment on the pull request', async () => {
    const server = await startGitHubServer();
    const event = join(repository.root, 'event.json');
    writeFileSync(
      event,
      JSON.stringify({
        pull_request: {
          number: 7,
          head: { repo: { full_name: 'owner/repo' } },
          base: { repo: { full_name: 'owner/repo' } },
        },
      }),
    );
    const environment = {
      ...{ GITHUB_TOKEN: token, GITHUB_EVENT_PATH: event, GITHUB_EVENT_NAME: 'pull_request' },
      ...{ GITHUB_REPOSITORY: 'owner/repo', GITHUB_API_URL: server.url },
    };
    const first = await run([...files, '--comment'], environment);
    const second = await run(['after.json', 'before.json', '--comment', '--json'], environment);
    await server.close();
    expect(first.stdout).toMatch(/^created https:\/\/github\.example\/owner\/repo\/pull\/7#issuecomment-1$/m);
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.body).toMatch(/^<!-- pipewright report budget -->\n\*\*-930 minutes a month/);
    expect(budgetDiffSchema.parse(JSON.parse(second.stdout))).toMatchObject({
      minutes: { change: -930 },
      findings: [{ severity: 'info', code: 'comment', message: expect.stringMatching(/^updated https:/) }],
    });
    expect([first.code, second.code]).toEqual([0, 0]);
  });

  it('says why there is no comment', async () => {
    const { code, stdout } = await run([...files, '--comment']);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('no comment: there is no GITHUB_TOKEN in the environment'),
    ]);
  });

  it('ends with 3 where the file can not be written, and prints no half report', async () => {
    const { code, stdout } = await run([...files, '--output', 'before.json/x.md', '--json']);
    expect([code, stdout]).toEqual([3, expect.stringMatching(/^report-not-written: .*\n$/)]);
  });
});

describe('wrong use', () => {
  const usual = { json: false, markdown: false, output: undefined, comment: false, base: undefined, given: {} };

  it.each<[string[], Partial<DiffOptions>, string]>([
    [[], {}, 'there is nothing to compare'],
    [['before.json'], { base: 'main' }, '--base and reports exclude each other'],
    [[...files, 'before.json'], {}, 'a difference is between two reports'],
    [files, { given: { month: '2026-02' } }, "two reports are as they are: month can't be chosen"],
    [['before.json', './before.json'], {}, 'are the same file'],
    [['before.json', 'none.json'], {}, 'there is no such file'],
    [['.', 'after.json'], {}, 'it is a folder'],
    [[], { base: 'nope' }, 'there is no commit "nope"'],
  ])('of %j with %j is a finding', async (names, options, says) => {
    const { root } = repository;
    const work = runDiff({ ...usual, root, files: names.map((name) => join(root, name)), ...options });
    await expect(work).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(says) });
  });

  it.each([
    [['--max', 'all'], 'Write minutes, 0 or more.'],
    [['--max-increase', '-1'], 'Write minutes, 0 or more.'],
    [['--base', 'main', '--markdown', '--json'], '--markdown and --json exclude each other'],
    [['--base', 'main', '--from-git', '90d'], "unknown option '--from-git'"],
    [['--base', 'main', '--frobnicate'], "unknown option '--frobnicate'"],
  ])('%j is said on standard error', async (args, says) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  });

  it('has examples in its help', async () => {
    expect((await run(['--help'])).stdout).toContain('$ npx pipewright budget diff --base main --max included');
  });
});
