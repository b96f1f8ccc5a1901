/** Steps get an id when something refers to them: readable, stable, unique in the job. */
import { describe, expect, it } from 'vitest';
import { checkout, setupNode } from '../../generated/actions/index.ts';
import {
  cancel,
  compositeAction,
  eq,
  github,
  job,
  parallel,
  run,
  type Step,
  sh,
  text,
  unsafeInline,
  uses,
  wait,
  waitAll,
  workflow,
} from '../index.ts';
import { lint } from '../lint/index.ts';
import { type StepSite, walkSteps } from '../model/index.ts';
import { definition } from './definition.ts';

const runsOn = 'ubuntu-24.04';

/** The ids of a job's steps, in order. */
function idsOf(steps: readonly Step[], options: object = {}): (string | undefined)[] {
  const { data } = job('main', { runsOn, steps, ...options })[definition];
  const sites: StepSite[] = data.kind === 'job' ? [...walkSteps(data.steps, '')] : [];
  return sites.map(({ step }) => ('id' in step ? step.id : undefined));
}
const reads = (step: Step<'x'>): Step => run(sh`echo ${step.outputs.x}`);
const withOutput = (options: object = {}): Step<'x'> => run(sh`./write`, { outputs: ['x'], ...options });

describe('the id of a step', () => {
  it('is left out when nothing refers to the step', () => {
    expect(idsOf([checkout(), run(sh`npm test`, { name: 'Test' })])).toEqual([undefined, undefined]);
  });

  it.each<[string, Step<'x'>, string]>([
    ['its name', withOutput({ name: 'Build the thing' }), 'build-the-thing'],
    ['what its name says before the run', withOutput({ name: text`Build on ${github.ref} now` }), 'build-on-now'],
    ['its first output', withOutput(), 'x'],
    ['a name that starts with a digit', withOutput({ name: '1st' }), 'step-1st'],
    ['its action', uses('owner/make-it@v1', { outputs: ['x'] }), 'make-it'],
    ['its action, inside a repository', uses('owner/repo/sub-path@v1', { outputs: ['x'] }), 'sub-path'],
    ['its action, of this repository', uses('./.github/actions/setup', { outputs: ['x'] }), 'setup'],
    ['its first output, when its name has no letters', withOutput({ name: '…' }), 'x'],
  ])('comes from %s', (_, step, id) => {
    expect(idsOf([step, reads(step)])).toEqual([id, undefined]);
  });

  it('comes from the position, when nothing else tells', () => {
    const server = run(sh`./serve`, { background: true });
    expect(idsOf([checkout(), server, wait(server)])).toEqual([undefined, 'step-2', undefined]);
  });

  it('is kept when it was given, and avoided by the others', () => {
    const mine = withOutput({ id: 'Build' });
    const other = withOutput({ name: 'Build' });
    expect(idsOf([other, mine, reads(mine), reads(other)])).toEqual(['build-2', 'Build', undefined, undefined]);
  });

  it('is counted up when several steps have the same name', () => {
    const steps = [1, 2, 3].map(() => withOutput({ name: 'Build' }));
    expect(idsOf([...steps, ...steps.map(reads)]).slice(0, 3)).toEqual(['build', 'build-2', 'build-3']);
  });

  it('is stable: a step that is added behind does not change it', () => {
    const step = withOutput({ name: 'Build' });
    const later = withOutput({ name: 'Build' });
    expect(idsOf([step, reads(step)])[0]).toBe(idsOf([step, reads(step), later, reads(later)])[0]);
  });

  const places: Record<string, (step: Step<'x'>) => Step> = {
    'a script': (step) => run(sh`echo ${step.outputs.x}`),
    'text put into a script': (step) => run(sh`echo ${unsafeInline(step.outputs.x, 'a list of ours')}`),
    env: (step) => run(sh`env`, { env: { X: step.outputs.x } }),
    'a condition': (step) => run(sh`env`, { if: eq(step.outcome, 'failure') }),
    'a name': (step) => run(sh`env`, { name: text`After ${step.conclusion}` }),
    inputs: (step) => setupNode({ 'node-version': step.outputs.x }),
    'a wait': (step) => wait([step]),
    'a cancel': (step) => cancel(step),
    'a step inside parallel': (step) => parallel([run(sh`echo ${step.outputs.x}`), run(sh`true`)]),
  };
  it.each(Object.entries(places))('is given for a reference from %s', (_, refer) => {
    const step = withOutput();
    expect(idsOf([step, refer(step)])[0]).toBe('x');
  });

  it.each([
    ['outputs', (step: Step<'x'>) => ({ outputs: { x: step.outputs.x } })],
    ['environment', (step: Step<'x'>) => ({ environment: { name: 'a', url: step.outputs.x } })],
  ])("is given for a reference from the job's %s", (_, options) => {
    const step = withOutput();
    expect(idsOf([step], options(step))).toEqual(['x']);
  });

  it('is given inside parallel, beside those outside', () => {
    const inner = withOutput({ name: 'Build' });
    const outer = withOutput({ name: 'Build' });
    expect(idsOf([outer, parallel([inner, run(sh`true`)]), reads(inner), reads(outer), waitAll()])).toEqual([
      'build',
      undefined,
      'build-2',
      ...Array<undefined>(4).fill(undefined),
    ]);
  });

  it('belongs to each job of its own when a step is used in several', () => {
    const shared = withOutput();
    const other = withOutput();
    expect(idsOf([shared, reads(shared)])).toEqual(['x', undefined]);
    expect(idsOf([other, shared, reads(other), reads(shared)]).slice(0, 2)).toEqual(['x', 'x-2']);
  });

  it('is given in composite actions, for the outputs of the action too', () => {
    const step = withOutput();
    const made = compositeAction('a', {
      name: 'A',
      description: 'A',
      outputs: { x: { value: step.outputs.x } },
      steps: [step],
    });
    expect(made[definition].steps[0]).toMatchObject({ id: 'x' });
    expect(made[definition].outputs).toEqual({ x: { value: '${{ steps.x.outputs.x }}' } });
  });
});

describe('an output of a step in another job', () => {
  const findings = (foreign: Step<'x'>, own: readonly Step[]): string[] => {
    const jobs = [job('one', { runsOn, steps: [foreign] }), job('two', { runsOn, steps: [...own, reads(foreign)] })];
    return [...lint(workflow({ name: 'CI', on: { push: {} }, jobs })[definition], { actions: {}, labels: [] })]
      .filter(({ code }) => code === 'unknown-step')
      .map(({ message }) => message);
  };

  it('is rendered, and a finding', () => {
    expect(findings(withOutput({ id: 'given' }), [])).toEqual([expect.stringContaining('"given"')]);
    expect(findings(withOutput(), [])).toEqual([expect.stringContaining('"x"')]);
  });

  it('never names a step of the reading job by accident', () => {
    const own = withOutput({ id: 'build' });
    expect(findings(withOutput({ id: 'build' }), [own])).toHaveLength(1);
    expect(findings(withOutput({ name: 'Build' }), [own])).toHaveLength(1);
  });
});
