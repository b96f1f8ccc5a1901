/** What a merged job is made of, and who comes after it. */
import { describe, expect, it } from 'vitest';
import type { StepsJob, Workflow } from '../../../model/index.ts';
import { readYaml } from '../../../yaml/read.ts';
import { mergeJobs, withMerged } from './merge-jobs.ts';

function read(jobs: string, top = ''): Workflow {
  const { document, findings } = readYaml(`on: push\n${top}\njobs:\n${jobs}`, 'ci.yml');
  if (document?.kind !== 'workflow') throw new Error(findings.map(({ message }) => message).join('\n'));
  return document;
}

function merge(jobs: string, top = ''): StepsJob | undefined {
  const workflow = read(jobs, top);
  const [first, second] = workflow.jobs;
  if (first?.kind !== 'job' || second?.kind !== 'job') throw new Error('two jobs with steps');
  return mergeJobs(workflow, first, second);
}

describe('a merged job', () => {
  it('has the steps of both, and does once what needs no second time', () => {
    const merged = merge(`
  a:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v7
      - { uses: actions/setup-node@v7, with: { node-version: 24 } }
      - run: make a
  b:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v7
      - { uses: actions/setup-node@v7, with: { node-version: 22 } }
      - run: make a
      - run: make b
`);
    expect(merged?.steps.map((step) => (step.kind === 'uses' ? step.uses : step.kind === 'run' && step.run))).toEqual([
      'actions/checkout@v7',
      'actions/setup-node@v7',
      'make a',
      'actions/setup-node@v7',
      'make a',
      'make b',
    ]);
  });

  it('has what either has', () => {
    const merged = merge(`
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { contents: read, issues: none }
    env: { A: 1, C: 3 }
    outputs: { x: '\${{ steps.s.outputs.x }}' }
    steps: [{ id: s, run: make a }]
  b:
    needs: a
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions: { contents: none, issues: read }
    env: { B: 2, C: 3 }
    steps: [{ run: make b }]
`);
    expect(merged).toMatchObject({
      id: 'a',
      timeoutMinutes: 20,
      permissions: { contents: 'read', issues: 'read' },
      env: { A: 1, B: 2, C: 3 },
      outputs: { x: '${{ steps.s.outputs.x }}' },
    });
    expect(merged?.needs).toBeUndefined();
  });

  it('takes the permissions of the workflow where a job has none of its own', () => {
    const jobs = `
  a: { runs-on: ubuntu-24.04, steps: [{ run: make a }] }
  b: { runs-on: ubuntu-24.04, permissions: { issues: read }, steps: [{ run: make b }] }
`;
    expect(merge(jobs, 'permissions: { contents: read }')?.permissions).toEqual({ contents: 'read', issues: 'read' });
    expect(merge(jobs, 'permissions: { contents: write }')).toBeUndefined();
    expect(merge(jobs, 'permissions: read-all')).toBeUndefined();
  });

  it('is what those wait for that waited for either', () => {
    const workflow = read(`
  first: { runs-on: ubuntu-24.04, steps: [{ run: make }] }
  a: { needs: first, runs-on: ubuntu-24.04, steps: [{ run: make a }] }
  B: { needs: first, runs-on: ubuntu-24.04, steps: [{ run: make b }] }
  last: { needs: [A, b], runs-on: windows-2025, steps: [{ run: make last }] }
`);
    const [, a, b] = workflow.jobs as StepsJob[];
    const merged = a && b && mergeJobs(workflow, a, b);
    expect(merged?.needs).toEqual(['first']);
    const { jobs } = withMerged(workflow, merged as StepsJob, 'B');
    expect(jobs.map(({ id, needs }) => [id, needs])).toEqual([
      ['first', undefined],
      ['a', ['first']],
      ['last', ['a']],
    ]);
  });
});
