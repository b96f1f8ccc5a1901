import { describe, expect, it } from 'vitest';
import { daily, reportOf, weekdaysAndSaturdays } from '../../../../fixtures/budget/diff/reports.ts';
import { diffBudgets } from '../../../budget/diff/diff-budgets.ts';
import { renderDiffText } from './diff-text.ts';

const before = reportOf({ 'nightly.yml': { cron: daily, jobs: { build: { minutes: 40 } } } });
const after = reportOf({
  'nightly.yml': { cron: daily, jobs: { build: { minutes: 40 }, lint: { minutes: 2 } } },
  'smoke.yml': { cron: weekdaysAndSaturdays, jobs: { smoke: { minutes: 12 } } },
});

describe('renderDiffText', () => {
  it('says the sentence first, then what each workflow and job has of it', () => {
    expect(`${renderDiffText(diffBudgets(before, after, { max: 'included', maxIncrease: 300 }))}\n`).toBe(`\
+374 minutes a month (1,240 -> 1,614 of 2,000): still within
Limit kept: nine of ten months keep within 1,614 minutes (2,000 allowed) and $0.00 ($0.00 allowed)
Limit of the increase exceeded: +374 minutes a month (+300 allowed)

                     runs         minutes  change  a run  cache hits
smoke.yml (new)   0 -> 26        0 -> 312    +312
  smoke (new)     0 -> 26        0 -> 312    +312  720 s           -
nightly.yml      31 -> 62  1,240 -> 1,302     +62
  lint (new)      0 -> 31         0 -> 62     +62  120 s           -

                               before  after  change
minutes of the quota            1,240  1,614    +374
in nine of ten months at most   1,240  1,614    +374
chance to exceed the quota        0 %    0 %    ±0 %
billed minutes                  1,240  1,614    +374
runs of jobs                       31     88     +57
bill                            $0.00  $0.00  ±$0.00
artifacts, GB-months                0      0      ±0
caches, GB-months                   0      0      ±0

month 2026-08, plan free, private repository, rate card 2026; base: a report, head: a report
`);
  });

  it('has no tables where nothing changed', () => {
    expect(renderDiffText(diffBudgets(before, before)).split('\n')).toEqual([
      'No change: 1,240 of 2,000 minutes a month, still within',
      '',
      'month 2026-08, plan free, private repository, rate card 2026; base: a report, head: a report',
    ]);
  });

  it('lets names do nothing to the terminal or the log', () => {
    const hostile = '::error::x\n::add-mask::y\u001b[2J##[error]\u202e';
    const [row] = after.workflows;
    const job = row?.jobs[0];
    if (!row || !job) throw new Error('there is no job');
    const head = { ...after, workflows: [{ ...row, file: hostile, jobs: [{ ...job, job: hostile }] }] };
    const side = { source: 'file', name: hostile, commit: null } as const;
    const text = renderDiffText(diffBudgets(before, head, { sides: { base: side, head: side } }));
    expect(text).toContain('> ::error::x ::add-mask::y\ufffd[2J## [error]\ufffd (new)');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those must not be there
    expect(text).not.toMatch(/^\s*::|[\u0000-\u0009\u000b-\u001f\u202e]|##\[/m);
  });
});
