import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import { builtinActions } from './builtin.ts';
import { checkMetadata, readMetadata } from './metadata.ts';

const valid = {
  uses: 'octo/tool',
  tag: 'v1.2.3',
  sha: '0123456789abcdef0123456789abcdef01234567',
  link: 'https://github.com/octo/tool',
  inputs: { level: { values: [1, 2], default: 1 }, 'dry-run': { type: 'boolean', default: '${{ github.actor }}' } },
  outputs: ['result'],
};

function caught(read: () => unknown): readonly Diagnostic[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof PipelineError) return error.findings;
    throw error;
  }
}

/** Each finding in short, of the valid metadata with some fields changed. */
function findings(change: object): string[] {
  const text = JSON.stringify({ ...valid, ...change }, undefined, 2);
  return caught(() => readMetadata(text, 'tool.json')).map(({ code, message, path, source }) => {
    return `${source?.file}:${source?.line}:${source?.column} ${code} ${path}: ${message}`;
  });
}

describe('readMetadata', () => {
  it('reads what is right', () => {
    expect(findings({})).toEqual([]);
    expect(readMetadata(JSON.stringify(valid), 'tool.json')).toEqual({ ...valid, safeDefaults: {} });
  });

  it.each([
    ['a short sha', { sha: 'abc' }, '4:10', 'sha', '"sha" must be a commit: 40 hexadecimal digits in lower case'],
    ['no sha', { sha: undefined }, '1:1', 'sha', '"sha" is missing'],
    ['a branch with a space', { tag: 'my branch' }, '3:10', 'tag', '"tag" must be a tag, such as v4.2.0'],
    ['a path that climbs', { uses: 'octo/../../x' }, '2:11', 'uses', '"uses" must be owner/repo or owner/repo/path'],
    ['a link without https', { link: 'github.com' }, '5:11', 'link', '"link" must be the https address of a page'],
    ['outputs that are no list', { outputs: 'x' }, '19:14', 'outputs', '"outputs" must be a list'],
  ])('says where %s is', (_, change, place, path, message) => {
    expect(findings(change)).toEqual([`tool.json:${place} invalid-action-metadata ${path}: ${message}`]);
  });

  it.each([
    [{ a: { type: 'text' } }, 'inputs.a.type: "type" must be "string" or "number" or "boolean" or "code"'],
    [{ a: {} }, 'inputs.a: "a" must have either a type or values'],
    [{ a: { type: 'number', values: [1] } }, 'inputs.a: "a" must have either a type or values'],
    [{ a: { type: 'boolean', default: 'yes' } }, 'inputs.a.default: "default" must be true or false'],
    [{ a: { values: ['x'], default: 'y' } }, 'inputs.a.default: "default" must be one of "x"'],
    [{ a: { type: 'string', default: [] } }, 'inputs.a.default: "default" must be text, a number, true or false'],
    [{ 'a b': { type: 'string' } }, 'inputs["a b"]: the name "a b" must be letters, digits, "-" and "_"'],
  ])('refuses the input %j', (inputs, expected) => {
    const found = findings({ inputs });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('refuses a safe default for what is no input, or of another type', () => {
    expect(findings({ safeDefaults: { dry: true } })[0]).toContain('"dry" must be an input of the action');
    expect(findings({ safeDefaults: { 'dry-run': 'no' } })[0]).toContain('"dry-run" must be true or false');
    expect(findings({ safeDefaults: { toString: true } })[0]).toContain('must be an input of the action');
  });

  it('points at an unknown field and says which was meant', () => {
    const text = JSON.stringify(
      { ...valid, output: [], inputs: { a: { type: 'string', requried: true } } },
      undefined,
      2,
    );
    expect(caught(() => readMetadata(text, 'tool.json'))).toEqual([
      {
        severity: 'error',
        code: 'invalid-action-metadata',
        message: 'there is no field "requried"',
        source: { file: 'tool.json', line: 9, column: 7 },
        path: 'inputs.a.requried',
        hint: 'did you mean "required"?',
      },
      expect.objectContaining({ path: 'output', hint: 'did you mean "outputs"?' }),
    ]);
  });

  it('reports every mistake at once', () => {
    expect(findings({ sha: 'abc', tag: '', outputs: ['1st'] })).toHaveLength(3);
  });

  it('checks data that was imported, and names its file', () => {
    const [finding] = caught(() => checkMetadata({ ...valid, sha: 'abc' }, 'tool.json'));
    expect(finding).toMatchObject({ path: 'sha', source: { file: 'tool.json', line: 1, column: 1 } });
  });
});

describe('the built-in metadata', () => {
  const folder = fileURLToPath(new URL('./metadata/', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));

  it('has every file in the list, under the name of its action', () => {
    const names = files.map((file) => file.replaceAll('\\', '/').replace(/\.json$/, ''));
    expect(names.sort()).toEqual(builtinActions.map(({ uses }) => uses).sort());
  });

  it.each(files)('%s is right', (file) => {
    const { uses } = readMetadata(readFileSync(folder + file, 'utf8'), file);
    expect(file.replaceAll('\\', '/')).toBe(`${uses}.json`);
  });

  it('pins the actions of one repository to one commit', () => {
    const pins = new Map<string, string>();
    for (const { uses, sha, tag } of builtinActions) {
      const repository = uses.split('/', 2).join('/');
      expect(pins.get(repository) ?? `${sha} ${tag}`).toBe(`${sha} ${tag}`);
      pins.set(repository, `${sha} ${tag}`);
    }
  });
});
