import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pipelineOf, type TemporaryProject, temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { synthesize } from './index.ts';
import { typeCheck } from './type-check.ts';

const cache = 'node_modules/.cache/pipewright/types-passed';
const wrong = 'export const a: number = 1;\nexport const b: string = a;\n';
const right = 'export const a: number = 1;\n';

const project = (files: Readonly<Record<string, string>>): TemporaryProject => temporaryProject(files, ['typescript']);

async function check({ root }: TemporaryProject, names = ['pipelines/x.ts']) {
  const findings = await typeCheck(
    root,
    names.map((name) => join(root, name)),
  );
  return findings.map(({ source, severity, ...rest }) => ({
    ...rest,
    place: source && `${source.file.slice(root.length + 1)}:${source.line}:${source.column}`,
  }));
}

/** Marks the memory of a pass: a compiler that runs again would write it anew. */
function mark(given: TemporaryProject): () => boolean {
  const marked = `${given.read(cache)}\n`;
  given.write(cache, marked);
  return () => given.read(cache) === marked;
}

describe('typeCheck', () => {
  it('gives every type error with its place, and remembers nothing', async () => {
    const given = project({ 'pipelines/x.ts': wrong });
    expect(await check(given)).toEqual([
      {
        code: 'type-error',
        message: `Type 'number' is not assignable to type 'string'. (TS2322)`,
        place: 'pipelines/x.ts:2:14',
      },
    ]);
    expect(given.has(cache)).toBe(false);
  });

  it('keeps the further lines of an error as its hint', async () => {
    const [finding] = await check(
      project({ 'pipelines/x.ts': 'export const a: { b: { c: string } } = { b: { c: 1 } as { c: number } };\n' }),
    );
    expect(finding?.hint).toMatch(/^The types of 'c' are incompatible|^Types of property 'c'|^Type 'number'/);
  });

  it('finds errors in imported modules', async () => {
    expect(
      await check(project({ 'pipelines/x.ts': `import './parts/y.ts';\n`, 'pipelines/parts/y.ts': wrong })),
    ).toMatchObject([{ place: 'pipelines/parts/y.ts:2:14' }]);
  });

  it('runs the compiler once for what has passed', async () => {
    const given = project({ 'pipelines/x.ts': right });
    expect(await check(given)).toEqual([]);
    const isCached = mark(given);
    expect(await check(given)).toEqual([]);
    expect(isCached()).toBe(true);
  });

  it.each([
    ['a pipeline', { 'pipelines/x.ts': wrong }],
    ['a module', { 'pipelines/parts/value.ts': wrong }],
    ['a module that is imported for its types only', { 'pipelines/parts/types.ts': 'export type T = string;\n' }],
    ['a declaration beside the pipelines', { 'pipelines/globals.d.ts': 'declare const version: string;\n' }],
    ['the settings', { 'tsconfig.json': '{ "compilerOptions": { "noUnusedLocals": true } }' }],
  ])('runs it again after a change of %s', async (_, change) => {
    const given = project({
      'tsconfig.json': '{}',
      'pipelines/x.ts': `import './parts/value.ts';\nimport type { T } from './parts/types.ts';\nconst unused = 1;\nexport const t: T = version;\n`,
      'pipelines/globals.d.ts': 'declare const version: number;\n',
      'pipelines/parts/value.ts': right,
      'pipelines/parts/types.ts': 'export type T = number;\n',
    });
    expect(await check(given)).toEqual([]);
    for (const [name, text] of Object.entries(change)) given.write(name, text);
    expect(await check(given)).toHaveLength(1);
  });

  it.each(['', 'null', '{', '{"key":1}', '0123abcd'])('runs it again where the memory holds %j', async (text) => {
    const given = project({ 'pipelines/x.ts': wrong, [cache]: text });
    expect(await check(given)).toHaveLength(1);
  });

  it('sees the libraries and folders that a repository forbids itself', async () => {
    const given = project({
      'tsconfig.json':
        '{ "compilerOptions": { "rootDir": "src", "composite": true, "noEmit": false }, "include": ["src"] }',
      'pipelines/x.ts': right,
      'src/index.ts': wrong,
    });
    expect(await check(given)).toEqual([]);
  });

  it('says when the compiler itself fails', async () => {
    const given = temporaryProject({
      'pipelines/x.ts': right,
      'node_modules/typescript/package.json': '{ "version": "9.9.9", "bin": { "tsc": "tsc.js" } }',
      'node_modules/typescript/tsc.js': `console.error('out of memory'); process.exit(134);`,
    });
    expect(await check(given)).toMatchObject([
      { code: 'type-check-failed', message: 'the compiler of TypeScript failed: out of memory' },
    ]);
    expect(given.has(cache)).toBe(false);
  });

  it('is left out where TypeScript is not installed', async () => {
    expect(await check(temporaryProject({ 'pipelines/x.ts': wrong }))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('works where nothing can be remembered', async () => {
    const given = project({ 'pipelines/x.ts': wrong });
    chmodSync(given.path('node_modules'), 0o555);
    expect(await check(given)).toHaveLength(1);
    chmodSync(given.path('node_modules'), 0o755);
  });
});

describe('synthesize', () => {
  const text = pipelineOf('run(sh`true`)').replace('const build', 'const wrong: string = 1;\nvoid wrong;\nconst build');
  const declaration =
    'declare module "pipewright" { export const job: any, matrix: any, run: any, sh: any, workflow: any; }\n';
  const files = { 'pipelines/x.ts': text, 'pipelines/pipewright.d.ts': declaration };

  it('stops at type errors, unless told not to', async () => {
    const { root } = project(files);
    const { findings, comparison } = await synthesize(root);
    expect(findings).toMatchObject([
      { code: 'type-error', source: { file: join(root, 'pipelines/x.ts'), line: 3, column: 7 } },
    ]);
    expect(comparison.changes).toEqual([]);
    expect((await synthesize(root, { typeCheck: false })).findings).toEqual([]);
  });

  it('obeys the settings, and the option above them', async () => {
    const given = project({ ...files, 'pipewright.config.ts': 'export default { typeCheck: false };\n' });
    expect((await synthesize(given.root)).findings).toEqual([]);
    expect((await synthesize(given.root, { typeCheck: true })).findings).toHaveLength(1);
    expect(readFileSync(given.path('node_modules/.cache/pipewright/tsconfig.json'), 'utf8')).toContain(
      'pipelines/x.ts',
    );
  });
});
