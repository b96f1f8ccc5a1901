import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pipelineOf, type TemporaryProject, temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { configSchema } from '../config/index.ts';
import { PipelineError } from '../diagnostics/index.ts';
import { findPipelineFiles, loadPipelines } from './load.ts';
import { loadConfig } from './load-config.ts';

const good = pipelineOf('run(sh`echo good`)');
const defaults = configSchema.parse({});

async function load(project: TemporaryProject) {
  const { pipelines, findings } = await loadPipelines(project.root, findPipelineFiles(project.root, defaults));
  const relative = (file: string): string => file.slice(project.root.length + 1);
  return {
    loaded: pipelines.map(({ file }) => relative(file)),
    pipelines,
    findings: findings.map(({ source, code, message, hint }) => ({
      place: source && `${relative(source.file)}:${source.line}:${source.column}`,
      code,
      message,
      hint,
    })),
  };
}

/** What is found in one pipeline, beside a good one that has to load all the same. */
async function findingsIn(text: string, more: Readonly<Record<string, string>> = {}, packages: readonly string[] = []) {
  const project = temporaryProject({ 'pipelines/x.ts': text, 'pipelines/good.ts': good, ...more }, packages);
  const { loaded, findings } = await load(project);
  expect(loaded).toEqual(['pipelines/good.ts']);
  return findings;
}

describe('a pipeline that throws', () => {
  it('is found at the line that throws', async () => {
    const text = `import { workflow } from 'pipewright';\ninterface Unused { a: number }\n\nthrow new TypeError('no models');\nexport default workflow;\n`;
    expect(await findingsIn(text)).toEqual([
      {
        place: 'pipelines/x.ts:4:7',
        code: 'pipeline-throws',
        message: 'TypeError: no models',
        hint: 'a pipeline only describes: it must load without failing',
      },
    ]);
  });

  it('is found in the module that throws', async () => {
    const inner = `interface Unused { a: number }\n\nexport function models(): string[] {\n  throw new Error('no models');\n}\n`;
    const text = `import { models } from './parts/models.ts';\nexport default models();\n`;
    expect(await findingsIn(text, { 'pipelines/parts/models.ts': inner })).toMatchObject([
      { place: 'pipelines/parts/models.ts:4:9' },
    ]);
  });

  it('is found once when two pipelines import the module', async () => {
    const more = {
      'pipelines/y.ts': `import './parts/a.ts';\n`,
      'pipelines/parts/a.ts': `throw new Error('broken');\n`,
    };
    expect(await findingsIn(`import './parts/a.ts';\n`, more)).toMatchObject([{ place: 'pipelines/parts/a.ts:1:7' }]);
  });

  it('is found at the line that calls a library, on one line of text', async () => {
    const text = `import { z } from 'zod';\n\nexport default z.object({ a: z.string() }).parse({ a: 1 });\n`;
    const [finding] = await findingsIn(text, {}, ['zod']);
    expect(finding).toMatchObject({ place: 'pipelines/x.ts:3:44', code: 'pipeline-throws' });
    expect(finding?.message).toMatch(/^\w*Error: .*expected string/);
    expect(finding?.message).not.toContain('\n');
  });

  it.each([
    ['a text', `'nothing'`, `the pipeline throws 'nothing'`],
    ['an object', `{ reason: 1 }`, 'the pipeline throws { reason: 1 }'],
    ['undefined', 'undefined', 'the pipeline throws undefined'],
  ])('may throw %s', async (_, thrown, message) => {
    expect(await findingsIn(`throw ${thrown};\n`)).toMatchObject([{ place: 'pipelines/x.ts:1:1', message }]);
  });

  it('may throw after an await', async () => {
    const text = `import { setTimeout } from 'node:timers/promises';\nawait setTimeout(1);\nthrow new Error('late');\n`;
    expect(await findingsIn(text)).toMatchObject([{ place: 'pipelines/x.ts:3:7', message: 'Error: late' }]);
  });

  it('may not end the process, nor change its folder or exit code', async () => {
    const before = [process.cwd(), process.exitCode];
    const text = `process.chdir('/');\nprocess.exitCode = 5;\nprocess.exit(0);\n`;
    expect(await findingsIn(text)).toMatchObject([
      { place: 'pipelines/x.ts:3:9', code: 'ends-process', message: 'the pipeline calls process.exit(0)' },
    ]);
    expect([process.cwd(), process.exitCode]).toEqual(before);
  });
});

describe('a pipeline that does not compile', () => {
  it('is found at the mistake', async () => {
    expect(await findingsIn('const a = 1;\nconst b = = 2;\n')).toMatchObject([
      { place: 'pipelines/x.ts:2:11', code: 'does-not-compile', message: 'Unexpected "="' },
    ]);
  });

  it('is found in the module that does not compile', async () => {
    const findings = await findingsIn(`import './parts/a.ts';\n`, { 'pipelines/parts/a.ts': 'export const = 1;\n' });
    expect(findings).toMatchObject([{ place: 'pipelines/parts/a.ts:1:14', code: 'does-not-compile' }]);
  });

  it.each([
    ['a file', './nowhere.ts', 'pipelines/x.ts:2:21', undefined],
    ['a package', 'nowhere/inner', 'pipelines/x.ts:2:21', 'install nowhere, or mend the name'],
    ['a package with a scope', '@no/where/inner', 'pipelines/x.ts:2:21', 'install @no/where, or mend the name'],
    [
      'an entry of ours',
      'pipewright/nowhere',
      'pipelines/x.ts:2:21',
      'there are "pipewright", "pipewright/steps", "pipewright/runner", "pipewright/projen"',
    ],
  ])('names the import of %s that is not there', async (_, path, place, hint) => {
    const [finding, ...others] = await findingsIn(
      `// first\nimport nowhere from '${path}';\nexport default nowhere;\n`,
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      place,
      code: 'unresolved-import',
      message: `Could not resolve "${path}"`,
      ...(hint ? { hint } : {}),
    });
  });

  it('names the export that a local module does not have', async () => {
    const findings = await findingsIn(`import { b } from './parts/a.ts';\nexport default b;\n`, {
      'pipelines/parts/a.ts': 'export const a = 1;\n',
    });
    expect(findings).toMatchObject([{ place: 'pipelines/x.ts:1:10', code: 'does-not-compile' }]);
  });
});

describe('exports', () => {
  const begin = `import { job, run, sh, workflow } from 'pipewright';\nconst a = job('a', { runsOn: 'ubuntu-24.04', steps: [run(sh\`true\`)] });\nconst make = () => workflow({ name: 'X', on: { push: {} }, jobs: [a] });\n`;
  it.each([
    [
      'nothing',
      '',
      '1:1',
      'no-default-export',
      'the file has no default export',
      'write export default workflow({ … })',
    ],
    [
      'only by name',
      'export const ci = make();',
      '4:1',
      'no-default-export',
      'the workflow is exported as ci, not by default',
      'write export default ci',
    ],
    [
      'two by name',
      'export const a1 = make();\nexport const b1 = make();',
      '4:1',
      'no-default-export',
      'the file exports more than one workflow, and none by default',
      'give each workflow a file of its own, and export it by default',
    ],
    [
      'two',
      'export default make();\nexport const other = make();',
      '5:1',
      'several-exports',
      'the file exports more than one workflow, and only the default one would be written',
      'give each workflow a file of its own',
    ],
    [
      'a job',
      'export default a;',
      '4:1',
      'not-a-workflow',
      'the default export is a job, not a workflow',
      'write export default workflow({ … })',
    ],
    [
      'plain data',
      `\nexport default { name: 'X' };`,
      '5:1',
      'not-a-workflow',
      'the default export is an object, not a workflow',
      'write export default workflow({ … })',
    ],
    [
      'a function',
      'export default make;',
      '4:1',
      'not-a-workflow',
      'the default export is a function, not a workflow',
      'call it, and export the workflow that it returns',
    ],
    [
      'a promise',
      'export default Promise.resolve(make());',
      '4:1',
      'not-a-workflow',
      'the default export is a promise, not a workflow',
      'write export default await …',
    ],
    [
      'undefined',
      'const none = undefined;\nexport { none as default };',
      '5:1',
      'not-a-workflow',
      'the default export is undefined, not a workflow',
      'write export default workflow({ … })',
    ],
  ])('may not be %s', async (_, text, place, code, message, hint) => {
    expect(await findingsIn(`${begin}${text}\n`)).toEqual([{ place: `pipelines/x.ts:${place}`, code, message, hint }]);
  });

  it('may be one workflow under two names', async () => {
    const { loaded, findings } = await load(
      temporaryProject({ 'pipelines/x.ts': `${begin}export const ci = make();\nexport default ci;\n` }),
    );
    expect([loaded, findings]).toEqual([['pipelines/x.ts'], []]);
  });
});

describe('a workflow that is written wrong', () => {
  const with_ = (body: string): string => `import { github, job, run, sh, workflow } from 'pipewright';\n\n${body}\n`;
  it.each([
    [
      'steps that are no list',
      `const a = job('a', { runsOn: 'ubuntu-24.04', steps: 'x' as never });\nexport default workflow({ name: 'X', on: { push: {} }, jobs: [a] });`,
      3,
    ],
    ['no jobs', `export default workflow({ name: 'X', on: { push: {} } } as never);`, 3],
    ['a job that is none', `export default workflow({ name: 'X', on: { push: {} }, jobs: [{} as never] });`, 3],
    ['nothing at all', 'export default (workflow as any)();', 3],
    [
      'an expression in a plain template',
      `const a = job('a', {\n  name: \`on \${github.ref}\`,\n  runsOn: 'ubuntu-24.04',\n  steps: [run(sh\`true\`)],\n});\nexport default workflow({ name: 'X', on: { push: {} }, jobs: [a] });`,
      4,
    ],
  ])('is found at its line: %s', async (_, body, line) => {
    const [finding, ...others] = await findingsIn(with_(body));
    expect(others).toEqual([]);
    expect(finding?.place).toMatch(new RegExp(`^pipelines/x\\.ts:${line}:\\d+$`));
    expect(finding?.hint).toBeTruthy();
    expect(finding?.code).not.toBe('pipeline-throws');
  });
});

describe('what a pipeline may do', () => {
  it('imports local modules, JSON, packages and built-in modules, and waits', async () => {
    const text = `import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { job, run, sh, workflow } from 'pipewright';
import models from './parts/models.json' with { type: 'json' };
import { step } from './parts/step.js';

await setTimeout(1);
const beside = readFileSync(new URL('./parts/text.txt', import.meta.url), 'utf8').trim();
const name = z.string().parse(\`\${beside} \${models.join(' ')} \${import.meta.filename.endsWith('x.ts')}\`);
export default workflow({ name, on: { push: {} }, jobs: [job('a', { runsOn: 'ubuntu-24.04', steps: [step, run(sh\`true\`)] })] });
`;
    const step = `import { run, sh, type Step } from 'pipewright';\nexport const step: Step = run(sh\`echo step\`);\n`;
    const project = temporaryProject(
      {
        'pipelines/x.ts': text,
        'pipelines/parts/step.ts': step,
        'pipelines/parts/models.json': '["a", "b"]',
        'pipelines/parts/text.txt': 'models\n',
      },
      ['zod'],
    );
    const { pipelines, findings } = await load(project);
    expect(findings).toEqual([]);
    expect(pipelines[0]?.document).toMatchObject({
      name: 'models a b true',
      jobs: [{ steps: [{ run: 'echo step' }, { run: 'true' }] }],
    });
  });

  it('leaves nothing behind, and the leftovers of a killed run go after a day', async () => {
    const project = temporaryProject({ 'pipelines/x.ts': good });
    const cache = project.path('node_modules/.cache/pipewright');
    for (const name of ['run-old', 'run-new']) project.write(`node_modules/.cache/pipewright/${name}/m0.mjs`, '');
    const dayBefore = new Date(Date.now() - 25 * 60 * 60 * 1000);
    utimesSync(`${cache}/run-old`, dayBefore, dayBefore);
    await load(project);
    expect(['run-old', 'run-new'].map((name) => project.has(`node_modules/.cache/pipewright/${name}/m0.mjs`))).toEqual([
      false,
      true,
    ]);
    project.remove('node_modules/.cache/pipewright/run-new');
    project.write('pipelines/y.ts', 'throw 1;');
    project.write('pipelines/z.ts', 'const const');
    await load(project);
    expect(project.files()).toEqual(['package.json', 'pipelines/x.ts', 'pipelines/y.ts', 'pipelines/z.ts']);
    const { readdirSync } = await import('node:fs');
    expect(readdirSync(cache)).toEqual([]);
  });

  it('loads where there is no node_modules at all', async () => {
    const project = temporaryProject({ 'pipelines/x.ts': good });
    rmSync(project.path('node_modules'), { recursive: true });
    expect(await load(project)).toMatchObject({ loaded: ['pipelines/x.ts'], findings: [] });
    expect(project.files()).toEqual(['package.json', 'pipelines/x.ts']);
  });
});

describe('the pipeline files', () => {
  it('are those of the folder, sorted, without tests, declarations and hidden files', () => {
    const project = temporaryProject({});
    const names = [
      'b.ts',
      'a.ts',
      'C.mts',
      'a.test.ts',
      'a.test-d.ts',
      'types.d.ts',
      'types.d.mts',
      '.#a.ts',
      'notes.md',
      'data.json',
      'x.tsx',
      'inner/d.ts',
    ];
    for (const name of names) project.write(`pipelines/${name}`, '');
    mkdirSync(project.path('pipelines/folder.ts'));
    symlinkSync(project.path('pipelines/b.ts'), project.path('pipelines/link.ts'));
    const files = findPipelineFiles(project.root, defaults);
    expect(files.map((file) => file.slice(project.root.length + 11))).toEqual(['C.mts', 'a.ts', 'b.ts', 'link.ts']);
  });

  it('give the same findings and the same order whatever the order in which they were made', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const texts = names.map((name) =>
      name === 'b' ? 'const const' : name === 'd' ? `throw new Error('d');` : pipelineOf('run(sh`true`)', name),
    );
    const results = [];
    for (const order of [
      [0, 1, 2, 3],
      [3, 1, 0, 2],
    ]) {
      const project = temporaryProject({});
      for (const index of order) project.write(`pipelines/${names[index]}.ts`, texts[index] ?? '');
      const { loaded, findings } = await load(project);
      results.push({ loaded, findings });
    }
    expect(results[0]).toEqual(results[1]);
    expect(results[0]).toMatchObject({
      loaded: ['pipelines/a.ts', 'pipelines/c.ts'],
      findings: [{ place: 'pipelines/b.ts:1:7' }, { place: 'pipelines/d.ts:1:7' }],
    });
  });

  it('are none where there is no folder; a file in its place is wrong use', () => {
    const project = temporaryProject({});
    expect(findPipelineFiles(project.root, defaults)).toEqual([]);
    writeFileSync(project.path('pipelines'), '');
    expect(() => findPipelineFiles(project.root, defaults)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});

describe('the settings', () => {
  async function wrong(text: string) {
    const { root } = temporaryProject({ 'pipewright.config.ts': text });
    const error = await loadConfig(root).catch((each: unknown) => each);
    if (!(error instanceof PipelineError)) throw new Error('the settings are not wrong');
    expect(error.exitCode).toBe(2);
    return error.findings.map(({ source, ...finding }) => ({
      ...finding,
      place: `${source?.file.slice(root.length + 1)}:${source?.line}:${source?.column}`,
    }));
  }
  const settings = (inner: string): string =>
    `import { defineConfig } from 'pipewright';\n\nexport default defineConfig({\n  ${inner}\n});\n`;

  it('have defaults', async () => {
    expect(await loadConfig(temporaryProject({}).root)).toMatchObject({
      pipelines: 'pipelines',
      generated: 'generated',
      labels: [],
      typeCheck: true,
      models: [],
      gates: {},
      budget: { plan: 'free', visibility: 'private', month: 'next' },
      traffic: { pushes: [], pullRequests: [], dispatches: [] },
    });
  });

  it('are read', async () => {
    const { root } = temporaryProject({ 'pipewright.config.ts': settings(`generated: 'gen', labels: ['gpu'],`) });
    expect(await loadConfig(root)).toMatchObject({ generated: 'gen', labels: ['gpu'] });
  });

  it.each([
    [
      'an unknown one',
      settings(`generated: 'gen',\n  lables: ['gpu'],`),
      'pipewright.config.ts:5:3',
      'there is no setting "lables"',
      'did you mean "labels"?',
    ],
    [
      'a wrong type',
      settings(`typeCheck: 'yes',`),
      'pipewright.config.ts:4:3',
      '"typeCheck" must be true or false',
      undefined,
    ],
    [
      'a wrong type inside',
      settings(`'labels': [1],`),
      'pipewright.config.ts:4:3',
      'entry 1 of "labels" must be a text; put it in quotes',
      undefined,
    ],
    [
      'a folder outside',
      settings(`pipelines: '../other',`),
      'pipewright.config.ts:4:3',
      '"pipelines" must be a folder inside the repository',
      undefined,
    ],
    [
      'an unknown one inside',
      settings(`budget: { trails: 3 },`),
      'pipewright.config.ts:4:13',
      'there is no setting "trails"',
      'did you mean "trials"?',
    ],
    [
      'an unknown one in one of several shapes',
      settings(`budget: { max: { minute: 3 } },`),
      'pipewright.config.ts:4:20',
      'there is no setting "minute"',
      'did you mean "minutes"?',
    ],
    [
      'none of several shapes',
      settings(`budget: { max: 'all' },`),
      'pipewright.config.ts:4:13',
      '"max" must be "included", a number or a map',
      undefined,
    ],
    [
      'a wrong name of a job',
      settings(`budget: { durations: { build: 3 } },`),
      'pipewright.config.ts:4:26',
      '"build" must be "workflow.yml/job"',
      undefined,
    ],
    [
      'a number that is too small',
      settings(`budget: { cacheGigabytes: 0 },`),
      'pipewright.config.ts:4:13',
      '"cacheGigabytes" must be at least 1',
      undefined,
    ],
    [
      'neither of two',
      settings(`traffic: { pushes: [{}] },`),
      'pipewright.config.ts:4:14',
      'entry 1 of "pushes" must have either perDay or perMonth',
      undefined,
    ],
    [
      'no default export',
      'export const a = 1;\n',
      'pipewright.config.ts:1:1',
      'the settings have no default export',
      'write export default defineConfig({ … })',
    ],
    [
      'no object',
      '\nexport default 3;\n',
      'pipewright.config.ts:2:1',
      'the settings must be a map',
      'write export default defineConfig({ … })',
    ],
  ])('may not have %s', async (_, text, place, message, hint) => {
    const [finding, ...others] = await wrong(text);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', code: 'invalid-config', place, hint });
    expect(finding?.message).toMatch(message);
  });

  it('may not throw or fail to compile', async () => {
    expect(await wrong(`\nthrow new Error('no');\n`)).toMatchObject([
      { code: 'pipeline-throws', place: 'pipewright.config.ts:2:7' },
    ]);
    expect(await wrong('export default {')).toMatchObject([
      { code: 'does-not-compile', place: 'pipewright.config.ts:1:17' },
    ]);
  });
});
