/** The functions as text, and what GitHub's evaluator makes of them. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PipelineError } from '../diagnostics/index.ts';
import { env, github, runner, vars } from './context-values.ts';
import { event } from './event.ts';
import { type Expr, expressionNode, fromNode } from './expr.ts';
import {
  always,
  and,
  at,
  cancelled,
  choose,
  contains,
  endsWith,
  eq,
  failure,
  fallback,
  format,
  fromJSON,
  ge,
  gt,
  hashFiles,
  join,
  le,
  lt,
  ne,
  not,
  or,
  startsWith,
  success,
  text,
  toJSON,
  when,
} from './functions.ts';
import { renderExpression, renderText } from './node.ts';

const names = { step: () => 'steps.s', job: () => 'needs.j' };
const render = (made: Expr): string => renderExpression(made[expressionNode], names);
const count: Expr<number, 'inputs'> = fromNode({
  kind: 'property',
  of: { kind: 'context', name: 'inputs' },
  name: 'count',
});

/** What GitHub computes, with `vars` as given. */
function evaluate(made: Expr, values: Readonly<Record<string, string>> = {}): string {
  const { tokens } = new Lexer(render(made)).lex();
  const pairs = Object.entries(values).map(([key, value]) => ({ key, value: new data.StringData(value) }));
  const context = new data.Dictionary({ key: 'vars', value: new data.Dictionary(...pairs) });
  return new Evaluator(new Parser(tokens, ['vars'], []).parse(), context).evaluate().coerceString();
}

describe('a function', () => {
  it.each<[string, Expr]>([
    ["github.ref == 'a'", eq(github.ref, 'a')],
    ['github.ref != github.base_ref', ne(github.ref, github.base_ref)],
    ['inputs.count < 3', lt(count, 3)],
    ['inputs.count <= inputs.count', le(count, count)],
    ['inputs.count > 3', gt(count, 3)],
    ['inputs.count >= -1.5', ge(count, -1.5)],
    ["github.ref == 'a' && success()", and(eq(github.ref, 'a'), success())],
    ["github.ref == 'a'", and(eq(github.ref, 'a'))],
    ['true', and()],
    ['false', or()],
    ['failure() || cancelled() || always()', or(failure(), cancelled(), always())],
    ['(failure() || cancelled()) && always()', and(or(failure(), cancelled()), always())],
    ['!(failure() && cancelled())', not(and(failure(), cancelled()))],
    ["vars.A || vars.B || 'c'", fallback(vars('A'), vars('B'), 'c')],
    ["failure() && 'a' || 'b'", when(failure(), 'a', 'b')],
    ["(failure() || always()) && 'a' || 'b'", when(or(failure(), always()), 'a', 'b')],
    ["case(failure(), 'a', 'b')", choose(failure(), 'a', 'b')],
    ["contains(github.ref, 'a')", contains(github.ref, 'a')],
    [
      "contains(github.event.pull_request.labels.*.name, 'bug')",
      contains(event('pull_request').pull_request.labels.every.name, 'bug'),
    ],
    ["startsWith(github.ref, 'refs/tags/')", startsWith(github.ref, 'refs/tags/')],
    ['endsWith(github.ref, github.sha)', endsWith(github.ref, github.sha)],
    ["format('{0} {1}', github.ref, 3)", format('{0} {1}', github.ref, 3)],
    ['join(github.event.commits.*.id)', join(event('push').commits.every.id)],
    ["join(github.event.commits.*.id, ' ')", join(event('push').commits.every.id, ' ')],
    ['github.event.commits[0].message', at(event('push').commits, 0).message],
    ['toJSON(github)', toJSON(github)],
    ['fromJSON(vars.A)', fromJSON(vars('A'), z.array(z.string()))],
    ["fromJSON('[1]')", fromJSON('[1]', z.array(z.number()))],
    ["hashFiles('a', 'b/**')", hashFiles('a', 'b/**')],
    ["format('x-{0}', runner.os) == env.KEY", eq(text`x-${runner.os}`, env('KEY'))],
  ])('%s', (expected, made) => {
    expect(render(made)).toBe(expected);
  });
});

describe('text', () => {
  const textOf = (made: Expr): string => renderText(made[expressionNode], names);

  it('keeps literals as text, and joins them', () => {
    expect(textOf(text`a ${'b'} ${3} ${github.ref} c`)).toBe('a b 3 ${{ github.ref }} c');
    expect(textOf(text`${github.ref}`)).toBe('${{ github.ref }}');
    expect(textOf(text`only text`)).toBe('only text');
  });

  it('nests', () => {
    const inner = text`[${github.ref}]`;
    expect(textOf(text`a ${inner}`)).toBe('a [${{ github.ref }}]');
    expect(render(eq(text`a ${inner}`, 'x'))).toBe("format('a {0}', format('[{0}]', github.ref)) == 'x'");
  });

  it('means the same inside a condition, braces and quotes too', () => {
    const made = text`it's {${vars('A')}} and ${vars('B')} {0}`;
    expect(evaluate(eq(made, "it's {one} and two {0}"), { A: 'one', B: 'two' })).toBe('true');
    expect(evaluate(eq(made, "it's {one} and three {0}"), { A: 'one', B: 'two' })).toBe('false');
  });
});

describe('a choice', () => {
  const isMain = eq(vars('REF'), 'main');

  it.each([
    ['main', 'yes'],
    ['other', 'no'],
  ])('when() of %s', (REF, expected) => {
    expect(evaluate(when(isMain, 'yes', 'no'), { REF })).toBe(expected);
    expect(evaluate(choose(isMain, 'yes', 'no'), { REF })).toBe(expected);
    expect(evaluate(eq(when(isMain, 'yes', 'no'), 'yes'), { REF })).toBe(String(expected === 'yes'));
  });

  it('nests on both sides', () => {
    const nested = when(isMain, when(eq(vars('B'), 'x'), 'main x', 'main'), when(eq(vars('B'), 'x'), 'x', 'none'));
    const results = ['main', 'other'].flatMap((REF) => ['x', 'y'].map((B) => evaluate(nested, { REF, B })));
    expect(results).toEqual(['main x', 'main', 'x', 'none']);
  });

  it.each(['', 0, false])('refuses %j, which GitHub would never choose', (value) => {
    expect(() => when(isMain, value, 'x')).toThrow(PipelineError);
    // Without the refusal:
    const chosen = or(and(isMain, fromJSON(JSON.stringify(value), z.boolean())), eq(vars('REF'), 'main'));
    expect(evaluate(chosen, { REF: 'main' })).toBe('true');
  });

  it('fallback() takes the first value that is there', () => {
    const made = fallback(vars('A'), vars('B'), 'last');
    expect(evaluate(made, { A: 'a', B: 'b' })).toBe('a');
    expect(evaluate(made, { A: '', B: 'b' })).toBe('b');
    expect(evaluate(made, {})).toBe('last');
    expect(evaluate(eq(made, 'last'), {})).toBe('true');
  });

  it('keeps its place in a longer condition', () => {
    const both = and(or(eq(vars('A'), '1'), eq(vars('B'), '1')), not(eq(vars('C'), '1')));
    expect(evaluate(both, { A: '1', B: '', C: '1' })).toBe('false');
    expect(evaluate(both, { A: '1', B: '', C: '' })).toBe('true');
  });
});

describe('an expression', () => {
  it('has no text before the workflow runs', () => {
    expect(() => `${github.ref as unknown as string}`).toThrow(/no text of its own/);
  });

  it('is no promise, and no JSON', async () => {
    expect((github as unknown as Record<string, unknown>)['then']).toBeUndefined();
    expect(JSON.stringify({ ref: github.ref })).toBe('{"ref":{}}');
    await expect(Promise.resolve(github.ref)).resolves.toBeDefined();
  });
});
