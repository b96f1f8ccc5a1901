/** Plans every case of fixtures/plan: a workflow, an event, and what GitHub does. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Workflow } from '../model/index.ts';
import { readYaml } from '../yaml/read.ts';
import { parseYaml } from '../yaml-document/index.ts';
import type { PlanEvent } from './plan-event.ts';
import { preparePlan } from './prepare-plan.ts';
import type { JobPlan, WorkflowPlan } from './workflow-plan.ts';

// YAML reads a bare yes as text, not as true.
const runs = z.enum(['yes', 'no', 'maybe']);
const byJob = <T extends z.ZodType>(value: T): z.ZodRecord<z.ZodString, T> => z.record(z.string(), value);
const expectation = z.strictObject({
  runs: runs.optional(),
  reason: z.string().optional(),
  cron: z.string().optional(),
  jobs: byJob(runs).optional(),
  names: byJob(z.array(z.string())).optional(),
  matrix: byJob(z.array(z.record(z.string(), z.unknown()))).optional(),
  runsOn: byJob(z.array(z.array(z.string()))).optional(),
  steps: byJob(z.array(z.array(runs))).optional(),
  called: byJob(byJob(runs)).optional(),
  calledNames: byJob(z.array(z.string())).optional(),
  problems: byJob(z.string()).optional(),
  unknownMatrix: z.array(z.string()).optional(),
  findings: z.array(z.string()).optional(),
});
const cases = z.array(
  z.strictObject({
    name: z.string(),
    workflow: z.string(),
    called: z.record(z.string(), z.string()).default({}),
    event: z.looseObject({ event: z.string(), at: z.coerce.date().optional() }),
    expect: expectation,
  }),
);

const folder = new URL('../../fixtures/plan/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));

function read(text: string): Workflow {
  const { document, findings } = readYaml(text, '.github/workflows/case.yml');
  if (document?.kind !== 'workflow') throw new Error(findings.map(({ message }) => message).join('\n'));
  return document;
}

const inner = ({ instances }: JobPlan): readonly JobPlan[] => instances.flatMap(({ uses }) => uses?.jobs ?? []);

/** The jobs that GitHub would show for a call, however deep they are. */
function deepNames(job: JobPlan): string[] {
  const names = ({ instances }: JobPlan): string[] =>
    instances.flatMap(({ name, uses }) => (uses ? uses.jobs.flatMap(names) : [name]));
  return inner(job).flatMap(names);
}

function deepProblems(job: JobPlan): string[] {
  return [...job.instances.flatMap(({ uses }) => uses?.problem ?? []), ...inner(job).flatMap(deepProblems)];
}

/** What a plan says of a job, in the form that the cases have it in. */
const sayings: Record<string, (job: JobPlan) => unknown> = {
  jobs: (job) => job.runs,
  names: (job) => job.instances.map(({ name }) => name),
  matrix: (job) => job.instances.map(({ matrix }) => matrix),
  runsOn: (job) => job.instances.map(({ runsOn }) => runsOn),
  steps: (job) => job.instances.map(({ steps }) => steps.map((step) => step.runs)),
  called: (job) => Object.fromEntries(inner(job).map(({ id, runs: own }) => [id, own])),
  calledNames: deepNames,
  problems: (job) => deepProblems(job).join('\n'),
};

function check(plan: WorkflowPlan, expected: z.output<typeof expectation>): void {
  if (expected.runs) expect(plan.runs, plan.reason).toBe(expected.runs);
  if (expected.reason) expect(plan.reason).toContain(expected.reason);
  if (expected.cron) expect(plan.cron).toBe(expected.cron);
  for (const [saying, say] of Object.entries(sayings)) {
    const values = (expected as Record<string, unknown>)[saying];
    for (const [id, value] of Object.entries(values ?? {})) {
      const job = plan.jobs.find((each) => each.id === id);
      expect(job, `there is no job ${id}`).toBeDefined();
      const said = say(job as JobPlan);
      if (typeof value === 'string' && saying === 'problems') expect(said).toContain(value);
      else if (saying === 'called') expect(said).toMatchObject(value as object);
      else expect(said, `${saying} of ${id}: ${job?.why}`).toEqual(value);
    }
  }
  const open = plan.jobs.filter(({ unknownMatrix }) => unknownMatrix !== undefined).map(({ id }) => id);
  expect(open).toEqual(expected.unknownMatrix ?? []);
  expect(plan.findings.map(({ code }) => code)).toEqual(expected.findings ?? []);
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const list = cases.parse(parseYaml(text).data);
  it.each(list.map((each) => [each.name, each] as const))('%s', (_, { workflow, called, event, expect: expected }) => {
    const resolve = (uses: string): Workflow | undefined =>
      called[uses] === undefined ? undefined : read(called[uses]);
    const prepared = preparePlan(read(workflow), { resolve, steps: true, explained: true });
    check(prepared.plan(event as PlanEvent), expected);
  });
});
