/** The order of findings, and documents that hold anything: without a type-check, every field can. */
import { describe, expect, it } from 'vitest';
import type { Node, Workflow } from '../model/index.ts';
import { lint } from './lint.ts';

const at = (line: number): Pick<Node, 'source'> => ({
  source: { language: 'typescript', locate: () => ({ file: 'ci.ts', line, column: 1 }) },
});

const sample: Workflow = {
  kind: 'workflow',
  name: 'CI',
  runName: 'Run of ${{ github.ref }}',
  on: [
    { kind: 'trigger', event: 'push', branches: ['main'], paths: ['src/**'] },
    { kind: 'trigger', event: 'issues', types: ['opened'] },
    { kind: 'trigger', event: 'schedule', schedule: [{ cron: '0 2 * * *', timezone: 'UTC' }] },
    {
      kind: 'trigger',
      event: 'workflow_dispatch',
      inputs: { size: { type: 'choice', options: ['a'], default: 'a', required: true }, fast: { type: 'boolean' } },
    },
    {
      kind: 'trigger',
      event: 'workflow_call',
      inputs: { tag: { type: 'string', default: '${{ github.sha }}' } },
      secrets: { TOKEN: { required: true } },
      outputs: { lane: { value: '${{ jobs.build.outputs.lane }}' } },
    },
  ],
  permissions: { contents: 'read' },
  env: { TITLE: '${{ github.event.issue.title }}' },
  defaults: { run: { shell: 'bash' } },
  concurrency: { group: '${{ github.ref }}', cancelInProgress: true },
  jobs: [
    {
      kind: 'job',
      id: 'build',
      name: 'Build on ${{ matrix.os.name }}',
      if: "github.event_name == 'push' && inputs.size == 'a'",
      permissions: { contents: 'read' },
      strategy: {
        failFast: false,
        matrix: {
          kind: 'matrix',
          axes: { os: [{ name: 'ubuntu-24.04' }], node: [20, 22] },
          include: [{ node: 24, extra: true }],
          exclude: [{ node: 20 }],
        },
      },
      runsOn: ['${{ matrix.os.name }}'],
      timeoutMinutes: 30,
      environment: { name: 'test', url: 'https://${{ steps.decide.outputs.lane }}' },
      concurrency: { group: 'a' },
      container: { image: 'node:24', env: { A: '${{ matrix.node }}' }, credentials: { username: 'a', password: 'b' } },
      services: { redis: { image: 'redis:8', ports: [6379] } },
      snapshot: { imageName: 'a', if: 'github.ref' },
      env: { A: 'b' },
      defaults: { run: { shell: 'bash' } },
      outputs: { lane: '${{ steps.decide.outputs.lane }}' },
      steps: [
        {
          kind: 'run',
          id: 'decide',
          run: 'echo "lane=${{ env.TITLE }}" >> "$GITHUB_OUTPUT"',
          outputs: [{ name: 'lane' }],
          unsafe: { '${{ env.TITLE }}': 'why not' },
          env: { B: '${{ secrets.TOKEN }}' },
          shell: 'bash',
          if: 'success()',
          background: true,
          timeoutMinutes: 5,
          unknown: { retries: 3 },
        },
        { kind: 'wait', wait: ['decide'] },
        { kind: 'parallel', parallel: [{ kind: 'run', run: 'make ${{ steps.decide.outputs.lane }}' }] },
        {
          kind: 'uses',
          uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
          tag: 'v7.0.1',
          with: { ref: 'main' },
        },
        { kind: 'cancel', cancel: 'decide' },
      ],
    },
    {
      kind: 'call',
      id: 'deploy',
      needs: ['build'],
      uses: './a.yml',
      with: { lane: '${{ needs.build.outputs.lane }}' },
      secrets: { A: '${{ secrets.A }}' },
    },
  ],
};

const actions = {
  'actions/checkout': {
    tag: 'v7.0.1',
    sha: '3d3c42e5aac5ba805825da76410c181273ba90b1',
    inputs: { ref: {}, path: { required: true } },
    outputs: [],
  },
};
/** What makes the document one; authoring and the YAML reader see to it. */
const structure = /(?:^|\.)(?:kind|on|jobs|steps|parallel|event|id)$|^(?:on|jobs)\.\d+$|\.(?:steps|parallel)\.\d+$/;
const odd = [null, 7, true, '', 'text', '${{ x', [], [null], [['a']], {}, { a: null }, { a: { b: [7] } }];

function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) => pathsOf(each, path === '' ? key : `${path}.${key}`));
  return path === '' ? inner : [path, ...inner];
}

function withValue(document: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const copy: Record<string, unknown> | unknown[] = Array.isArray(document)
    ? [...document]
    : { ...(document as object) };
  (copy as Record<string, unknown>)[key] =
    rest.length === 0 ? value : withValue((copy as Record<string, unknown>)[key], rest, value);
  return copy;
}

describe('lint', () => {
  it.each(pathsOf(sample).filter((path) => !structure.test(path)))('takes anything at %s', (path) => {
    for (const value of odd) {
      const document = withValue(sample, path.split('.'), value) as Workflow;
      expect(() => lint(document, { actions }), JSON.stringify(value)).not.toThrow();
    }
  });

  it('sorts by line, then by rule, and says nothing twice', () => {
    const step = { kind: 'run', run: '', shell: 'bsh', timeoutMinutes: 0, ...at(3) } as const;
    const findings = lint({
      ...sample,
      ...at(1),
      on: [{ kind: 'trigger', event: 'pushed', ...at(9) }],
      jobs: [
        { kind: 'job', id: 'a', runsOn: 'ubuntu', name: '${{ git.a }} ${{ git.a }}', steps: [step], ...at(5) },
        { kind: 'job', id: 'a', steps: [], ...at(2) },
      ],
      env: {},
      runName: 'CI',
      concurrency: undefined,
    });
    expect(findings.map(({ source, code }) => `${source?.line} ${code}`)).toEqual([
      '2 duplicate-job-id',
      '2 empty-steps',
      '3 excessive-timeout',
      '3 unknown-shell',
      '5 expression-syntax',
      '5 unknown-runner-label',
      '9 unknown-event',
    ]);
  });
});
