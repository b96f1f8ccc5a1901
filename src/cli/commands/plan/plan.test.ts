/** `pipewright plan`: loading, the tree, the picture, the JSON, and what is said of wrong options. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryProject } from '../../../../fixtures/synth/temporary-project.ts';
import { planReportSchema } from '../../../contract/plan.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { type PlanEvent, preparePlan, runnerLimits, timeRun } from '../../../plan/index.ts';
import { loadWorkflows } from '../../load-workflows.ts';
import { readDurations } from './durations.ts';
import { painter, showTime } from './paint.ts';
import { readEvent } from './read-event.ts';
import { renderMermaid } from './render-mermaid.ts';
import { renderTree } from './render-tree.ts';
import { type PlannedWorkflow, reportOf } from './report.ts';

const ci = `name: "CI \\u001b[31m"
on: { push: { branches: [main] }, pull_request: }
concurrency: { group: "ci-\${{ github.ref }}", cancel-in-progress: true }
jobs:
  report: { needs: [test, ship], if: failure(), runs-on: ubuntu-24.04, steps: [{ run: x }] }
  check: { runs-on: ubuntu-24.04, outputs: { lane: "\${{ steps.s.outputs.lane }}" }, steps: [{ id: s, run: x }] }
  test:
    needs: check
    if: needs.check.outputs.lane == 'a'
    runs-on: \${{ matrix.os }}
    strategy: { matrix: { os: [ubuntu-24.04, macos-15] } }
    steps: [{ run: x }]
  ship: { needs: test, uses: ./.github/workflows/ship.yml }
`;
const ship = 'on: workflow_call\njobs: { pack: { runs-on: ubuntu-24.04, steps: [{ run: x }] } }\n';
const { root, path } = temporaryProject({
  '.github/workflows/ci.yml': ci,
  '.github/workflows/ship.yml': ship,
  'other/.github/workflows/x.yml': 'on: push\njobs: { a: { uses: ./.github/workflows/y.yml } }\n',
  'other/.github/workflows/y.yml': 'on: workflow_call\njobs: { b: { runs-on: x, steps: [{ run: y }] } }\n',
  'broken/a.yml': 'on: push\njobs: [\n',
  'broken/b.yml': 'on: push\njobs: { b: { runs-on: x, steps: [{ run: y }] } }\n',
  'empty/readme.md': '',
  'payload.json': '{ "comment": { "body": "/run" } }',
  'list.json': '[]',
});

async function plan(
  event: PlanEvent,
  named: readonly string[] = [],
  takes: readonly string[] = [],
): Promise<PlannedWorkflow[]> {
  const { workflows } = await loadWorkflows(root, named);
  const durations = readDurations(takes);
  return workflows.map(({ file, workflow, resolve }) => {
    const made = preparePlan(workflow, { resolve, explained: true }).plan(event);
    const timing = durations && timeRun(made.jobs, durations, runnerLimits.free);
    return { file, name: workflow.name, plan: made, timing };
  });
}

const tree = async (...args: Parameters<typeof plan>): Promise<string> => {
  const planned = await plan(...args);
  return planned.map((each) => renderTree(each, painter(false))).join('\n\n');
};

describe('the tree', () => {
  it('has jobs behind those they need, conditions with the value of each part, and calls', async () => {
    expect(await tree({ event: 'push' })).toMatchInlineSnapshot(`
      "✓ CI �[31m  .github/workflows/ci.yml
        starts: the branch main passes branches: main
        one run at a time in ci-refs/heads/main, the running one is cancelled
        ├─ ✓ check  ubuntu-24.04
        ├─ ? test  after check
        │    only the run tells: needs.check.outputs.lane
        │    if needs.check.outputs.lane == 'a'
        │      success()                 = true
        │      needs.check.outputs.lane  = unknown
        │    · test (ubuntu-24.04)  ubuntu-24.04
        │    · test (macos-15)  macos-15
        ├─ ? ship  after test
        │    it runs if these do and succeed: test
        │    calls ./.github/workflows/ship.yml
        │    └─ ✓ ship / pack  pack  ubuntu-24.04
        └─ – report  ubuntu-24.04  after test, ship
             its condition does not hold
             if failure()
               failure()  = false

      – .github/workflows/ship.yml
        does not start: it is not started by push, only by workflow_call"
    `);
  });

  it('has times and the critical path, where durations are told', async () => {
    const event = { event: 'push', assumptions: { outputs: { 'check.s.lane': 'a' } } };
    const text = await tree(event, [path('.github/workflows/ci.yml')], ['test=2m', '*=30s']);
    expect(text).toContain('· test (macos-15)  macos-15  30s to 2m 30s');
    expect(text).toContain('takes at most 3m\n  critical path: check → test (ubuntu-24.04) → ship / pack');
  });

  it('shows no control characters of the file', async () => {
    expect(await tree({ event: 'push' })).not.toContain('\u001b');
  });
});

describe('the picture', () => {
  it('has what runs, what may run and what does not', async () => {
    expect(renderMermaid(await plan({ event: 'push' }))).toMatchInlineSnapshot(`
      "flowchart LR
        subgraph w1["CI #91;31m"]
          w1j1["report"]:::no
          w1j2["check"]:::yes
          w1j3["test ×2"]:::maybe
          subgraph w1j4["ship"]
            w1j4c1j1["ship / pack"]:::yes
          end
          class w1j4 maybe
          w1j3 --> w1j1
          w1j4 --> w1j1
          w1j2 --> w1j3
          w1j3 --> w1j4
        end
        classDef yes stroke-width:2px
        classDef maybe stroke-dasharray:5 5
        classDef no stroke-dasharray:2 4,opacity:0.5"
    `);
  });
});

describe('the report', () => {
  it('is what its schema says', async () => {
    const report = JSON.parse(JSON.stringify(reportOf('push', await plan({ event: 'push' }, [], ['*=1m']), [], root)));
    expect(planReportSchema.strict().parse(report)).toEqual(report);
    expect(report.workflows[0].jobs[2].matrix[1]).toEqual({
      name: 'test (macos-15)',
      values: { os: 'macos-15' },
      runsOn: ['macos-15'],
      start: 60,
      end: 120,
    });
  });
});

describe('loading', () => {
  it('follows calls in the repository of each file', async () => {
    const [x] = await plan({ event: 'push' }, [path('other/.github/workflows/x.yml')]);
    expect(x?.plan.jobs[0]?.instances[0]?.uses?.jobs.map(({ name }) => name)).toEqual(['a / b']);
  });

  it('says what is wrong with a file, and takes the others', async () => {
    const { workflows, findings } = await loadWorkflows(root, [path('broken')]);
    expect(workflows.map(({ file }) => file)).toContain('broken/b.yml');
    expect(findings[0]).toMatchObject({ code: 'yaml-syntax', source: { file: path('broken/a.yml') } });
  });

  it.each([
    ['none.yml', 'there is no file'],
    ['empty/readme.md', 'is no workflow'],
    ['empty', 'there are no workflows in'],
  ])('refuses %s', async (name, message) => {
    await expect(loadWorkflows(root, [path(name)])).rejects.toThrow(message);
  });
});

describe('the event', () => {
  it('is read from the options', () => {
    const options = { event: 'workflow_dispatch', input: ['a=b=c'], label: [''], at: '2026-11-22T03:00+01:00' };
    expect(readEvent({ ...options, assume: ['j.s.o=1'], assumeResult: ['j=failure'] })).toMatchObject({
      event: 'workflow_dispatch',
      inputs: { a: 'b=c' },
      labels: [],
      at: new Date('2026-11-22T02:00Z'),
      assumptions: { outputs: { 'j.s.o': '1' }, results: { j: 'failure' } },
    });
  });

  it('has more of its payload in a file', () => {
    expect(readEvent({ payload: path('payload.json') }).payload).toEqual({ comment: { body: '/run' } });
    expect(() => readEvent({ payload: path('list.json') })).toThrow('holds no object');
    expect(() => readEvent({ payload: path('ci.json') })).toThrow("the payload can't be read: ENOENT");
    expect(() => readEvent({ payload: path('.github/workflows/ci.yml') })).toThrow("the payload can't be read");
  });

  it('has all its mistakes said at once', () => {
    const read = (): unknown =>
      readEvent({
        event: 'pul_request',
        at: '2026-02-30T00:00Z',
        input: ['x'],
        assumeResult: ['a=fail'],
        branch: 'a',
        tag: 'b',
      });
    try {
      read();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PipelineError);
      const { findings, exitCode } = error as PipelineError;
      expect([exitCode, ...findings.map(({ message }) => message)]).toEqual([
        2,
        'GitHub has no event "pul_request"',
        'it is a branch or a tag, not both',
        '"2026-02-30T00:00Z" is no instant',
        '--input takes name=value, and "x" is not that',
        '"fail" is no result of a job',
      ]);
    }
  });

  it.each(['2026-11-22', '2026-11-22T03:00', 'now', '2026-13-01T00:00Z', '2026-11-22T25:00Z'])('is not at %s', (at) => {
    expect(() => readEvent({ at })).toThrow(`"${at}" is no instant`);
  });

  it.each(['test', 'test=', 'test=5d', '=5s', 'test=-1'])('has no duration %j', (text) => {
    expect(() => readDurations([text])).toThrow('is no duration');
  });
});

it.each([
  [45, '45s'],
  [60, '1m'],
  [90.4, '1m 30s'],
  [7500, '2h 5m'],
])('%s seconds are %s', (seconds, shown) => {
  expect(showTime(seconds)).toBe(shown);
});

describe('as a process', () => {
  const verb = new URL('../../verbs/plan.ts', import.meta.url).href;
  const main = `import { Command } from 'commander'; import { declarePlanVerb } from '${verb}';
    const program = new Command(); declarePlanVerb(program, (code) => { process.exitCode = code; }); await program.parseAsync();`;
  const run = async (...args: string[]) => {
    const given = ['--import', 'tsx', '--input-type=module', '-e', main, '--', 'plan', ...args];
    const cwd = fileURLToPath(new URL('../../../..', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, given, { cwd, timeout: 25_000 });
    return stdout;
  };

  it('prints pure JSON', { timeout: 30_000 }, async () => {
    const { workflows } = planReportSchema.parse(JSON.parse(await run('-C', root, '--event', 'push', '--json')));
    expect(workflows.map(({ triggered }) => triggered)).toEqual([true, false]);
    expect(workflows[0]).not.toHaveProperty('timing');
  });

  it('times what somebody says the time of', { timeout: 30_000 }, async () => {
    const timed = temporaryProject({
      '.github/workflows/ci.yml':
        'on: push\njobs: { a: { runs-on: x, steps: [{ run: y }] }, b: { needs: a, runs-on: x, steps: [{ run: y }] } }\n',
      'pipewright.config.ts': `export default { budget: { durations: { 'ci.yml/a': '90s', 'ci.yml/b': { hit: '5s', miss: '50s' } } } };\n`,
    });
    const text = await run('-C', timed.root, '--event', 'push');
    expect(text).toContain('takes at most 1m 35s\n  critical path: a → b');
    expect(await run('-C', timed.root, '--event', 'push', '--takes', 'b=10s')).toContain('takes at most 1m 40s');
  });
});
