/** What authors write for readers and for the rules: remedies, and rules that are switched off. */
import { describe, expect, it } from 'vitest';
import {
  call,
  cancel,
  compositeAction,
  job,
  parallel,
  run,
  type Step,
  sh,
  uses,
  wait,
  waitAll,
  workflow,
} from '../index.ts';
import { lint } from '../lint/index.ts';
import type { Workflow } from '../model/index.ts';
import { writeYaml } from '../yaml/write.ts';
import { definition } from './definition.ts';

const runsOn = 'ubuntu-24.04';
const ignore = { 'unpinned-action': 'It is our own, and moves with us.' };
const troubleshooting = { 'It says 403': 'Wait an hour.' };

const documentOf = (steps: readonly Step[], ofJob: object = {}, ofWorkflow: object = {}): Workflow =>
  workflow({
    name: 'CI',
    on: { push: {} },
    jobs: [job('test', { runsOn, permissions: { contents: 'read' }, timeoutMinutes: 5, steps, ...ofJob })],
    ...ofWorkflow,
  })[definition];

describe('rules that are switched off', () => {
  const server = run(sh`./serve`, { background: true });
  const steps: readonly [string, Step][] = [
    ['a script', run(sh`npm test`, { ignore })],
    ['an action', uses('./setup', { ignore })],
    ['a wait', wait(server, { ignore })],
    ['a wait for all', waitAll({ ignore })],
    ['a cancellation', cancel(server, { ignore })],
    ['steps side by side', parallel([run(sh`npm test`)], { ignore })],
  ];
  it.each(steps)('are kept by %s', (_, step) => {
    const [made] = documentOf([server, step]).jobs.flatMap((each) => (each.kind === 'job' ? each.steps.slice(1) : []));
    expect(made).toMatchObject({ ignore });
    expect(made).not.toHaveProperty('unknown');
  });

  it('are kept by workflows, jobs, calls and actions', () => {
    const made = documentOf([], { ignore }, { ignore });
    expect([made.ignore, made.jobs[0]?.ignore]).toEqual([ignore, ignore]);
    expect(call('a', './.github/workflows/b.yml', { ignore })[definition].data.ignore).toEqual(ignore);
    const action = compositeAction('a', { name: 'A', description: 'A.', steps: [], ignore });
    expect(action[definition]).toMatchObject({ ignore });
  });

  const unpinned = (options: object = {}): Step => uses('acme/setup@v1', options);
  const codes = (document: Workflow): string[] => lint(document).map(({ code }) => code);

  it('say nothing any more', () => {
    expect(codes(documentOf([unpinned()]))).toEqual(['unpinned-action']);
    expect(codes(documentOf([unpinned({ ignore })]))).toEqual([]);
    expect(codes(documentOf([unpinned()], { ignore }))).toEqual([]);
    expect(codes(documentOf([unpinned()], {}, { ignore }))).toEqual([]);
  });

  it('are reported where they would have said nothing', () => {
    expect(codes(documentOf([run(sh`npm test`, { ignore })]))).toEqual(['unused-ignore']);
    expect(codes(documentOf([unpinned({ ignore: { 'unpinned-acton': 'Typing.' } })]))).toEqual([
      'unpinned-action',
      'unused-ignore',
    ]);
  });

  it('become comments, and nothing else', () => {
    const text = writeYaml(documentOf([unpinned({ doc: 'Ours.', ignore })], { ignore: { 'empty-steps': 'a\nb' } }));
    expect(text).toContain(
      '      # Ours.\n      # pipewright: ignore[unpinned-action] It is our own, and moves with us.\n      - uses: acme/setup@v1\n',
    );
    expect(text).toContain('  # pipewright: ignore[empty-steps] a b\n  test:\n');
    expect(text.match(/ignore/g)).toHaveLength(2);
  });

  it('have to be named', () => {
    expect(() => run(sh`a`, { ignore: 'unpinned-action' } as never)).not.toThrow();
    expect(() => documentOf([run(sh`a`, { ignore: 'unpinned-action' } as never)])).toThrow(/ignore takes an object/);
  });
});

describe('troubleshooting', () => {
  it('is kept by jobs and calls, and stays out of the YAML', () => {
    const made = documentOf([run(sh`npm test`)], { troubleshooting });
    expect(made.jobs[0]).toMatchObject({ troubleshooting });
    expect(made.jobs[0]).not.toHaveProperty('unknown');
    expect(call('a', './.github/workflows/b.yml', { troubleshooting })[definition].data).toMatchObject({
      troubleshooting,
    });
    expect(writeYaml(made)).not.toMatch(/troubleshooting|403/);
  });

  it('is no key of a step', () => {
    expect(lint(documentOf([run(sh`npm test`, { troubleshooting } as object)])).map(({ code }) => code)).toEqual([
      'unknown-key',
    ]);
  });

  it('takes texts by symptom', () => {
    expect(() => documentOf([], { troubleshooting: ['It says 403'] })).toThrow(/troubleshooting takes an object/);
  });
});
