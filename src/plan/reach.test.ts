import { describe, expect, it } from 'vitest';
import type { Trigger, Workflow } from '../model/index.ts';
import { readYaml } from '../yaml/read.ts';
import { reachOf } from './reach.ts';

function read(on: string, jobs: string): Workflow {
  const { document } = readYaml(`on: ${on}\njobs:\n${jobs.replace(/^/gm, '  ')}\n`, 'ci.yml');
  if (document?.kind !== 'workflow') throw new Error('no workflow');
  return document;
}

/** For each trigger the jobs that it comes to. */
function reached(workflow: Workflow): Record<string, string[]> {
  const entries = workflow.on.map((trigger: Trigger) => {
    const reach = reachOf(trigger, workflow);
    return [trigger.event, workflow.jobs.filter((job) => reach.arrivalAt(job).reached).map(({ id }) => id)];
  });
  return Object.fromEntries(entries);
}

const job = (condition: string): string => `a: { runs-on: x, steps: [{ run: y }], if: ${JSON.stringify(condition)} }`;

describe('a job is reached by', () => {
  const tags = '{ push: { tags: [v*] } }';
  const main = '{ push: { branches: [main, "release/**"] } }';
  const pulls = '{ pull_request: }';
  it.each([
    ['{ push: , schedule: [{ cron: "0 2 * * *" }] }', "github.event_name == 'schedule'", ['schedule']],
    [tags, "github.ref_type == 'branch'", []],
    [tags, "startsWith(github.ref, 'refs/tags/v')", ['push']],
    [tags, "startsWith(github.ref, 'refs/heads/')", []],
    [main, "github.ref == 'refs/heads/next'", []],
    [main, "github.ref_name == 'main'", ['push']],
    [main, "github.ref == 'refs/heads/release/1'", ['push']],
    [main, "startsWith(github.ref, 'refs/tags/')", []],
    ['{ push: { branches-ignore: [main] } }', "github.ref_type == 'tag'", []],
    ['{ push: { branches: [main], tags: [v*] } }', "github.ref_type == 'tag'", ['push']],
    ['{ push: { paths: [a] } }', "github.ref_type == 'tag'", ['push']],
    ['{ push: { branches: ["!a", "b[0-"] } }', "github.ref_name == 'c'", ['push']],
    [pulls, "startsWith(github.ref, 'refs/heads/')", []],
    [pulls, 'github.event.pull_request.merged', []],
    [pulls, "github.event.action == 'closed'", []],
    ['{ pull_request: { types: [closed] } }', 'github.event.pull_request.merged', ['pull_request']],
    ['{ pull_request: { types: [labeled] } }', 'github.event.pull_request.merged', ['pull_request']],
    ['{ pull_request: { branches: [main] } }', "github.base_ref == 'next'", []],
    ['{ push: , pull_request: }', 'github.event.pull_request.draft == true', ['pull_request']],
    ['{ push: , pull_request: }', "github.head_ref != ''", ['pull_request']],
    ['{ schedule: [{ cron: "0 2 * * *" }] }', "github.event.schedule == '0 3 * * *'", []],
    ['{ push: , workflow_dispatch: { inputs: { fast: { type: boolean } } } }', 'inputs.fast', ['workflow_dispatch']],
    ['{ workflow_dispatch: { inputs: { to: { type: choice, options: [a] } } } }', "inputs.to == 'b'", []],
    ['{ push: , workflow_call: }', "github.event_name == 'schedule'", ['workflow_call']],
    ['{ workflow_run: { workflows: [CI] } }', "startsWith(github.ref, 'refs/tags/')", []],
    ['{ repository_dispatch: { types: [deploy] } }', "github.event.action == 'delpoy'", []],
    ['push', 'failure()', []],
    ['push', 'false', []],
    ['push', '${{ false }} && true', ['push']],
    ['push', 'not an expression', ['push']],
  ])('on: %s, if: %s', (on, condition, events) => {
    const found = reached(read(on, job(condition)));
    expect(Object.keys(found).filter((event) => found[event]?.includes('a'))).toEqual(events);
  });
});

describe('what a job needs', () => {
  const jobs = (condition: string): string =>
    [
      "a: { runs-on: x, steps: [{ run: y }], if: github.event_name == 'pull_request' }",
      'c: { runs-on: x, steps: [{ run: y }], continue-on-error: true }',
      `b: { runs-on: x, steps: [{ run: y }], needs: [A, c], if: ${JSON.stringify(condition)} }`,
    ].join('\n');
  it.each([
    ['true', ['pull_request']],
    ["github.event_name == 'push'", []],
    ["always() && github.event_name == 'push'", ['push']],
    ["!cancelled() && github.event_name == 'push'", ['push']],
    ["success() && github.event_name == 'push'", []],
    ["needs.a.result == 'failure'", []],
    ["always() && needs.a.result == 'failure'", ['pull_request']],
    ["always() && needs.a.result == 'skipped'", ['push', 'pull_request']],
    ["needs.c.result == 'failure'", ['pull_request']],
    ['failure()', ['push', 'pull_request']],
  ])('if: %s', (condition, events) => {
    const found = reached(read('[push, pull_request]', jobs(condition)));
    expect(Object.keys(found).filter((event) => found[event]?.includes('b'))).toEqual(events);
  });

  it('may be a circle', () => {
    const circle = 'a: { runs-on: x, needs: b, steps: [] }\nb: { runs-on: x, needs: a, steps: [] }';
    expect(reached(read('push', circle))).toEqual({ push: ['a', 'b'] });
  });
});

describe('a step is reached', () => {
  const strategy =
    '{ matrix: { os: [a, b], node: [1, 2], exclude: [{ os: b, node: 2 }], include: [{ os: a, fast: true }] } }';
  it.each([
    ["matrix.os == 'a' && matrix.node == 2", true],
    ["matrix.os == 'b' && matrix.node == 2", false],
    ["matrix.fast && matrix.os == 'b'", false],
    ['!matrix.fast', true],
    ["matrix.oss == 'c'", true],
    ["steps.one.outcome == 'failure'", false],
    ["steps.one.outcome == 'skipped'", true],
    ["steps.two.outcome == 'failure'", true],
    ["steps.two.conclusion == 'failure'", false],
    ["failure() && steps.one.outcome == 'failure'", true],
    ["job.status == 'failure'", false],
    ["always() && job.status == 'failure'", true],
    ["github.event_name == 'schedule'", false],
  ])('if: %s', (condition, expected) => {
    const steps = `[{ id: one, run: x }, { id: two, run: y, continue-on-error: true }, { run: z, if: ${JSON.stringify(condition)} }]`;
    const workflow = read('push', `a: { runs-on: x, strategy: ${strategy}, steps: ${steps} }`);
    const [trigger] = workflow.on;
    const [only] = workflow.jobs;
    if (!trigger || only?.kind !== 'job') throw new Error('no job');
    const step = only.steps[2];
    if (!step) throw new Error('no step');
    expect(reachOf(trigger, workflow).reaches({ step, path: '', job: only })).toBe(expected);
  });
});
