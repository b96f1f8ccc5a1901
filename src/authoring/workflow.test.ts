/** What a workflow gets without asking: permissions, a shell that stops, concurrency for pull requests. */
import { describe, expect, it } from 'vitest';
import { checkout } from '../../generated/actions/index.ts';
import {
  call,
  github,
  inputs,
  job,
  matrix,
  type On,
  parallel,
  run,
  secret,
  sh,
  text,
  uses,
  type WorkflowOptions,
  workflow,
} from '../index.ts';
import { strictBash } from './default-shell.ts';
import { definition } from './definition.ts';

const runsOn = 'ubuntu-24.04';
const scripted = job('test', { runsOn, steps: [checkout(), run(sh`npm test`)] });
const silent = job('check', { runsOn, steps: [checkout()] });

const make = (options: Partial<WorkflowOptions<never>>, jobs = [scripted]) =>
  workflow({ name: 'CI', on: { push: {} }, jobs, ...options })[definition];

describe('permissions', () => {
  it('grant nothing unless the workflow says so', () => {
    expect(make({}).permissions).toEqual({});
    expect(make({ permissions: { contents: 'read' } }).permissions).toEqual({ contents: 'read' });
    expect(make({ permissions: 'read-all' }).permissions).toBe('read-all');
  });

  it('are left to the workflow where a job says nothing', () => {
    expect(make({}).jobs[0]).not.toHaveProperty('permissions');
  });
});

describe('the shell', () => {
  it('stops at the first failure where a job runs a script', () => {
    expect(make({}).defaults).toEqual({ run: { shell: strictBash } });
    expect(strictBash).toMatch(/-euo pipefail/);
  });

  it('is set for a script inside parallel, and only there', () => {
    const nested = job('a', { runsOn, steps: [parallel([run(sh`a`), uses('./b')])] });
    const actions = job('a', { runsOn, steps: [parallel([uses('./a'), uses('./b')])] });
    expect(make({}, [nested]).defaults).toEqual({ run: { shell: strictBash } });
    expect(make({}, [actions])).not.toHaveProperty('defaults');
  });

  it('is not set where nothing runs a script', () => {
    expect(make({}, [silent])).not.toHaveProperty('defaults');
    expect(make({}, [call('a', './.github/workflows/b.yml')])).not.toHaveProperty('defaults');
  });

  it("is the author's own where there is one, and goes with their other defaults", () => {
    expect(make({ defaults: { run: { shell: 'pwsh' } } }).defaults).toEqual({ run: { shell: 'pwsh' } });
    expect(make({ defaults: { run: { workingDirectory: 'a' } } }).defaults).toEqual({
      run: { shell: strictBash, workingDirectory: 'a' },
    });
    expect(make({ defaults: { run: { workingDirectory: 'a' } } }, [silent]).defaults).toEqual({
      run: { workingDirectory: 'a' },
    });
  });
});

describe('concurrency', () => {
  const events: readonly [On<never>, boolean][] = [
    [{ pullRequest: {} }, true],
    [{ push: {}, pullRequestTarget: { types: 'opened' } }, true],
    [{ push: {} }, false],
    [{ schedule: [{ cron: '0 2 * * *' }], workflowDispatch: {} }, false],
    [{ pullRequestReview: {} }, false],
  ];
  it.each(events)('of %j by itself: %j', (on, cancels) => {
    expect('concurrency' in make({ on })).toBe(cancels);
  });

  it('cancels the earlier run of the same pull request, and no other run', () => {
    expect(make({ on: { pullRequest: {} } }).concurrency).toEqual({
      group: '${{ github.workflow }}-${{ github.event.pull_request.number || github.run_id }}',
      cancelInProgress: true,
    });
  });

  it('is not shared with a caller', () => {
    const made = workflow({ name: 'CI', on: { pullRequest: {}, workflowCall: {} }, jobs: [scripted] });
    expect(made[definition]).not.toHaveProperty('concurrency');
  });

  it('is off with false, and as given otherwise', () => {
    const on = { pullRequest: {} };
    expect(make({ on, concurrency: false })).not.toHaveProperty('concurrency');
    expect(make({ on, concurrency: 'ci' }).concurrency).toEqual({ group: 'ci' });
    expect(make({ on, concurrency: text`ci-${github.ref}` }).concurrency).toEqual({ group: 'ci-${{ github.ref }}' });
    expect(make({ on, concurrency: { group: 'ci', queue: 'max' } }).concurrency).toEqual({ group: 'ci', queue: 'max' });
  });
});

describe('events', () => {
  it("have GitHub's names, in the order in which they were written", () => {
    const { on } = make({
      on: { workflowRun: { workflows: 'CI' }, pullRequestReviewComment: {}, push: { branchesIgnore: 'wip' } },
    });
    expect(on.map(({ event }) => event)).toEqual(['workflow_run', 'pull_request_review_comment', 'push']);
    expect(on[2]).toMatchObject({ branchesIgnore: ['wip'] });
  });

  it('take a workflow by its value', () => {
    const ci = workflow({ name: 'The CI', on: { push: {} }, jobs: [scripted] });
    expect(make({ on: { workflowRun: { workflows: [ci, 'Other'], types: 'completed' } } }).on[0]).toMatchObject({
      workflows: ['The CI', 'Other'],
      types: ['completed'],
    });
  });

  it('leave out what is undefined', () => {
    expect(make({ on: { push: {}, pullRequest: undefined } as object }).on).toHaveLength(1);
  });

  it('keep what GitHub does not know, for the rules to report', () => {
    const { on } = make({ on: { push: { branch: 'main' }, schedule: [{ cron: '0 2 * * *', tz: 'UTC' }] } as object });
    expect(on[0]?.unknown).toEqual({ branch: 'main' });
    expect(on[1]?.schedule?.[0]).toMatchObject({ cron: '0 2 * * *', unknown: { tz: 'UTC' } });
    expect(make({ runname: 'x' } as object).unknown).toEqual({ runname: 'x' });
  });

  it('give inputs the type that a reusable workflow has to name', () => {
    const options = inputs({ model: { required: true }, count: { type: 'number' } });
    const made = workflow({
      name: 'A',
      on: { workflowCall: { inputs: options }, workflowDispatch: { inputs: options } },
      jobs: [scripted],
    });
    const [called, dispatched] = made[definition].on;
    expect(called?.inputs).toMatchObject({ model: { type: 'string', required: true }, count: { type: 'number' } });
    expect(dispatched?.inputs?.['model']).not.toHaveProperty('type');
  });
});

describe('a workflow', () => {
  it('keeps its words', () => {
    const made = make({
      doc: 'Why.',
      description: 'What.',
      runName: text`By ${github.actor}`,
      env: { A: secret('A'), B: 1 },
    });
    expect(made).toMatchObject({
      name: 'CI',
      doc: 'Why.',
      description: 'What.',
      runName: 'By ${{ github.actor }}',
      env: { A: '${{ secrets.A }}', B: 1 },
    });
  });

  it('is frozen, all of it', () => {
    const grid = matrix({ os: ['a', { deep: ['b'] }] });
    const frozen = make({ env: { A: 'a' } }, [job('a', { runsOn, matrix: grid, steps: [run(sh`a ${github.ref}`)] })]);
    const open: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null || path.endsWith('source')) return;
      if (!Object.isFrozen(value)) open.push(path);
      for (const [key, each] of Object.entries(value)) walk(each, `${path}.${key}`);
    };
    walk(frozen, '');
    expect(open).toEqual([]);
    expect(() => Object.assign(frozen.jobs[0] as object, { id: 'b' })).toThrow(TypeError);
  });

  it("leaves the author's objects alone", () => {
    const axes = { os: ['a', 'b'], model: [{ id: 'x' }] };
    const env = { A: 'a' };
    const labels = ['self-hosted'];
    const on = { push: { branches: ['main'] } };
    const steps = [run(sh`a`, { env })];
    const before = JSON.stringify({ axes, env, labels, on });
    workflow({ name: 'A', on, jobs: [job('a', { runsOn: labels, env, matrix: matrix(axes), steps })] });
    labels.push('x');
    env.A = 'changed';
    axes.os.push('c');
    expect([axes, axes.model[0], env, labels, on, on.push, steps].some((each) => Object.isFrozen(each))).toBe(false);
    expect(JSON.parse(before)).toMatchObject({ env: { A: 'a' }, on: { push: { branches: ['main'] } } });
  });

  it('is a value of its time: later changes of what it was made from do not reach it', () => {
    const env = { A: 'a' };
    const made = make({ env });
    env.A = 'b';
    expect(made.env).toEqual({ A: 'a' });
  });
});
