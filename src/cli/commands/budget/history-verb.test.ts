/** `pipewright budget --from-git` as a process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type BudgetReport, budgetReportSchema } from '../../../contract/budget.ts';
import { type MadeCommit, makeFolder, makeRepository, removeFolders } from './history-testing/make-repository.ts';

vi.setConfig({ testTimeout: 60_000 });
afterAll(removeFolders);

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

function budget(root: string, ...args: readonly string[]) {
  const environment = { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', tsx, main, 'budget', '-C', root, '--month', '2026-11', ...args],
    { encoding: 'utf8', env: environment },
  );
  return { code: status, stdout, stderr };
}

const ci = `
on:
  push: { branches: [main], paths: ['src/**'] }
  pull_request: { paths-ignore: ['docs/**'] }
jobs:
  test: { runs-on: ubuntu-latest, steps: [{ run: make }] }
`;

/** Thirty commits, one an hour apart, up to a day ago; every third one is a squashed pull request. */
function repository(): string {
  const end = Math.floor(Date.now() / 1000) - 86_400;
  const commits = Array.from(
    { length: 30 },
    (_, index): MadeCommit => ({
      at: end - (29 - index) * 3600,
      message: index % 3 === 0 ? `change (#${index})` : `change ${index}`,
      files: [index % 2 === 0 ? `src/it's a "${index}"\u2028${'${x}'}.ts` : `docs/${index}.md`],
    }),
  );
  const root = makeRepository([{ at: end - 40 * 86_400, message: 'start', files: ['a'] }, ...commits]);
  mkdirSync(join(root, '.github', 'workflows'), { recursive: true });
  writeFileSync(join(root, '.github', 'workflows', 'ci.yml'), ci);
  return root;
}

const withoutSource = ({ findings: _, traffic: { streams }, ...report }: BudgetReport) => ({ ...report, streams });

describe('budget --from-git', () => {
  it('counts what the history has, and says so', () => {
    const { code, stdout } = budget(repository(), '--from-git', '30d', '--json');
    const report = budgetReportSchema.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    const sum = (title: string) =>
      report.traffic.streams.reduce((total, stream) => total + (stream.title === title ? stream.events : 0), 0);
    expect(report.traffic.source).toBe('history');
    expect([sum('push to main'), sum('pull request opened'), sum('pull request synchronize')]).toEqual([30, 10, 20]);
    // Of 30 pushes 15 change src; of 10 pull requests 5 change more than docs, and each runs three times.
    expect(report.workflows[0]?.runs).toBe(15 + 5 * 3);
    expect(report.findings.map(({ code: each }) => each)).toEqual(['history-traffic']);
  });

  it('prints traffic that means the same in the settings', () => {
    const root = repository();
    const told = budget(root, '--from-git', '30d', '--json');
    const { code, stdout } = budget(root, '--from-git', '30d', '--print-traffic');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\/\/ the traffic is that of 30 days of main .*\n\/\/ .*\ntraffic: \{\n/);
    writeFileSync(join(root, 'pipewright.config.ts'), `export default {\n${stdout}};\n`);
    const pasted = budget(root, '--json');
    expect(withoutSource(JSON.parse(pasted.stdout))).toEqual(withoutSource(JSON.parse(told.stdout)));
    expect(JSON.parse(pasted.stdout).traffic.source).toBe('settings');
  });

  it('prints traffic, and ends with 1, where a workflow could not be read', () => {
    const root = repository();
    writeFileSync(join(root, '.github', 'workflows', 'broken.yml'), 'on: [push\n');
    const { code, stdout } = budget(root, '--from-git', '30d', '--print-traffic');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^\/\/ .*\n(?:\/\/ .*\n)+traffic: \{/);
  });

  it('says in text where the traffic comes from', () => {
    expect(budget(repository(), '--from-git', '5w').stdout).toContain(
      'info[history-traffic] the traffic is that of 35 days of main (by its name): 30 commits, 30 pushes and 10 pull requests',
    );
  });

  it.each(['90', '-3d', '9999y', '0d', '9999d', '1e2d', 'd', '3.5d', ''])('%j is no period', (period) => {
    const { code, stderr } = budget(makeFolder(), `--from-git=${period}`);
    expect(code).toBe(2);
    expect(stderr).toContain('Write days or weeks, up to 3650 days, as in 90d or 12w.');
  });

  it('prints traffic of a history only, and not as a report', () => {
    const [alone, both] = [
      budget(makeFolder(), '--print-traffic'),
      budget(makeFolder(), '--from-git', '9d', '--print-traffic', '--json'),
    ];
    expect([alone.code, both.code]).toEqual([2, 2]);
    expect(alone.stderr).toContain('give --from-git too');
    expect(both.stderr).toContain("option '--print-traffic' cannot be used with option '--json'");
  });

  it('ends with 2 where there is no repository, as JSON if that is asked for', () => {
    const root = makeFolder();
    writeFileSync(join(root, 'ci.yml'), ci);
    const { code, stdout } = budget(root, join(root, 'ci.yml'), '--from-git', '90d', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).findings).toMatchObject([{ severity: 'error', code: 'no-repository' }]);
  });
});
