/** What the working tree is compared with: real repositories, whose commits have a report or only workflows. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeRepository, type TemporaryRepository } from '../../../../fixtures/budget/diff/git-repository.ts';
import { diffBudgets } from '../../../budget/diff/diff-budgets.ts';
import { loadConfig } from '../../../synth/load-config.ts';
import { loadWorkflows } from '../../load-workflows.ts';
import { readCommitAndTree, readFileAndTree, type Sides } from './diff-sides.ts';
import { reportMonth } from './month.ts';

vi.setConfig({ testTimeout: 30_000 });

let repository: TemporaryRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

/** Settings that leave a trace when they are run. */
const settings = (budget: string): string => `
import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(join(repository.root, 'ran'))}, '');
export default { budget: { trials: 20, ${budget} } };
`;
const wereRun = (): boolean => existsSync(join(repository.root, 'ran'));
const night = (runsOn: string, steps = '[{ run: make }]'): string =>
  `on: { schedule: [{ cron: 0 2 * * * }] }\njobs:\n  build: { runs-on: ${runsOn}, steps: ${steps} }\n`;
const ci = '.github/workflows/ci.yml';
const report = 'generated/budget.json';

/** The report of the working tree, as `synth` commits it. */
async function committedReport(month: string): Promise<string> {
  const { root } = repository;
  const config = await loadConfig(root);
  const loaded = await loadWorkflows(root, [], config);
  return `${JSON.stringify(reportMonth({ root, config, loaded, given: { month } }), undefined, 2)}\n`;
}

const codes = ({ findings }: Sides): string[] => findings.map(({ code }) => code);
const change = ({ base, head }: Sides): number => diffBudgets(base, head).minutes.change;

describe('a commit with its report', () => {
  it('is judged by it, in its month', async () => {
    repository.write({
      [ci]: night('ubuntu-latest'),
      'pipewright.config.ts': settings("durations: { 'ci.yml/build': '5m' }"),
    });
    const before = repository.commit({ [report]: await committedReport('2026-02') });
    repository.write({ [ci]: night('windows-latest') });
    const sides = await readCommitAndTree(repository.root, 'main', {});
    // 28 nights of 5 minutes, and a Windows minute weighs 10/6 of the quota.
    expect([sides.base.quota.drawn, sides.head.quota.drawn]).toEqual([140, 233.3333]);
    expect(sides.head.month).toBe('2026-02');
    expect(sides.sides.base).toEqual({ source: 'committed', name: 'main', commit: before });
    expect(codes(sides)).toEqual([]);
    expect(wereRun()).toBe(true);
  });

  it('is simulated where it was made for something else', async () => {
    repository.write({
      [ci]: night('ubuntu-latest'),
      'pipewright.config.ts': settings("durations: { 'ci.yml/build': '5m' }"),
    });
    repository.commit({ [report]: await committedReport('2026-02') });
    repository.write({ [ci]: night('windows-latest') });
    const sides = await readCommitAndTree(repository.root, 'main', { month: '2026-08', plan: 'pro' });
    expect([sides.base.quota.drawn, sides.head.quota.drawn]).toEqual([155, 258.3333]);
    expect(sides.sides.base.source).toBe('commit');
    expect(sides.findings).toMatchObject([
      {
        code: 'simulated-base',
        message: expect.stringContaining('made for month 2026-02 instead of 2026-08 and plan free instead of pro'),
      },
    ]);
  });

  it.each([
    ['cut off', '{ "version": 1,'],
    ['of another release', '{ "version": 2 }'],
    ['no text', '\u0000\u0001'],
  ])('is simulated where that is %s', async (_, text) => {
    repository.commit({ [ci]: night('ubuntu-latest'), [report]: text });
    const sides = await readCommitAndTree(repository.root, 'main', { month: '2026-08' });
    expect(codes(sides)).toEqual(['unreadable-base-report', 'simulated-base']);
    expect(change(sides)).toBe(0);
  });
});

describe('a commit without a report', () => {
  it('has the workflows that it had', async () => {
    repository.commit({ [ci]: night('ubuntu-latest'), '.github/workflows/old.yml': night('ubuntu-latest') });
    repository.write({ '.github/workflows/old.yml': undefined, '.github/workflows/new.yml': night('macos-15') });
    const { base, head } = await readCommitAndTree(repository.root, 'HEAD', { month: '2026-08' });
    const { workflows } = diffBudgets(base, head);
    expect(workflows.map(({ file, kind }) => `${file} ${kind}`)).toEqual(['new.yml added', 'old.yml removed']);
  });

  it('finds the workflows that its jobs call in the same commit', async () => {
    const called = (runsOn: string): string =>
      `on: workflow_call\njobs:\n  x: { runs-on: ${runsOn}, steps: [{ run: make }] }\n`;
    const caller = 'on: { schedule: [{ cron: 0 2 * * * }] }\njobs:\n  call: { uses: ./.github/workflows/shared.yml }\n';
    repository.commit({ [ci]: caller, '.github/workflows/shared.yml': called('ubuntu-latest') });
    repository.write({ '.github/workflows/shared.yml': called('macos-15') });
    const { base, head } = await readCommitAndTree(repository.root, 'HEAD', { month: '2026-08' });
    expect([base.billableMinutes.linux > 0, base.billableMinutes.macos, head.billableMinutes.linux]).toEqual([
      true,
      0,
      0,
    ]);
    expect(base.findings).toEqual([]);
  });

  it('runs nothing of it, and says that its settings are not looked at', async () => {
    const trap = settings('');
    repository.commit({ [ci]: night('ubuntu-latest'), 'pipewright.config.ts': trap, 'pipelines/evil.ts': trap });
    repository.write({ 'pipewright.config.ts': undefined, 'pipelines/evil.ts': undefined });
    const sides = await readCommitAndTree(repository.root, 'main', { month: '2026-08' });
    expect(codes(sides)).toEqual(['simulated-base', 'other-settings']);
    expect(wereRun()).toBe(false);
    expect(change(sides)).toBe(0);
  });

  it('may have no workflow at all, and so may the working tree', async () => {
    repository.commit({ 'README.md': 'nothing yet' });
    repository.write({ [ci]: night('ubuntu-latest') });
    const first = await readCommitAndTree(repository.root, 'main', { month: '2026-08' });
    expect(diffBudgets(first.base, first.head).workflows).toMatchObject([{ file: 'ci.yml', kind: 'added' }]);
    repository.commit();
    repository.write({ [ci]: undefined });
    const last = await readCommitAndTree(repository.root, 'main', { month: '2026-08' });
    expect(diffBudgets(last.base, last.head).workflows).toMatchObject([{ file: 'ci.yml', kind: 'removed' }]);
  });

  it('says what of it could not be read', async () => {
    const broken = {
      [ci]: 'on: [push\n',
      '.github/workflows/odd.yml': 'on: \ufffd',
      '.github/workflows/list.yml': '- a\n',
    };
    repository.commit(broken);
    repository.write({
      [ci]: night('ubuntu-latest'),
      '.github/workflows/odd.yml': undefined,
      '.github/workflows/list.yml': undefined,
    });
    const { base, head } = await readCommitAndTree(repository.root, 'main', { month: '2026-08' });
    const found = diffBudgets(base, head).findings;
    expect(found.map(({ severity }) => severity)).toEqual(found.map(() => 'warning'));
    expect(found.map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^before the change: /)]),
    );
  });

  it('warns where the branch lacks what the base has', async () => {
    const start = repository.commit({ [ci]: night('ubuntu-latest') });
    const ahead = repository.commit({ '.github/workflows/more.yml': night('ubuntu-latest') });
    repository.git('checkout', '--quiet', '-b', 'feature', start);
    const sides = await readCommitAndTree(repository.root, 'main', { month: '2026-08' });
    expect(codes(sides)).toEqual(['base-is-ahead', 'simulated-base']);
    expect(sides.findings[0]?.hint).toContain(`git merge-base ${ahead.slice(0, 9)} HEAD`);
  });

  it('is found from a project inside the repository', async () => {
    repository.commit({ [`tool/${ci}`]: night('ubuntu-latest'), [ci]: night('macos-15') });
    const { base, head } = await readCommitAndTree(join(repository.root, 'tool'), 'main', { month: '2026-08' });
    expect(diffBudgets(base, head)).toMatchObject({
      minutes: { change: 0 },
      workflows: [],
      billableMinutes: { change: 0 },
    });
    expect(base.billableMinutes.macos).toBe(0);
  });
});

describe('a file', () => {
  it('is compared with the working tree in its month', async () => {
    repository.write({ [ci]: night('ubuntu-latest') });
    repository.write({ 'before.json': await committedReport('2026-02') });
    repository.write({ [ci]: night('macos-15') });
    const sides = await readFileAndTree(repository.root, join(repository.root, 'before.json'), {});
    expect([sides.base.month, sides.head.month]).toEqual(['2026-02', '2026-02']);
    expect(change(sides)).toBeGreaterThan(0);
  });
});
