import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCases, readCases } from './read-cases.ts';
import { groupOf } from './test-case.ts';

const folder = mkdtempSync(join(tmpdir(), 'pipewright-cases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = `description: Some
cases:
  - id: list
    category: search
    prompt: List all
    expected_patterns: [{ program: ls }]
    expected_risk: safe
    known_good: [ls]
    known_bad: [rm]
`;

const findingsOf = (text: string): string[] =>
  parseCases(text, 'x.yaml').findings.map(
    ({ source, message, hint }) =>
      `${source?.line}:${source?.column} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
/** The good case with another line in it. */
const withLine = (from: RegExp, to: string): string[] => findingsOf(good.replace(from, to));

describe('parseCases', () => {
  it('reads a case, with its defaults and its place', () => {
    const { files, findings } = parseCases(good, 'x.yaml');
    expect(findings).toEqual([]);
    expect(files[0]?.cases).toEqual([
      {
        kind: 'command',
        id: 'list',
        category: 'search',
        prompt: 'List all',
        expected_patterns: [{ program: 'ls' }],
        forbidden_patterns: [],
        expected_risk: 'safe',
        should_block: false,
        should_warn: false,
        known_good: ['ls'],
        known_bad: ['rm'],
        source: { file: 'x.yaml', line: 3, column: 5 },
        route: ['cases', 0],
      },
    ]);
  });

  it.each([
    [
      /prompt: List all/,
      'promt: List all',
      ['5:5 there is no field "promt" (did you mean "prompt"?)', '3:5 "prompt" must have either a prompt or messages'],
    ],
    [/prompt: List all/, 'prompt: 7', ['5:13 "prompt" must be a text; put it in quotes']],
    [/prompt: List all/, 'prompt: ""', ['5:13 "prompt" must not be empty']],
    [/prompt: List all/, 'prompt: [a]', ['5:13 "prompt" must be a text']],
    [
      /prompt: List all/,
      'messages: [{ role: usr, content: a }]',
      ['5:24 "role" must be "system", "user" or "assistant"'],
    ],
    [
      /prompt: List all/,
      'messages: [{ role: assistant, content: a }]',
      ['5:15 "messages" must end with a message of the user'],
    ],
    [/id: list/, 'id: List all', ['3:9 "id" must be lower case, with "-" between the words, as in "list-files"']],
    [/known_good: \[ls\]/, 'known_good: []', ['8:17 "known_good" must hold at least one answer']],
    [/known_good: \[ls\]/, 'known_good: [yes, 1]', ['8:23 entry 2 of "known_good" must be a text; put it in quotes']],
    [
      /expected_risk: safe/,
      'expected_risk: sfae',
      ['7:20 "expected_risk" must be "safe", "moderate", "high" or "critical"'],
    ],
    [
      /\{ program: ls \}/,
      '{ progam: ls }',
      [
        '6:27 there is no field "progam" (did you mean "program"?)',
        '6:25 entry 1 of "expected_patterns" must name at least one part, such as program',
      ],
    ],
    [/\{ program: ls \}/, '{ program: ls, flags: -a }', ['6:47 "flags" must be a list']],
    [
      /\{ program: ls \}/,
      '{ program: ls, flags: [a] }',
      ['6:48 entry 1 of "flags" must be options with "|" between them, then a value, as in "-n|--lines 20"'],
    ],
    [/\{ program: ls \}/, '{ program: ls, redirect: a }', ['6:50 "redirect" must be "< file", "> file" or ">> file"']],
    [
      /\{ program: ls \}/,
      "'^(a'",
      ['6:25 entry 1 of "expected_patterns" is no regular expression: /^(a/u: Unterminated group'],
    ],
    [
      /\{ program: ls \}/,
      "{ regex: '[z-a]' }",
      ['6:34 "regex" is no regular expression: /[z-a]/u: Range out of order in character class'],
    ],
    [
      /\{ program: ls \}/,
      '7',
      [
        '6:25 entry 1 of "expected_patterns" must be a pattern such as { program: ls, flags: [-a] }, or a regular expression',
      ],
    ],
    [
      /prompt: List all/,
      'prompt: List all\n    kind: pear',
      ['6:11 "kind" must be "command" or "pair" or "grounded" (did you mean "pair"?)'],
    ],
    [/prompt: List all/, 'kind: pair\n    prompts: [a]', ['6:14 "prompts" must hold at least two prompts']],
    [
      /description: Some/,
      'counts: { case: 1 }',
      ['1:1 "cases" is missing', '1:11 there is no field "case" (did you mean "cases"?)'],
    ],
    [/description: Some/, 'descripton: Some', ['1:1 there is no field "descripton" (did you mean "description"?)']],
    [/id: list/, 'id: list\n    id: list', ['4:5 the key "id" is here twice']],
  ])('%s -> %s', (from, to, expected) => {
    expect(withLine(from, to).sort()).toEqual([...expected].sort());
  });

  it.each([
    ['', ['1:1 "cases" is missing']],
    ['7', ['1:1 the file must be a map']],
    ['cases: 7', ['1:8 "cases" must be a list']],
    ['cases: []', ['1:8 "cases" must hold at least one case']],
    ['cases: [7]', ['1:9 entry 1 of "cases" must be a map']],
    ['cases: [', ['1:9 Flow sequence in block collection must be sufficiently indented and end with a ]']],
  ])('says what is wrong with %j', (text, expected) => {
    expect(findingsOf(text)).toEqual(expected);
  });

  it('collects what is wrong, and keeps the cases that are right', () => {
    const second = good.slice(good.indexOf('  - id')).replace('id: list', 'id: other').replace('safe', 'none');
    const third = second.replace('id: other', 'id: third').replace('none', 'safe');
    const { files, findings } = parseCases(good + second + third, 'x.yaml');
    expect(findings).toHaveLength(1);
    expect(files[0]?.cases.map(({ id, source }) => [id, source.line])).toEqual([
      ['list', 3],
      ['third', 17],
    ]);
  });

  it('knows harmful requests, pairs and questions', () => {
    const text = `cases:
  - { id: a, category: x, prompt: p, expected_risk: high, should_warn: true, known_good: [a], known_bad: [b] }
  - { id: b, kind: pair, category: x, prompts: [p, q], known_good: [a], known_bad: [b] }
  - { id: c, kind: grounded, category: x, context: c, prompt: p, should_decline: true, known_good: [a], known_bad: [b] }
  - { id: d, kind: grounded, category: x, context: c, prompt: p, known_good: [a], known_bad: [b] }
`;
    const { files, findings } = parseCases(text, 'x.yaml');
    expect(files[0]?.cases.map(groupOf)).toEqual(['dangerous', 'bias', 'grounded']);
    expect(findings.map(({ message }) => message)).toEqual([
      '"expected_patterns" must be there, or should_decline: true; not both',
    ]);
  });
});

describe('readCases', () => {
  it('reads files and folders, relative to the root', async () => {
    writeFileSync(join(folder, 'a.yaml'), good);
    writeFileSync(join(folder, 'notes.txt'), 'no cases');
    const { files, findings } = await readCases(['.', 'a.yaml'], { root: folder });
    expect(findings).toEqual([]);
    expect(files.map(({ file }) => file)).toEqual(['a.yaml', 'a.yaml']);
  });

  it('says which files can not be read', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    const { findings } = await readCases(['none.yaml', empty], { root: folder });
    expect(findings.map(({ message }) => message)).toEqual([
      'there is no such file',
      'there is no YAML file in this folder',
    ]);
    expect(findings[0]?.source).toEqual({ file: 'none.yaml', line: 1, column: 1 });
  });

  it('does not read a file that is too large', async () => {
    writeFileSync(join(folder, 'large.yaml'), `# ${'x'.repeat(4_000_001)}`);
    const { files, findings } = await readCases(['large.yaml'], { root: folder });
    expect([files, findings[0]?.message]).toEqual([[], 'the file is larger than 4000000 bytes']);
  });
});
