/** Which jobs a job needs: those named, and those whose outputs or result it reads anywhere. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, choose, eq, fallback, fromJSON, job, matrix, run, sh, text, uses, workflow } from '../index.ts';
import { definition } from './definition.ts';
import type { JobOptions } from './job.ts';

const runsOn = 'ubuntu-24.04';
const decide = run(sh`./decide`, { outputs: ['lane', 'list'] });
const first = job('first', {
  runsOn,
  steps: [decide],
  outputs: { lane: decide.outputs.lane, list: decide.outputs.list },
});
const second = job('second', { runsOn, steps: [] });
const third = job('third', { runsOn, steps: [] });
const { lane } = first.outputs;

type Options = Partial<JobOptions<Readonly<Record<never, never>>>>;
const needsOf = (options: Options): readonly string[] | undefined =>
  job('reader', { runsOn, steps: [], ...options })[definition].data.needs;

describe('a job needs what it reads', () => {
  const readers: Record<string, Options> = {
    'in its condition': { if: eq(lane, 'b') },
    'in its condition, a result': { if: eq(first.result, 'success') },
    'in its name': { name: text`Lane ${lane}` },
    'in a longer expression': { name: text`${fallback(choose(eq(lane, 'a'), 'x', lane), 'none')}` },
    'in runs-on': { runsOn: lane },
    'in a list of labels': { runsOn: ['self-hosted', lane] },
    'in a runner group': { runsOn: { group: 'large', labels: lane } },
    'in its environment': { environment: { name: 'test', url: text`https://${lane}` } },
    'in env': { env: { LANE: lane } },
    'in its concurrency group': { concurrency: text`x-${lane}` },
    'in its time limit': { timeoutMinutes: fromJSON(lane, z.number()) },
    'in an axis': { matrix: matrix({ lane: fromJSON(first.outputs.list, z.array(z.string())) }) },
    'in an axis value': { matrix: matrix({ lane: [lane] }) },
    'in include': { matrix: matrix({ a: ['x'] }, { include: [{ b: lane }] }) },
    'in a service': { services: { db: { image: text`db:${lane}` } } },
    'in the credentials of a container': { container: { image: 'x', env: { LANE: lane } } },
    'in its outputs': { outputs: { lane } },
    'in the snapshot condition': { snapshot: { imageName: 'x', if: eq(lane, 'b') } },
    'in a script': { steps: [run(sh`echo ${lane}`)] },
    'in the env of a step': { steps: [run(sh`env`, { env: { LANE: lane } })] },
    'in the condition of a step': { steps: [run(sh`env`, { if: eq(lane, 'b') })] },
    'in the inputs of a step': { steps: [uses('./a', { with: { lane } })] },
    'in the defaults of its scripts': { defaults: { run: { workingDirectory: lane } } },
  };
  it.each(Object.entries(readers))('%s', (_, options) => {
    expect(needsOf(options)).toEqual(['first']);
  });

  it('in what it passes to a reusable workflow', () => {
    const called = (options: object) => call('reader', './.github/workflows/x.yml', options)[definition].data.needs;
    expect(called({ with: { lane } })).toEqual(['first']);
    expect(called({ if: eq(second.result, 'success') })).toEqual(['second']);
    expect(called({ secrets: { LANE: lane }, needs: [third] })).toEqual(['third', 'first']);
    expect(called({})).toBeUndefined();
  });
});

describe('needs', () => {
  it('is left out when there are none', () => {
    expect(needsOf({})).toBeUndefined();
  });

  it('names those given first, in their order, then those read, each once', () => {
    expect(needsOf({ needs: [third, second], if: eq(first.result, 'success'), env: { A: lane } })).toEqual([
      'third',
      'second',
      'first',
    ]);
    expect(needsOf({ needs: [second, first, second], if: eq(lane, 'b') })).toEqual(['second', 'first']);
  });

  it('is not needed by the outputs of a reusable workflow, which read `jobs`', () => {
    const made = workflow({
      name: 'Called',
      on: { workflowCall: { outputs: { lane: { value: lane }, result: { value: text`${first.result}` } } } },
      jobs: [first],
    });
    expect(made[definition].on[0]?.outputs).toEqual({
      lane: { value: '${{ jobs.first.outputs.lane }}' },
      result: { value: '${{ jobs.first.result }}' },
    });
  });
});
