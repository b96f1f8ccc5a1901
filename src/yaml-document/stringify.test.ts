import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from './parse.ts';
import { stringifyYaml, type YamlEntry, type YamlMap, type YamlNode } from './stringify.ts';

const map = (...entries: YamlEntry[]): YamlMap => ({ kind: 'map', entries });
const entry = (key: string, value: YamlNode, more: Partial<YamlEntry> = {}): YamlEntry => ({ key, value, ...more });
const yaml = (...entries: YamlEntry[]): string => stringifyYaml(map(...entries));

/** A value as data, wherever it can stand: a value, a key, an item, an item on one line, each with a comment behind it. */
function everywhere(value: string): { readonly text: string; readonly data: unknown } {
  const text = yaml(
    entry('value', value),
    entry('commented', value, { comment: value, trailing: value }),
    entry('keys', map(entry(value, 1))),
    entry('items', {
      kind: 'list',
      items: [{ value, comment: value }, { value, trailing: 'x' }, { value: map(entry('inner', value)) }],
    }),
    entry('flow', { kind: 'list', flow: true, items: [{ value }, { value: 'last' }] }),
  );
  const data = {
    value,
    commented: value,
    keys: { [value]: 1 },
    items: [value, value, { inner: value }],
    flow: [value, 'last'],
  };
  return { text, data };
}

describe('stringifyYaml', () => {
  it.each(
    [
      ...['1', '-1', '1.0', '1e3', '0x1f', '0o17', '017', '.5', '.inf', '-.INF', '.nan', '1_000', '12:30', '+1'],
      ...[
        'true',
        'True',
        'false',
        'yes',
        'no',
        'on',
        'off',
        'y',
        'null',
        'Null',
        '~',
        '',
        '2001-01-01',
        '2001-01-01T00:00:00Z',
      ],
      ...[
        '-',
        '- a',
        '? a',
        ': a',
        'a: b',
        'a:',
        'a #b',
        '#a',
        '@a',
        '`a',
        '%a',
        '!a',
        '&a',
        '*a',
        '|',
        '>',
        '{a',
        '}',
        '[a',
        ']',
        'a, b',
        '<<',
        '=',
        '---',
        '...',
      ],
      ...[' ', '  ', ' a', 'a ', '\ta', 'a\t', '\t', 'a\tb', "it's", '"q"', "'q'", 'a\\b', '\\', '\\n'],
      ...[
        'a\nb',
        'a\nb\n',
        'a\n\nb\n',
        'a \nb\n',
        'a\nb \n',
        'a\n',
        'a\n\n',
        '\na',
        '\n',
        '\n\n',
        ' a\nb',
        '  a\n b\n',
        'a\n  b\n',
        'a\n\t\n',
        '# a\nb',
        'a\n# b\n',
        '--- a\nb',
        '...\na\n',
      ],
      ...[
        'ä',
        '😀',
        'line 😀\nline ä\n',
        '日本語',
        '\u00a0',
        '\u200b',
        '\u0000',
        '\u001b[31m',
        '\u0085a\nb',
        'a\u2028b',
        'a\u2029\nb',
        '\ufeffa',
        'a\r\nb\r\n',
        'a\rb',
        '\u007f',
      ],
      ...['${{ github.ref }}', "${{ fromJSON('[1]') }}", 'if [ -n "$X" ]; then\n  echo \'x: y\' # z\nfi\n'],
    ].map((value) => [value]),
  )('keeps %j, wherever it stands', (value) => {
    const { text, data } = everywhere(value);
    expect(parseYaml(text)).toMatchObject({ problems: [], data });
  });

  it('keeps any text, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...' \t\n#:-\'"{}[],&*!|>%@`a1') })),
        (value) => {
          const { text, data } = everywhere(value);
          const { problems, data: back } = parseYaml(text);
          expect(problems).toEqual([]);
          expect(back).toEqual(data);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('writes numbers, booleans and nothing as they are', () => {
    expect(
      yaml(
        entry('a', 1),
        entry('b', 1.5),
        entry('c', true),
        entry('d', null),
        entry('e', { kind: 'list', items: [{ value: null }] }),
      ),
    ).toBe('a: 1\nb: 1.5\nc: true\nd:\ne:\n  - null\n');
  });

  it('quotes what would be something else, and only that', () => {
    expect(
      yaml(
        entry('a', '1'),
        entry('b', 'true'),
        entry('c', ''),
        entry('d', 'a b'),
        entry('e', "it's"),
        entry('f', '#x'),
      ),
    ).toBe(`a: '1'\nb: 'true'\nc: ''\nd: a b\ne: it's\nf: '#x'\n`);
  });

  it('writes several lines as a block', () => {
    expect(yaml(entry('run', 'npm ci\n\nnpm test'), entry('other', 'a\n'))).toBe(
      'run: |-\n  npm ci\n\n  npm test\nother: |\n  a\n',
    );
  });

  it('quotes several lines that a block could not hold for every reader', () => {
    expect(yaml(entry('a', 'x\u001b\ny'), entry('b', 'x\n\n'), entry('c', ' x\ny'))).toBe(
      'a: "x\\e\\ny"\nb: "x\\n\\n"\nc: " x\\ny"\n',
    );
  });

  it('never folds a line', () => {
    const long = `\${{ ${'a && '.repeat(200)}b }}`;
    expect(yaml(entry('if', long), entry('run', `${long}\nx`)).split('\n')).toEqual([
      `if: ${long}`,
      'run: |-',
      `  ${long}`,
      '  x',
      '',
    ]);
  });

  it('writes short lists on one line where asked, and long ones below each other', () => {
    const list = (...values: string[]): YamlNode => ({
      kind: 'list',
      flow: true,
      items: values.map((value) => ({ value })),
    });
    expect(yaml(entry('a', list('x', 'y')), entry('b', list()), entry('c', map()))).toBe('a: [x, y]\nb: []\nc: {}\n');
    expect(yaml(entry('a', list('x'.repeat(60), 'y'.repeat(60))))).toBe(
      `a:\n  - ${'x'.repeat(60)}\n  - ${'y'.repeat(60)}\n`,
    );
    expect(yaml(entry('a', list('x\ny')))).toBe('a:\n  - |-\n    x\n    y\n');
  });

  it('writes comments above and behind, on as many lines as they have', () => {
    const text = stringifyYaml(
      map(
        entry('a', 1, { comment: 'one\r\ntwo\n\nthree\n', trailing: 'x\ny' }),
        entry(
          'b',
          {
            kind: 'list',
            items: [{ value: 'c', comment: 'above' }, { value: map(entry('uses', 'd', { trailing: 'v1' })) }],
          },
          { spaced: true },
        ),
      ),
      'Header\nof two lines.',
    );
    expect(text).toBe(`# Header
# of two lines.

# one
# two

# three
a: 1 # x y

b:
  # above
  - c
  - uses: d # v1
`);
  });

  it('uses no anchors for what occurs twice', () => {
    const shared = map(entry('x', 1));
    expect(yaml(entry('a', shared), entry('b', shared))).toBe('a:\n  x: 1\nb:\n  x: 1\n');
  });
});
