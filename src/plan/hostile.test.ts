/** Workflows of any shape, and any event: a plan always comes back, and soon. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workflow } from '../model/index.ts';
import { workflows } from '../yaml/arbitrary-documents.ts';
import { readYaml } from '../yaml/read.ts';
import type { PlanEvent } from './plan-event.ts';
import { preparePlan } from './prepare-plan.ts';
import { runnerLimits } from './runner-limits.ts';
import { timeRun } from './timing.ts';
import type { WorkflowPlan } from './workflow-plan.ts';

const names = [
  'push',
  'pull_request',
  'schedule',
  'workflow_dispatch',
  'workflow_run',
  'issues',
  'release',
  'constructor',
];
const event: fc.Arbitrary<PlanEvent> = fc.record(
  {
    event: fc.constantFrom(...names),
    action: fc.constantFrom('opened', 'labeled', '__proto__'),
    branch: fc.string(),
    changed: fc.array(fc.string(), { maxLength: 3 }),
    labels: fc.array(fc.string(), { maxLength: 3 }),
    inputs: fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
    at: fc.date({ min: new Date('1970-01-02T00:00Z'), max: new Date('2100-01-01T00:00Z'), noInvalidDate: true }),
  },
  { requiredKeys: ['event'] },
);

function planAll(workflow: Workflow, each: PlanEvent): WorkflowPlan {
  const plan = preparePlan(workflow, { resolve: () => workflow, explained: true, steps: true }).plan(each);
  timeRun(plan.jobs, () => 1, runnerLimits.free);
  return plan;
}

describe('a plan comes back', () => {
  it('for every workflow that can be written', () => {
    fc.assert(
      fc.property(workflows, event, (document, each) => {
        const plan = planAll(document, each);
        expect(plan.jobs.length).toBe(plan.triggered ? document.jobs.length : 0);
      }),
      { numRuns: 150 },
    );
  });

  it('for workflows whose fields hold anything', () => {
    const texts = [
      'push',
      'a',
      '${{ fromJSON(matrix) }}',
      '${{ matrix.x[0].*.y }}',
      "fromJSON('{')",
      '*',
      '!',
      '[',
      '0 0 * * *',
      '${{',
    ];
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constantFrom(...texts),
        fc.constantFrom(null, true, 3, -1, 1e9),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'a',
            'include',
            'exclude',
            'branches',
            'paths',
            'types',
            'cron',
            'group',
            'labels',
            '__proto__',
          ),
          tie('value'),
          {
            maxKeys: 3,
          },
        ),
      ),
    })).value;
    const keys = [
      'needs',
      'if',
      'name',
      'runs-on',
      'strategy',
      'outputs',
      'env',
      'concurrency',
      'continue-on-error',
      'uses',
      'with',
      'steps',
    ];
    const job = fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 5 });
    const on = fc.oneof(anything, fc.dictionary(fc.constantFrom(...names), anything, { minKeys: 1, maxKeys: 3 }));
    fc.assert(
      fc.property(
        on,
        fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), job, { maxKeys: 3 }),
        anything,
        event,
        (given, jobs, more, each) => {
          const { document } = readYaml(JSON.stringify({ on: given, concurrency: more, env: more, jobs }), 'ci.yml');
          if (document?.kind === 'workflow') expect(['yes', 'no', 'maybe']).toContain(planAll(document, each).runs);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('for calls that multiply', () => {
    const calls = Array.from({ length: 10 }, (_, index) => `  j${index}: { uses: ./next.yml }`).join('\n');
    const levels = Array.from({ length: 9 }, (_, level) => {
      const { document } = readYaml(
        `on: [push, workflow_call]\njobs:\n${calls.replaceAll('next', `l${level + 1}`)}\n`,
        'l.yml',
      );
      return document as Workflow;
    });
    const [first] = levels as [Workflow];
    const resolve = (uses: string): Workflow | undefined => levels[Number(/l(\d)/.exec(uses)?.[1])];
    const plan = preparePlan(first, { resolve }).plan({ event: 'push' });
    expect(plan.jobs).toHaveLength(10);
    expect(JSON.stringify(plan)).toContain('only the first 1000 calls of a run are followed');
  });

  it('for a matrix that is made to be slow', () => {
    const axis = JSON.stringify(Array.from({ length: 250 }, (_, index) => index));
    const include = JSON.stringify(Array.from({ length: 5_000 }, (_, index) => ({ a: 1, more: index })));
    const matrix = `{ a: ${axis}, b: ${axis}, include: ${include} }`;
    const { document } = readYaml(
      `on: push\njobs: { a: { runs-on: x, steps: [], strategy: { matrix: ${matrix} } } }\n`,
      'l.yml',
    );
    expect(planAll(document as Workflow, { event: 'push' }).findings[0]?.message).toContain('far too large');
  });

  it('for a long chain of jobs', () => {
    const jobs = Array.from(
      { length: 800 },
      (_, index) =>
        `  j${index}: { needs: [${index === 0 ? '' : `j${index - 1}`}], runs-on: x, if: vars.A, steps: [] }`,
    );
    const { document } = readYaml(`on: push\njobs:\n${jobs.join('\n')}\n`, 'l.yml');
    const plan = planAll(document as Workflow, { event: 'push' });
    expect(plan.jobs.at(-1)).toMatchObject({ runs: 'maybe' });
  });
});
