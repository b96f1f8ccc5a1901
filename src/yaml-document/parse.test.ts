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
    ['two keys of one name', 'a: 1\na: 2\n', 2, 1],
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

  it('gives up on aliases without end, and does not throw', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [${'*a, '.repeat(10)}]\nc: &c [${'*b, '.repeat(10)}]\nd: [${'*c, '.repeat(10)}]\n`;
    expect(parseYaml(bomb)).toMatchObject({ data: undefined, problems: [{ line: 1, column: 1 }] });
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
    [['jobs', 'build', 'steps', 7, 'uses'], 6, 7],
    [['jobs', 'other'], 4, 3],
    [['jobs', 'empty', 'steps'], 11, 9],
    [['name', 'deeper'], 2, 7],
    [['nothing'], 2, 1],
  ])('%j is not there: what is around it is at line %i, column %i', (route, line, column) => {
    expect(parseYaml(text).placeOf(route)).toEqual({ line, column });
  });

  it('does not fail on an empty or a broken file', () => {
    expect(parseYaml('').placeOf(['a'])).toEqual({ line: 1, column: 1 });
    expect(parseYaml('a: [\n').placeOf(['a'])).toEqual({ line: 1, column: 1 });
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
