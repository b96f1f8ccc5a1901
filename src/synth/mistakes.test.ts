/** The mistakes that people make most, each in a pipeline of its own, written by somebody who skips the type-check. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Diagnostic, relativeFindings } from '../diagnostics/index.ts';
import { synthesize } from './index.ts';

const imports = `import { action, eq, event, github, inputs, job, matrix, run, secret, sh, text, unsafeInline, uses, workflow, writeOutput } from 'pipewright';
import { cache, checkout, setupNode } from '../generated/actions/index.ts';
const made = (jobs: unknown, on: unknown = { push: {} }) => workflow({ name: 'CI', on, jobs } as never);
const simple = (id: string, more: object = {}) => job(id, { runsOn: 'ubuntu-24.04', steps: [run(sh\`make\`)], ...more } as never);
`;

/** What is wrong, the code of the finding, the pipeline, and words of the hint. */
const mistakes: readonly (readonly [what: string, code: string, pipeline: string, hint: string])[] = [
  ['misspelled needs', 'unknown-needs', `made([simple('build'), simple('test', { needs: ['biuld'] })])`, '"build"'],
  [
    'unknown output of a run step',
    'unknown-step-output',
    `(() => { const step = run(sh\`\${writeOutput('tag', 'v1')}\`, { outputs: ['tag'] }) as any;
      return made([simple('a', { steps: [step, run(sh\`echo \${step.outputs.tga}\`)] })]); })()`,
    '"tag"',
  ],
  [
    'unknown output of an action',
    'unknown-step-output',
    `(() => { const step = setupNode({ 'node-version': '24' }) as any;
      return made([simple('a', { steps: [step, run(sh\`echo \${step.outputs['cache-hti']}\`)] })]); })()`,
    '"cache-hit"',
  ],
  [
    'unknown job output',
    'unknown-job-output',
    `(() => { const a = simple('a') as any; return made([a, simple('b', { if: eq(a.outputs.tag, 'x') })]); })()`,
    'outputs',
  ],
  [
    'wrong matrix key',
    'unknown-matrix-key',
    `(() => { const grid = matrix({ os: ['ubuntu-24.04'] }) as any; return made([simple('a', { matrix: grid, name: text\`\${grid.oss}\` })]); })()`,
    '"os"',
  ],
  ['invalid cron', 'invalid-cron', `made([simple('a')], { schedule: [{ cron: '61 * * * *' }] })`, '0'],
  [
    'wrong action input',
    'unknown-action-input',
    `made([simple('a', { steps: [setupNode({ node_version: '24' } as never)] })])`,
    '"node-version"',
  ],
  [
    'missing action input',
    'missing-action-input',
    `made([simple('a', { steps: [cache({ path: 'a' } as never)] })])`,
    'key',
  ],
  [
    'untrusted text in a script',
    'untrusted-script',
    `made([simple('a', { steps: [uses('actions/github-script@ed597411d8f924073f98dfc5c65a23a2325f34cd', { with: { script: text\`console.log('\${event('issues').issue.title}')\` } })] })], { issues: {} })`,
    'env',
  ],
  ['unknown runner label', 'unknown-runner-label', `made([simple('a', { runsOn: 'ubuntu-2404' })])`, '"ubuntu-24.04"'],
  [
    'misspelled context property',
    'unknown-property',
    `made([simple('a', { name: text\`\${(github as any).actr}\` })])`,
    '"actor"',
  ],
  [
    'unknown permission scope',
    'unknown-permission',
    `made([simple('a', { permissions: { content: 'read' } })])`,
    '"contents"',
  ],
  [
    'unknown permission level',
    'unknown-permission',
    `made([simple('a', { permissions: { contents: 'raed' } })])`,
    '"read"',
  ],
  ['needs cycle', 'needs-cycle', `made([simple('a', { needs: ['b'] }), simple('b', { needs: ['a'] })])`, 'needs'],
  [
    'duplicate step id',
    'duplicate-step-id',
    `made([simple('a', { steps: [run(sh\`x\`, { id: 'one' }), run(sh\`y\`, { id: 'ONE' })] })])`,
    'id',
  ],
  [
    'needs.x not declared',
    'undeclared-needs',
    `made([simple('a'), simple('b', { name: '\${{ needs.a.result }}' })])`,
    'needs',
  ],
  ['unknown event', 'unknown-event', `made([simple('a')], { pullRequets: {} })`, '"pullRequest"'],
  ['empty steps', 'empty-steps', `made([simple('a', { steps: [] })])`, 'step'],
  ['unknown function in if', 'unknown-function', `made([simple('a', { if: 'sucess()' })])`, '"success"'],
  [
    'matrix over 256 jobs',
    'matrix-size',
    `made([simple('a', { matrix: matrix({ a: [...Array(17).keys()], b: [...Array(16).keys()] } as never) })])`,
    '',
  ],
  [
    'more than 25 inputs',
    'too-many-inputs',
    `(() => { const names = [...Array(26).keys()].map((n) => 'i' + n); const all = inputs(Object.fromEntries(names.map((n) => [n, { type: 'string' }])) as never) as any;
      return made([simple('a', { steps: [run(sh\`make\`, { env: Object.fromEntries(names.map((n) => [n, all[n]])) })] })], { workflowDispatch: { inputs: all } }); })()`,
    '25',
  ],
  ['interval under 5 minutes', 'short-interval', `made([simple('a')], { schedule: [{ cron: '*/2 * * * *' }] })`, '5'],
  [
    'unknown timezone',
    'unknown-timezone',
    `made([simple('a')], { schedule: [{ cron: '0 2 * * *', timezone: 'Europe/Berln' }] })`,
    'Europe/Berlin',
  ],
  [
    'time-out above the limit',
    'excessive-timeout',
    `made([simple('a', { runsOn: 'ubuntu-slim', timeoutMinutes: 20 })])`,
    '15',
  ],
  [
    'secret in the condition of a job',
    'context-availability',
    `made([simple('a', { if: eq(secret('TOKEN') as never, 'x') })])`,
    '',
  ],
  [
    'unsafe value without a reason',
    'unsafe-without-reason',
    `made([simple('a', { steps: [run(sh\`echo \${unsafeInline(github.ref, ' ')}\`)] })])`,
    '',
  ],
];

const root = mkdtempSync(join(tmpdir(), 'pipewright-mistakes-'));
const project = fileURLToPath(new URL('../..', import.meta.url));
const name = (what: string): string => `${what.replaceAll(/[^a-z0-9]+/gi, '-')}.ts`;
let findings: readonly Diagnostic[] = [];

beforeAll(async () => {
  cpSync(join(project, 'generated/actions'), join(root, 'generated/actions'), { recursive: true });
  cpSync(join(project, 'generated/actions.lock.json'), join(root, 'generated/actions.lock.json'));
  mkdirSync(join(root, 'pipelines'));
  for (const [what, , pipeline] of mistakes) {
    writeFileSync(join(root, 'pipelines', name(what)), `${imports}export default ${pipeline};\n`);
  }
  findings = relativeFindings((await synthesize(root, { typeCheck: false })).findings, root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('synth without a type-check', () => {
  it.each(mistakes)('catches: %s', (what, code, _, hint) => {
    const found = findings.filter(({ source }) => source?.file === `pipelines/${name(what)}`);
    expect(found.map((each) => each.code)).toEqual([code]);
    expect(found[0]?.source?.line).toBeGreaterThan(2);
    expect(`${found[0]?.message} ${found[0]?.hint}`).toContain(hint);
  });

  it('finds nothing else', () => {
    expect(findings).toHaveLength(mistakes.length);
  });
});
