/** Text of authors in Markdown: it stays in its cell, and shows as what it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  block,
  cell,
  clip,
  code,
  codeLines,
  escapeText,
  inWords,
  oneLine,
  paragraphs,
  prose,
  table,
} from './markdown.ts';

const pieces = [
  ...' \t\n\r|\\`*_~[](){}<>!#+-=.:;&@$%"\'/0aZé漢🤖',
  ...['\u2028', '\u202e', '\ud800', '<!--', '-->', '<script>', '</td>', '](', '![', '&#124;', '&lt;', '```', '~~~'],
  ...['@octocat', 'a@b.io', 'https://', 'www.', '\\|', '${{', '}}', '\n\n', '| --- |', '1. ', '- ', '# ', '> '],
];
const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom(...pieces), maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** What a reader sees of escaped text, as the rules of Markdown and HTML have it. */
const shown = (markdown: string): string =>
  markdown
    .replace(/<!-- -->|<\/?(?:span|code)>/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)))
    .replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? '');

/** The cells of a row, as GitHub cuts it: at every pipe that no backslash stands before. */
const cellsOf = (row: string): string[] => row.split(/(?<!\\)\|/).slice(1, -1);

describe('any text', () => {
  it('shows as it is, on one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(shown(escapeText(text))).toBe(oneLine(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('brings no tag, no entity and no pipe of its own', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const left = escapeText(text).replace(/<!-- -->|<\/?span>|&(?:amp|lt|gt|#124);/g, '');
        expect(left).not.toMatch(/[<>&|\n\r]/);
      }),
      { numRuns: 1000 },
    );
  });

  it('formats nothing: every mark that could has a backslash', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const left = escapeText(text).replace(/\\[!-/:-@[-`{-~]/g, '/');
        expect(left).not.toMatch(/[\\`*[\]~]|(?<![A-Za-z0-9_])_|_(?![A-Za-z0-9_])|^(?:[#+=-]|\d+[.)](?:\s|$))/);
      }),
      { numRuns: 1000 },
    );
  });

  it('is no name, no address and no formula', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeText(text)).not.toMatch(/@\w|:\/\/|\bwww\.|(?<!<span>)\$|\$(?!<\/span>)/i);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays in its cell, as text, as code and as both', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const rows = table(
          ['A', 'B', 'C', 'D'],
          [
            [escapeText(one), code(other), prose(one), `${code(one)}x${prose(other)}`],
            ['a', 'b', 'c', 'd'],
          ],
        );
        const [head = '', line = '', row = '', ...more] = rows.split('\n');
        expect(more).toEqual(['| a | b | c | d |']);
        for (const each of [head, line, row]) expect(cellsOf(each)).toHaveLength(4);
        expect(cellsOf(row)[0]?.trim()).toBe(escapeText(one));
      }),
      { numRuns: 1000 },
    );
  });

  it('is code from its first fence to its last', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [, fence = '', inside = ''] = /^(`+)([\s\S]*?)\1$/.exec(code(text)) ?? [];
        expect(inside.trim()).toBe(oneLine(text));
        expect(inside.match(/`+/g) ?? []).not.toContain(fence);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not end the block it stands in', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = block('sh', text).split('\n');
        const fence = lines.at(-1) ?? '';
        expect(fence).toMatch(/^`{3,}$/);
        expect(lines.slice(1, -1).some((line) => line.includes(fence))).toBe(false);
      }),
    );
  });
});

describe('a text', () => {
  it.each([
    ['a|b <i> *c*', 'a&#124;b &lt;i&gt; \\*c\\*'],
    ['snake_case and __init__', 'snake_case and \\_\\_init\\_\\_'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['1.5 times', '1.5 times'],
    ['ask @octocat', 'ask @<!-- -->octocat'],
    ['see https://a.b and www.a.b', 'see https:<!-- -->//a.b and www<!-- -->.a.b'],
    ['two\nlines\r\n', 'two lines'],
    ['$1', '<span>$</span>1'],
  ])('%j is written as %j', (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });

  it('may mark code as comments do', () => {
    expect(prose('Runs `a|b` and *more*')).toBe('Runs `a|b` and \\*more\\*');
    expect(prose('an `open one')).toBe('an \\`open one');
    expect(paragraphs('one\ntwo\n\nthree\n')).toBe('one two\n\nthree');
  });
});

describe('code', () => {
  it.each([
    ['npm test', '`npm test`'],
    ['a ` b', '``a ` b``'],
    ['`a`', '`` `a` ``'],
    ['', ''],
  ])('%j is written as %j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it('with a pipe becomes a tag in a cell, where a backslash could not save it', () => {
    expect(cell(`\\\`x ${code('a\\|b')} ${code('c')}`)).toBe('\\`x <code>a&#92;&#124;b</code> `c`');
  });

  it('of several lines has a line for each', () => {
    expect(codeLines('a\n\n b \n')).toBe('`a`<br>`b`');
  });
});

describe('a table', () => {
  it('leaves out what is empty in every row', () => {
    expect(
      table(
        ['A', 'B'],
        [
          ['1', ''],
          ['2', ''],
        ],
      ),
    ).toBe('| A |\n| --- |\n| 1 |\n| 2 |');
  });
});

it('words stand in a row', () => {
  expect([inWords([]), inWords(['a']), inWords(['a', 'b']), inWords(['a', 'b', 'c'], 'or')]).toEqual([
    '',
    'a',
    'a and b',
    'a, b or c',
  ]);
  expect([clip('abc', 3), clip('abcd', 3)]).toEqual(['abc', 'ab…']);
});
