/** Outputs whose values a plan knows: all that they can be, or how to compute them. */
import { describe, expect, it } from 'vitest';
import { eq, github, job, run, sh, workflow, writeOutput } from '../index.ts';
import type { Workflow } from '../model/index.ts';
import { preparePlan } from '../plan/index.ts';
import { writeYaml } from '../yaml/write.ts';
import { definition } from './definition.ts';
import { computed, type OutputDeclaration, oneOf } from './step.ts';

/** A job whose output decides whether two others run. */
function lanes(lane: OutputDeclaration): Workflow {
  const decide = run(sh`${writeOutput('lane', 'a')}`, { outputs: { lane } });
  const check = job('check', { runsOn: 'x', steps: [decide], outputs: { lane: decide.outputs.lane } });
  const steps = [run(sh`echo`)];
  const known = job('known', { runsOn: 'x', if: eq(check.outputs.lane, 'c'), steps });
  const open = job('open', { runsOn: 'x', if: eq(check.outputs.lane, 'a'), steps });
  return workflow({ name: 'W', on: { push: {}, pullRequest: {} }, jobs: [check, known, open] })[definition];
}

const runsOf = (planned: Workflow, event: string): Record<string, string> =>
  Object.fromEntries(
    preparePlan(planned)
      .plan({ event })
      .jobs.map(({ id, runs }) => [id, runs]),
  );

describe('an output that is one of a few texts', () => {
  it('keeps from running what asks for another one', () => {
    expect(runsOf(lanes(oneOf('a', 'b')), 'push')).toEqual({ check: 'yes', known: 'no', open: 'maybe' });
    expect(runsOf(lanes(oneOf('a')), 'push')).toEqual({ check: 'yes', known: 'no', open: 'yes' });
  });

  it.each([[], ['a', 1]])('is refused without texts: %j', (...values) => {
    expect(() => oneOf(...(values as unknown as [string]))).toThrow('oneOf() takes the texts');
  });
});

describe('an output that is computed', () => {
  it('is known for each event', () => {
    const planned = lanes(computed(eq(github.event_name, 'push')));
    const [check] = planned.jobs;
    expect(check?.kind === 'job' && check.steps).toMatchObject([
      { outputs: [{ name: 'lane', computed: "github.event_name == 'push'" }] },
    ]);
    expect(runsOf(planned, 'push')).toMatchObject({ known: 'no', open: 'no' });
  });

  it('is refused without an expression', () => {
    expect(() => computed('a' as never)).toThrow('computed() takes an expression, not');
  });
});

it('leaves the file as it is', () => {
  const file = (outputs: readonly string[] | Readonly<Record<string, OutputDeclaration>>): string => {
    const step = run(sh`${writeOutput('x', 'a')}`, { outputs } as { outputs: readonly string[] });
    return writeYaml(
      workflow({ name: 'W', on: { push: {} }, jobs: [job('a', { runsOn: 'x', steps: [step] })] })[definition],
      'header',
    );
  };
  expect(file({ x: oneOf('a') })).toBe(file(['x']));
  expect(file({ x: computed(github.ref) })).toBe(file(['x']));
});
