/** What changes trigger, against the plan itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workflow } from '../../model/index.ts';
import type { PlanEvent } from '../../plan/plan-event.ts';
import { preparePlan } from '../../plan/prepare-plan.ts';
import { readYaml } from '../../yaml/read.ts';
import { containsAll, keyOf } from './bit-set.ts';
import { openSignatures } from './path-signature.ts';

function workflow(on: unknown): { document: Workflow } {
  const jobs = { test: { 'runs-on': 'ubuntu-latest', steps: [{ run: 'make' }] } };
  const { document } = readYaml(JSON.stringify({ on, jobs }), 'a.yml');
  return { document: document as Workflow };
}

const workflows = [
  workflow({ push: { branches: ['main'], paths: ['src/**', '!src/**/*.md'] } }),
  workflow({ push: { branches: ['release'], paths: ['release/**'] }, pull_request: { paths: ['api/*'] } }),
  workflow({ pull_request: { 'paths-ignore': ['**.md', 'src/[ab]+'], types: ['labeled'] } }),
  workflow({ pull_request_target: { paths: ['.github/**'] }, push: { 'paths-ignore': ['api/**'] } }),
  workflow({ push: { paths: ['*.ts', 'src/[x'] } }),
  workflow({ push: null, pull_request: null, workflow_dispatch: null }),
];

const { ofPush, ofPullRequest } = openSignatures(workflows, 'main');

const file = fc.constantFrom(
  ...[
    'src/a',
    'src/b.ts',
    'src/x.md',
    'api/v1',
    'api/x/y',
    'README.md',
    'docs/x.svg',
    '.github/x',
    'a.ts',
    'release/1',
  ],
);

const plans = workflows.map(({ document }) => preparePlan(document));
const startedBy = (event: PlanEvent): string => plans.map(({ plan }) => (plan(event).triggered ? 'x' : '-')).join('');

const eventsOfPush = (changed: readonly string[]): PlanEvent[] => [{ event: 'push', branch: 'main', changed }];
const eventsOfPull = (changed: readonly string[]): PlanEvent[] => [
  { event: 'push', branch: 'feature', changed },
  { event: 'pull_request', branch: 'feature', action: 'opened', changed },
  { event: 'pull_request', branch: 'feature', action: 'labeled', labels: ['x'], label: 'x', changed },
  { event: 'pull_request_target', branch: 'feature', action: 'synchronize', changed },
];

describe('the signature of a change', () => {
  it.each([
    ['push', ofPush, eventsOfPush],
    ['pull request', ofPullRequest, eventsOfPull],
  ])('of a %s stands for all that it starts, and so do the files that are picked', (_, summarize, eventsOf) => {
    const all = (changed: readonly string[]): string => eventsOf(changed).map(startedBy).join(' ');
    const files = fc.uniqueArray(file, { maxLength: 6 });
    fc.assert(
      fc.property(files, files, (left, right) => {
        const [one, other] = [summarize(left), summarize(right)];
        expect(all(one.changed ?? [])).toBe(all(left));
        expect(summarize(one.changed).signature).toEqual(one.signature);
        if (keyOf(one.signature) === keyOf(other.signature)) expect(all(left)).toBe(all(right));
      }),
    );
  });

  it('is about the filters that the event meets, and no others', () => {
    const key = (changed: readonly string[]): string => keyOf(ofPush(changed).signature);
    // Only pushes to another branch look at release/, and only pull requests at api/*.
    expect(key(['release/1'])).toBe(key(['elsewhere/1']));
    expect(key(['src/a'])).not.toBe(key(['elsewhere/1']));
  });

  it('has the filters that nobody can read: what they let pass is not known', () => {
    const broken = openSignatures([workflow({ push: { paths: ['src/[x'] } })], 'main');
    expect(keyOf(broken.ofPush(['a.md']).signature)).not.toBe(keyOf(broken.ofPush([]).signature));
  });

  it('has few files', () => {
    const files = Array.from({ length: 500 }, (_, index) => `src/${index}.ts`);
    expect(ofPush(files).changed).toEqual(['src/0.ts']);
    expect(ofPush([]).changed).toEqual([]);
  });

  it('of unknown files is that everything may start', () => {
    const unknown = ofPush(undefined);
    fc.assert(
      fc.property(fc.uniqueArray(file), (files) => {
        expect(containsAll(unknown.signature, ofPush(files).signature)).toBe(true);
      }),
    );
    expect(unknown.changed).toBeUndefined();
  });
});
