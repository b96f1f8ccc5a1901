/** Expressions in texts, read with GitHub's own parser: their trees, their problems, what they access. */
import { describe, expect, it } from 'vitest';
import { accessesOf, accessPath, parseExpression, parseText } from './parse.ts';

const accesses = (text: string): string[] => {
  const { tree } = parseExpression(text);
  return tree ? accessesOf(tree).map((path) => path.join('.')) : [];
};

describe('parseText()', () => {
  it.each([
    ['no expression at all', []],
    ['${{ github.ref }}', ['github.ref']],
    ['a ${{ github.ref }} b ${{github.sha}}', ['github.ref', 'github.sha']],
    ["${{ '}}' }} after", ["'}}'"]],
    ["${{ 'it''s }}' }}", ["'it''s }}'"]],
    ['$ {{ github.ref }}', []],
    ['$${{ github.ref }}', ['github.ref']],
  ])('%j', (text, sources) => {
    expect(parseText(text).map(({ source }) => source)).toEqual(sources);
  });

  it.each([
    ['${{ github.ref', 'syntax', /missing/],
    ["${{ 'a }}", 'syntax', /missing/],
    ['${{ }}', 'syntax', /empty/],
    ['${{ github. }}', 'syntax', /./],
    ['${{ "double" }}', 'syntax', /./],
    ['${{ githb.ref }}', 'unknown-context', /githb/],
    ['${{ upper(github.ref) }}', 'unknown-function', /upper/],
    ['${{ contains(github.ref) }}', 'wrong-arity', /./],
    ['${{ a b }}', 'unknown-context', /a/],
  ])('%j has a problem: %s', (text, kind, message) => {
    const [found] = parseText(text);
    expect(found?.tree).toBeUndefined();
    expect(found?.problem).toMatchObject({ kind, message: expect.stringMatching(message) });
  });

  it('goes on after a problem', () => {
    expect(parseText('${{ nope.x }} ${{ github.ref }}').map(({ problem }) => problem?.kind)).toEqual([
      'unknown-context',
      undefined,
    ]);
  });
});

describe('a text', () => {
  it.each([
    ["'it''s'", "it's"],
    ["'a ''b'' ''c'''", "a 'b' 'c'"],
    ["''''''", "''"],
    ["''", ''],
  ])('%s', (source, value) => {
    expect(parseExpression(source).tree).toEqual({ kind: 'literal', value });
  });
});

describe('accesses', () => {
  it.each([
    ['github.ref', ['github.ref']],
    ["github['ref']", ['github.ref']],
    ['github.event.commits[0].message', ['github.event.commits.*.message']],
    ['github.event.labels.*.name', ['github.event.labels.*.name']],
    ['matrix[vars.KEY].id', ['matrix.*.id', 'vars.KEY']],
    ['fromJSON(needs.plan.outputs.grid).include', ['needs.plan.outputs.grid']],
    ["format('{0}', env.A) == vars.B && !inputs.c", ['env.A', 'vars.B', 'inputs.c']],
    ["'text'", []],
    ['github', ['github']],
  ])('of %s', (text, expected) => {
    expect(accesses(text)).toEqual(expected);
  });

  it('have no route below a function', () => {
    const { tree } = parseExpression('fromJSON(vars.A).b');
    expect(tree && accessPath(tree)).toBeUndefined();
  });
});
