/** What a pipeline says of its steps reaches the YAML of an older commit, for what is still the same. */
import { describe, expect, it } from 'vitest';
import type { Job, Step, StepsJob, Workflow } from '../../../model/index.ts';
import { readYaml } from '../../../yaml/read.ts';
import { writeYaml } from '../../../yaml/write.ts';
import { withEstimates } from './base-estimates.ts';

const text = `
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - { id: lanes, run: ./lanes.sh }
      - { name: Compile, run: make }
      - { name: Keep, uses: actions/upload-artifact@v7, with: { path: out } }
      - run: make docs
  test: { runs-on: macos-15, needs: build, steps: [{ run: make test }] }
  call: { uses: ./.github/workflows/other.yml }
`;

function read(yaml: string): Workflow {
  const { document } = readYaml(yaml, 'ci.yml');
  if (document?.kind !== 'workflow') throw new Error('no workflow');
  return document;
}

const takes = { hit: 15, miss: 150 };
const lanes = { outputs: [{ name: 'lane', values: ['a', 'b'] }] };

/** As a pipeline gives it: with what the YAML never has. */
const head: Workflow = {
  ...read(text),
  jobs: read(text).jobs.map((job): Job => {
    if (job.kind !== 'job') return job;
    if (job.id === 'test') return { ...job, takes: { hit: 60, miss: 60 } };
    const steps = job.steps.map((step): Step => {
      if (step.kind === 'run') return step.id === 'lanes' ? { ...step, ...lanes } : { ...step, takes };
      return step.kind === 'uses' && step.name === 'Keep' ? { ...step, megabytes: 20 } : step;
    });
    return { ...job, steps };
  }),
};

const jobOf = (workflow: Workflow, id: string): StepsJob => {
  const job = workflow.jobs.find((each) => each.id === id);
  if (job?.kind !== 'job') throw new Error(`no job ${id}`);
  return job;
};
const estimates = (yaml: string) => {
  const job = jobOf(withEstimates(read(yaml), head), 'build');
  return job.steps.map((step) => (step.kind === 'run' || step.kind === 'uses' ? [step.takes, step.megabytes] : []));
};

describe('withEstimates', () => {
  it('gives the same workflow what the head says of it', () => {
    const base = withEstimates(read(writeYaml(head, 'another header')), head);
    expect(jobOf(base, 'build').steps).toMatchObject([{}, lanes, { takes }, { megabytes: 20 }, { takes }]);
    expect(jobOf(base, 'test').takes).toEqual({ hit: 60, miss: 60 });
    expect(writeYaml({ ...base, doc: undefined }, '')).toBe(writeYaml(head, ''));
  });

  it('keeps what the base says, and finds steps that are the same or have kept their name', () => {
    const older = text.replace('run: make }', 'run: make -j1 }').replace('actions/checkout@v7', 'actions/checkout@v6');
    const build = jobOf(withEstimates(read(older), head), 'build');
    expect(build.steps).toMatchObject([
      { uses: 'actions/checkout@v6' },
      { run: './lanes.sh', ...lanes },
      { run: 'make -j1', takes },
      { with: { path: 'out' }, megabytes: 20 },
      { run: 'make docs', takes },
    ]);
  });

  it('does not take another kind of step, another name or another job for the same', () => {
    const swapped = text.replace('{ name: Compile, run: make }', '{ name: Compile, uses: owner/make@v1 }');
    expect(estimates(swapped)[2]).toEqual([undefined, undefined]);
    const renamed = text.replace('name: Compile, run: make', 'name: Build all, run: make all');
    expect(estimates(renamed)[2]).toEqual([undefined, undefined]);
    const moved = text.replace('  test:', '  checks:').replace('{ run: make test }', '{ run: make check }');
    expect(jobOf(withEstimates(read(moved), head), 'checks').takes).toBeUndefined();
  });

  it('tells a changed job how long it takes as a whole, and jobs of another kind nothing', () => {
    const changed = text.replace('make test', 'make test-all');
    expect(jobOf(withEstimates(read(changed), head), 'test').takes).toEqual({ hit: 60, miss: 60 });
    const called = text.replace(/test: \{.*\}/, 'test: { uses: ./.github/workflows/other.yml }');
    expect(withEstimates(read(called), head).jobs[1]).toEqual(read(called).jobs[1]);
  });

  it('finds steps that run beside each other', () => {
    const beside = text.replace('- { name: Compile, run: make }', '- parallel: [{ name: Compile, run: make }]');
    const [, , group] = jobOf(withEstimates(read(beside), head), 'build').steps;
    expect(group).toMatchObject({ kind: 'parallel', parallel: [{ run: 'make', takes }] });
  });

  it('keeps a value that has the name of a field of ours', () => {
    const named = text.replace('    runs-on: ubuntu-latest\n', '    runs-on: ubuntu-latest\n    env: { source: a }\n');
    expect(jobOf(withEstimates(read(named), head), 'build')).toMatchObject({ env: { source: 'a' } });
  });
});
