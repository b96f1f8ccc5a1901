import { describe, expect, it } from 'vitest';
import { parseYaml } from './parse.ts';

const text = `# a comment
name: CI
jobs:
  build:
    steps:
      - uses: actions/checkout@v4
      - run: |
          npm ci
          npm test
        env: { A: 1, B: two }
  empty:
`;

describe('parseYaml', () => {
  it('gives plain data', () => {
    expect(parseYaml('a: [1, "1", true, null, 2001-01-01, yes, 0o17]\n')).toMatchObject({
      problems: [],
      data: { a: [1, '1', true, null, '2001-01-01', 'yes', 15] },
    });
    expect(parseYaml('').data).toBeNull();
    expect(parseYaml('# only a comment\n').data).toBeNull();
    expect(parseYaml('\ufeffa: 1\r\nb: 2\r\n').data).toEqual({ a: 1, b: 2 });
    expect(parseYaml('a: &x [1]\nb: *x\n').data).toEqual({ a: [1], b: [1] });
  });

  it.each([
    ['a bracket that is not closed', 'a: 1\nb: [\n', 3, 1],
    ['a tab', 'a:\n\tb: 1\n', 2, 1],
    ['two documents', 'a: 1\n---\nb: 1\n', 2, 1],
    ['an alias of nothing', 'a: 1\nb: *x\n', 2, 4],
    ['an alias of itself', 'a: &x\n  b: *x\n', 2, 6],
  ])('gives %s as data, with its place', (_, broken, line, column) => {
    const { data, problems } = parseYaml(broken);
    expect(data).toBeUndefined();
    expect(problems[0]).toMatchObject({ line, column });
    expect(problems[0]?.message).not.toMatch(/\n| at line /);
  });

  it('tells of a key that is there twice, and takes its last value', () => {
    expect(parseYaml('a: 1\nb:\n  c: 1\n  c: 2\n')).toMatchObject({
      data: { a: 1, b: { c: 2 } },
      problems: [{ message: 'the key "c" is here twice', line: 4, column: 3 }],
    });
  });

  it('gives up on aliases without end, at the one that stands for most', () => {
    const level = (name: string, of: string): string => `${name}: &${name} [${`*${of}, `.repeat(10)}]\n`;
    const bomb = `a: &a [x, x]\n${level('b', 'a')}${level('c', 'b')}${level('d', 'c')}${level('e', 'd')}${level('f', 'e')}${level('g', 'f')}`;
    expect(parseYaml(bomb)).toMatchObject({ data: undefined, problems: [{ line: 7, column: 8 }] });
    expect(parseYaml(`a: &a [x, x]\n${level('b', 'a')}`).problems).toEqual([]);
  });

  it('merges, and says where a merge is none', () => {
    const text = 'a: &a { x: 1, y: 2 }\nb:\n  <<: *a\n  y: 3\nc:\n  <<: [*a, { z: 1 }]\nd: { "<<": 1 }\n';
    const parsed = parseYaml(text);
    expect(parsed.data).toMatchObject({ b: { x: 1, y: 3 }, c: { x: 1, y: 2, z: 1 }, d: { '<<': 1 } });
    expect(parsed.mergeKeys()).toEqual([
      { line: 3, column: 3 },
      { line: 6, column: 3 },
    ]);
    expect(parsed.placeOf(['b', 'x'])).toEqual({ line: 1, column: 9 });
    expect(parseYaml('a: 1\nb:\n  <<: 2\n')).toMatchObject({ data: undefined, problems: [{ line: 3, column: 3 }] });
  });

  it.each([
    ['lists', '['.repeat(100_000)],
    ['lists below each other', '- '.repeat(100_000)],
    ['maps', '{a: '.repeat(100_000)],
    ['maps below each other', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['explicit keys', '? '.repeat(100_000)],
  ])('gives up on %s without end', (_, text) => {
    const { data, problems } = parseYaml(text);
    expect([data, problems]).toMatchObject([undefined, [{ message: 'lists and maps are nested too deep here' }]]);
  });

  it('has every comment with its place', () => {
    const text = '# one\na: 1 # two\nb: "#no"\nc: |\n  # no\n#three\nd: [ # four\n  1]\n';
    expect(parseYaml(text).comments).toEqual([
      { text: 'one', trailing: false, line: 1, column: 1 },
      { text: 'two', trailing: true, line: 2, column: 6 },
      { text: 'three', trailing: false, line: 6, column: 1 },
      { text: 'four', trailing: true, line: 7, column: 6 },
    ]);
  });

  it('knows numbers that lose digits', () => {
    expect(parseYaml('a: 3.10\nb: [1.5, 0x10]\nc: "3.10"\nd: 7\n').respelledNumbers()).toEqual([
      { route: ['a'], written: '3.10' },
      { route: ['b', 1], written: '0x10' },
    ]);
  });
});

describe('placeOf', () => {
  it.each([
    [[], 2, 1],
    [['name'], 2, 1],
    [['jobs', 'build'], 4, 3],
    [['jobs', 'build', 'steps', 0], 6, 9],
    [['jobs', 'build', 'steps', 0, 'uses'], 6, 9],
    [['jobs', 'build', 'steps', 1, 'env', 'B'], 10, 22],
    [['jobs', 'build', 'steps', '1', 'run'], 7, 9],
  ])('%j is at line %i, column %i', (route, line, column) => {
    expect(parseYaml(text).placeOf(route)).toEqual({ line, column });
  });

  it.each([
    [['jobs', 'build', 'steps', 7, 'uses'], 5, 5],
    [['jobs', 'other'], 3, 1],
    [['jobs', 'empty', 'steps'], 11, 3],
    [['name', 'deeper'], 2, 1],
    [['nothing'], 2, 1],
  ])('%j is not there: what is around it is at line %i, column %i', (route, line, column) => {
    expect(parseYaml(text).placeOf(route)).toEqual({ line, column });
  });

  it('does not fail on an empty or a broken file', () => {
    expect(parseYaml('').placeOf(['a'])).toEqual({ line: 1, column: 1 });
    expect(parseYaml('a: [\n').placeOf(['a'])).toEqual({ line: 1, column: 1 });
  });
});

describe('placeOfValue', () => {
  const script =
    'a: |\n  one\n    ${{ x }} two\n\n  ${{ y }}\nb: "say \\"${{ z }}\\" ${{ z }}"\nc: >-\n  fold\n  ${{ w }}\nd: { e: f }\ng:\n';
  const parsed = parseYaml(script);
  const text = (key: string): string => (parsed.data as Record<string, string>)[key] ?? '';

  it.each([
    ['a', '${{ x', 3, 5],
    ['a', '${{ y', 5, 3],
    ['b', '${{ z', 6, 11],
    ['b', '${{ z }}"', 6, 11],
    ['c', '${{ w', 9, 3],
  ])('of %s, at %j, is line %i, column %i', (key, part, line, column) => {
    expect(parsed.placeOfValue([key], text(key).indexOf(part))).toEqual({ line, column });
  });

  it('is that of the second of two', () => {
    expect(parsed.placeOfValue(['b'], text('b').lastIndexOf('${{'))).toEqual({ line: 6, column: 22 });
  });

  it('is the value of a scalar, and the key of the rest', () => {
    expect(parsed.placeOfValue(['d', 'e'])).toEqual({ line: 10, column: 9 });
    expect(parsed.placeOfValue(['d'])).toEqual({ line: 10, column: 1 });
    expect(parsed.placeOfValue(['g'])).toEqual({ line: 11, column: 1 });
  });
});

describe('routeOf', () => {
  const parsed = parseYaml('on: [push, pull_request]\na.b:\n  c.d: [x, { e: 1 }]\na: { b: 2 }\nf: push\n');
  it.each([
    ['on.pull_request', ['on', 1]],
    ['on.pull_request.types', ['on', 1]],
    ['a.b.c.d[1].e', ['a.b', 'c.d', 1, 'e']],
    ['a.x', ['a', 'x']],
    ['f.push', ['f']],
    ['f[0]', ['f']],
    ['f[1]', ['f', 1]],
    ['', []],
  ])('of %j is %j', (path, route) => {
    expect(parsed.routeOf(path)).toEqual(route);
  });
});

describe('pathAt', () => {
  it.each([
    [2, 1, ['name']],
    [2, 8, ['name']],
    [4, 4, ['jobs', 'build']],
    [6, 9, ['jobs', 'build', 'steps', 0, 'uses']],
    [8, 12, ['jobs', 'build', 'steps', 1, 'run']],
    [10, 25, ['jobs', 'build', 'steps', 1, 'env', 'B']],
    [1, 3, []],
    [99, 1, []],
  ])('of line %i, column %i is %j', (line, column, route) => {
    expect(parseYaml(text).pathAt(line, column)).toEqual(route);
  });

  it('is the way back from every place', () => {
    const parsed = parseYaml(text);
    for (const route of [['name'], ['jobs', 'build', 'steps', 0, 'uses'], ['jobs', 'build', 'steps', 1, 'env', 'A']]) {
      const { line, column } = parsed.placeOf(route);
      expect(parsed.pathAt(line, column)).toEqual(route);
    }
  });
});
