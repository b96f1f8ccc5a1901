/** `pipewright budget` as a process of its own: text, JSON, wrong use, and repositories that never heard of it. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { budgetReportSchema, priceReportSchema } from '../../../contract/budget.ts';

vi.setConfig({ testTimeout: 60_000 });

const source = (path: string): string => pathToFileURL(fileURLToPath(new URL(path, import.meta.url))).href;
/** The verb alone, as the program declares it. */
const script = `
import { Command, CommanderError } from 'commander';
import { PipelineError } from ${JSON.stringify(source('../../../diagnostics/index.ts'))};
import { declareBudgetVerb } from ${JSON.stringify(source('../../verbs/budget.ts'))};
const program = new Command('pipewright');
declareBudgetVerb(program, (code) => { process.exitCode = code; });
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof PipelineError) console.log(error.findings.map(({ code }) => code).join());
  process.exitCode = error instanceof PipelineError ? error.exitCode : error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}
`;

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const tsx = import.meta.resolve('tsx');

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder: string;
let entry: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipewright-budget-'));
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  entry = join(mkdtempSync(join(root, 'node_modules/.cache/budget-')), 'verb.mjs');
  writeFileSync(entry, script);
  write('.github/workflows/ci.yml', ci);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(dirname(entry), { recursive: true, force: true });
});

const ci = `
name: CI
on:
  push: { branches: [master] }
  schedule: [{ cron: 0 2 * * * }]
jobs:
  test:
    runs-on: macos-latest
    steps: [{ uses: actions/checkout@v7 }, { run: npm test }]
`;

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function budget(...args: readonly string[]): Promise<Outcome> {
  const environment = { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '' };
  const child = spawn(process.execPath, ['--import', tsx, entry, 'budget', ...args], { cwd: folder, env: environment });
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

describe('budget price', () => {
  const worked = ['price', '--plan', 'free', '--private', '--card', '2026', '--linux', '1810', '--macos', '80'];

  it('says the verdict first', async () => {
    const { code, stdout } = await budget(...worked);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe(
      'over: 2,636.7 of 2,000 included minutes (Linux-equivalent), 636.7 too many: $3.82',
    );
    expect(stdout).toContain('to stay within, at most 1,173 Linux minutes beside the rest');
    expect(stdout).toContain('it fits into Pro, with 363 to spare');
  });

  it('prints JSON and nothing else', async () => {
    const { code, stdout } = await budget(...worked, '--label', 'ubuntu-24.04-8core=120', '--json');
    const report = priceReportSchema.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(report.usd).toMatchObject({ standard: 3.82, larger: 2.64, total: 6.46 });
    expect(report.findings.map((finding) => finding.code)).toEqual(['larger-runner-plan']);
  });

  it('takes the options that budget has too for its own', async () => {
    const { stdout } = await budget(...['price', '--plan', 'pro', '--card', '2025', '--linux', '4000', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ plan: 'pro', card: '2025', quota: { over: 1000 }, usd: { total: 8 } });
  });

  it('is blocked without a payment method', async () => {
    const { stdout } = await budget(...worked, '--no-payment-method', '--plan', 'free');
    expect(stdout).toMatch(/^blocked: .*: it would cost \$3\.82\n/);
  });

  it.each([
    [['--linux', '-5'], 'Write whole minutes'],
    [['--linux', '1.5'], 'Write whole minutes'],
    [['--macos', 'many'], 'Write whole minutes'],
    [['--plan', 'gold'], 'Allowed choices are free, pro, team, enterprise'],
    [['--card', '2019'], 'Allowed choices are 2025, 2026'],
    [['--private', '--public'], 'cannot be used with'],
    [['--label', 'ubuntu'], 'Write label=minutes'],
    [['--label', '=5'], 'Write label=minutes'],
    [['--linux', '1', '--trials', '5'], "unknown option '--trials'"],
    [['--linux', '1', 'extra'], 'too many arguments'],
  ])('%j is wrong use', async (args, says) => {
    const { code, stderr } = await budget('price', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  it('knows no price for a label that no card has', async () => {
    expect(await budget('price', '--label', 'gpu-a100=5')).toMatchObject({ code: 2, stdout: 'unknown-runner\n' });
  });
});

describe('budget', () => {
  it('works in a repository that never heard of it', async () => {
    const { code, stdout } = await budget('--month', '2026-02', '-C', folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^(?:within|over): [\d,.]+ of 2,000 included minutes \(Linux-equivalent\) in 2026-02, /);
    expect(stdout).toContain('info[assumed-traffic] no traffic is told: a month of 40 pushes to master');
    expect(stdout).toMatch(/^ci\.yml +68 /m);
    expect(stdout).toMatch(/^ {2}test +68 /m);
  });

  it('prints JSON that is the same each time', async () => {
    const args = ['.github/workflows', '--month', '2026-02', '--plan', 'pro', '--public', '--seed', '5', '--json'];
    const [first, second] = [await budget(...args), await budget(...args)];
    expect(first).toEqual(second);
    const report = budgetReportSchema.parse(JSON.parse(first.stdout));
    expect(report).toMatchObject({ verdict: 'free', month: '2026-02', plan: 'pro', trials: { seed: 5, count: 1000 } });
  });

  it('says what it cannot count, and ends with 1', async () => {
    const broken = write('broken/a.yml', 'on: [push\njobs: 3\n');
    const { code, stdout } = await budget(broken, '--month', '2026-02');
    expect(code).toBe(1);
    expect(stdout).toContain('error[yaml-syntax]');
  });

  it.each([
    [['nothing.yml'], 'unreadable-file'],
    [['readme.md'], 'unreadable-file'],
    [['empty'], 'no-workflows'],
  ])('%j is wrong use', async (args, code) => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    expect(await budget(...args)).toMatchObject({ code: 2, stdout: `${code}\n` });
  });

  it.each([
    [['--month', '2026-13'], 'Write year and month'],
    [['--trials', '0'], 'Write a whole number from 1'],
    [['--seed', 'x'], 'Write a whole number from 0'],
  ])('%j is wrong use', async (args, says) => {
    const { code, stderr } = await budget(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  it('has an example of each in its help', async () => {
    expect((await budget('--help')).stdout).toContain('$ npx pipewright budget .github/workflows');
    expect((await budget('price', '--help')).stdout).toContain('$ npx pipewright budget price --plan free');
  });
});
