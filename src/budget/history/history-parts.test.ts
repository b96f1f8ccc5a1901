/** The small parts of reading a history: periods, pushes, pull requests, branches, coverage. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trafficSchema } from '../../config/budget.ts';
import { dayMs } from '../calendar/month.ts';
import { setOf } from './bit-set.ts';
import { type Ancestry, countBranchCommits } from './branch-sizes.ts';
import type { Commit } from './commit.ts';
import { coverageOf } from './coverage.ts';
import { historyFindings } from './history-findings.ts';
import { makeTraffic } from './make-traffic.ts';
import { openHistory } from './open-history.ts';
import { readPeriod } from './period.ts';
import { mergeKindOf } from './pull-request.ts';
import { openPushGrouping, type Push } from './push-grouping.ts';

const now = Date.UTC(2026, 10, 21, 12);
const commit = (more: Partial<Commit> = {}): Commit => ({
  ...{ hash: 'a', parents: ['b'], committedAt: now - dayMs, message: 'x', changed: ['x'] },
  ...more,
});

describe('a period', () => {
  it.each([
    ['90d', 90],
    ['12w', 84],
    [' 1d ', 1],
    ['3650d', 3650],
    ['3651d', undefined],
    ['521w', 3647],
    ['522w', undefined],
    ['0w', undefined],
    ['99999999999d', undefined],
    ['٩d', undefined],
    ['9 d', undefined],
  ])('%j is %j', (text, days) => {
    expect(readPeriod(text)).toBe(days);
  });
});

describe('a pull request', () => {
  const squash = 'squash';
  it.each([
    ['Fix it (#12)', squash],
    ['Fix it (#12)\r\n\r\nmore', squash],
    ['Merge pull request #12 from a/b', squash],
    ['Merge pull request #12x', undefined],
    ['Fix #12', undefined],
    ['Fix (#12) again', undefined],
    ['Fix (#99999999999)', undefined],
    ['Fix\n\n(#12)', undefined],
    ['', undefined],
  ])('of one commit: %j is %j', (message, kind) => {
    expect(mergeKindOf(commit({ message }), 'main')).toBe(kind);
  });

  it.each([
    ['Merge pull request #12 from a/b', 'merge'],
    ["Merge branch 'feature'", 'merge'],
    ["Merge branch 'main' into feature", undefined],
    ["Merge remote-tracking branch 'origin/main'", undefined],
    ["Merge branch 'main-2'", 'merge'],
    ['anything', 'merge'],
  ])('of two parents: %j is %j', (message, kind) => {
    expect(mergeKindOf(commit({ message, parents: ['b', 'c'] }), 'main')).toBe(kind);
  });
});

describe('a push', () => {
  function group(commits: readonly Commit[]): Push[] {
    const pushes: Push[] = [];
    const grouping = openPushGrouping(now, (push) => pushes.push(push));
    for (const each of commits) grouping.add(each);
    grouping.finish();
    return pushes;
  }
  const at = (seconds: number, changed: readonly string[] | undefined): Commit =>
    commit({ committedAt: now - dayMs + seconds * 1000, changed, message: `at ${seconds}` });

  it('is what came in one minute, with the message of the newest and the files of all', () => {
    expect(group([at(61, ['c']), at(59, ['b', 'a']), at(0, ['a']), at(-1, ['d'])])).toEqual([
      { message: 'at 61', changed: ['c'] },
      { message: 'at 59', changed: ['a', 'b'] },
      { message: 'at -1', changed: ['d'] },
    ]);
  });

  it('has unknown files where those of one commit are', () => {
    expect(group([at(2, ['c']), at(1, undefined)])).toEqual([{ message: 'at 2', changed: undefined }]);
  });

  it('is each commit of a clock that was not set', () => {
    expect(group([commit({ committedAt: 0 }), commit({ committedAt: 0 })])).toHaveLength(2);
  });
});

describe('the commits of a merged branch', () => {
  it('are those that were not there before, the branch of a branch among them', () => {
    const ancestry: Ancestry = new Map([
      ['m2', ['m1', 'f3']],
      ['f3', ['f2', 'g1']],
      ['g1', ['a']],
      ['f2', ['f1']],
      ['m1', ['a', 'f1']],
      ['f1', ['a']],
      ['a', []],
    ]);
    expect([...countBranchCommits(ancestry, 'm2')]).toEqual([
      ['m1', 1],
      ['m2', 3],
    ]);
  });

  it('are counted once each, whatever the history looks like', () => {
    // Commit i has parents below it.
    const parents = fc.array(fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(parents, (drawn) => {
        const ancestry = new Map(
          drawn.map((each, index) => [String(index), index === 0 ? [] : each.map((one) => String(one % index))]),
        );
        const tip = String(drawn.length - 1);
        const reachable = (from: string, seen = new Set<string>()): Set<string> => {
          if (seen.has(from)) return seen;
          seen.add(from);
          for (const parent of ancestry.get(from) ?? []) reachable(parent, seen);
          return seen;
        };
        for (const [merge, size] of countBranchCommits(ancestry, tip)) {
          const [first = '', ...others] = ancestry.get(merge) ?? [];
          const before = reachable(first);
          const brought = new Set(others.flatMap((other) => [...reachable(other)]));
          expect(size).toBe([...brought].filter((each) => !before.has(each)).length);
        }
      }),
    );
  });

  it('of a circle, which no git has, come to an end', () => {
    expect(
      countBranchCommits(
        new Map([
          ['a', ['b', 'b']],
          ['b', ['a']],
        ]),
        'a',
      ).get('a'),
    ).toBe(0);
  });
});

describe('what a history covers', () => {
  const period = { from: now - 30 * dayMs, to: now };
  function counted(ages: readonly number[]) {
    const history = openHistory({ workflows: [], defaultBranch: 'main', period });
    for (const age of ages) history.add(commit({ committedAt: now - age * dayMs }));
    return history.finish();
  }

  it.each([
    ['the period is over', [1, 40], { complete: true }, { kind: 'whole', days: 30 }],
    ['it began days ago', [1, 2.5], { complete: true }, { kind: 'young', days: 7, lasts: 3 }],
    ['there never was more', [1, 9.5], { complete: true }, { kind: 'young', days: 10, lasts: 10 }],
    ['the clone has no more', [1, 9.5], { complete: false, boundary: 10 }, { kind: 'shallow', days: 10 }],
    ['the clone is a day old', [0.1], { complete: false, boundary: 0.2 }, { kind: 'shallow', days: 1 }],
    ['the clone is older', [1, 9.5], { complete: false, boundary: 31 }, { kind: 'whole', days: 30 }],
    ['its end has no date', [1, 9.5], { complete: false, boundary: 18_000 }, { kind: 'shallow', days: 9.5 }],
  ] as const)('is known where %s', (_, ages, { complete, ...end }, coverage) => {
    const boundary = 'boundary' in end ? commit({ committedAt: now - end.boundary * dayMs }) : undefined;
    expect(coverageOf(counted(ages), { complete, boundary }, period)).toMatchObject(coverage);
  });

  it('is an estimate where branches are too many to be counted', () => {
    const counts = counted([1]);
    const coverage = { kind: 'whole', days: 30 } as const;
    const findings = historyFindings({ counts, coverage, branch: 'main', reason: 'by its name', sized: false });
    expect(findings.map(({ code }) => code)).toEqual(['history-traffic', 'unsized-branches']);
  });

  it('is upper where changes are too different', () => {
    const merge = { signature: setOf([0], 1), changed: ['x'], count: 4, widened: 3, merges: ['m'] };
    const counts = { ...counted([1]), pullRequestGroups: [merge] };
    const coverage = { kind: 'whole', days: 30 } as const;
    const [, finding] = historyFindings({ counts, coverage, branch: 'main', reason: 'by its name', sized: true });
    expect(finding).toMatchObject({ code: 'widened-changes', severity: 'warning' });
    expect(finding?.message).toContain('3 are counted as if they triggered');
    const settings = trafficSchema.parse({});
    const asked = { counts, defaultBranch: 'main', days: 30, settings };
    // One branch of 5000 commits, of which a thousand count, and three unknown ones.
    const [made] = makeTraffic({ ...asked, branchSizes: new Map([['m', 5000]]) }).pullRequests;
    expect(made?.synchronizations).toBe((1000 + 3 * 2) / 4);
  });
});
