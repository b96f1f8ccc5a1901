/** The reader: everything that the writer writes, and what people write by hand. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Document, Workflow } from '../model/index.ts';
import { actions, workflows } from './arbitrary-documents.ts';
import { readYaml } from './read.ts';
import { headerMark, writeYaml } from './write.ts';

vi.setConfig({ testTimeout: 30_000 });

/** A comment as a file can hold it: its lines without blanks at their ends and control characters. */
function inComment(text: string): string | undefined {
  const lines = text.trimEnd().split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  const kept = lines
    .map((line) => (line.trim() === '' ? '' : visible(line).trimEnd()))
    .join('\n')
    .trim();
  return kept === '' ? undefined : kept;
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: comments can't hold them
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const visible = (text: string): string => text.replace(invisible, (each) => (/\s|\u0085/.test(each) ? ' ' : '\ufffd'));

/** What is for others than GitHub, or becomes a comment of its own. */
const unwritten = ['source', 'unsafe', 'troubleshooting'];

/** What of a document is written into its file. */
function written(value: unknown, key = ''): unknown {
  if (key === 'doc') return inComment(String(value));
  if (key === 'tag') return inComment(String(value).replace(/[\s\u0085]+/g, ' '));
  if (Array.isArray(value)) return value.map((each) => written(each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, each]) => !unwritten.includes(name) && each !== undefined)
    .map(([name, each]) => [name, written(each, name)] as const);
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}

const roundTrip = (document: Document): Document | undefined => {
  const text = writeYaml(document, `${headerMark}pipelines/x.ts. Do not edit.`);
  const { document: back, findings } = readYaml(text, document.kind === 'action' ? 'setup/action.yml' : 'x.yml');
  expect(findings).toEqual([]);
  return back;
};

describe('read(write(document))', () => {
  it('is the workflow', () => {
    fc.assert(
      fc.property(workflows, (workflow) => {
        expect(written(roundTrip(workflow))).toEqual(written(workflow));
      }),
      { numRuns: 400 },
    );
  });

  it('is the action', () => {
    fc.assert(
      fc.property(actions, (action) => {
        expect(written(roundTrip(action))).toEqual(written(action));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the rules that are switched off, and the reasons for values in scripts', () => {
    const workflow: Workflow = {
      kind: 'workflow',
      doc: 'Checks.',
      ignore: { 'missing-timeout': 'short' },
      on: [{ kind: 'trigger', event: 'push', ignore: { 'unknown-event': 'new' } }],
      jobs: [
        {
          kind: 'job',
          id: 'a',
          doc: 'First.\n\nSecond.',
          ignore: { 'unknown-runner-label': 'ours: gpu', 'missing-timeout': 'long' },
          runsOn: 'gpu',
          steps: [
            { kind: 'run', run: 'echo a', ignore: { 'unquoted-variable': 'words' } },
            { kind: 'run', name: 'b', run: 'echo ${{ github.sha }}', unsafe: { '${{ github.sha }}': 'a hash' } },
          ],
        },
      ],
    };
    expect(
      JSON.parse(JSON.stringify(roundTrip(workflow), (key, each) => (key === 'source' ? undefined : each))),
    ).toEqual(workflow);
  });
});
