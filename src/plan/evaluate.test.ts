import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../expressions/index.ts';
import {
  anything,
  either,
  evaluate,
  nothingKnown,
  type Outcome,
  oneOf,
  type Scope,
  textFrom,
  truthOf,
} from './evaluate.ts';

/** A push of a tag, or of the branch main. */
const facts: Readonly<Record<string, Outcome>> = {
  'github.event_name': oneOf('push'),
  'github.ref': [...oneOf('refs/heads/main'), ...textFrom('refs/tags/v')],
  'github.ref_name': textFrom(''),
  'github.run_attempt': anything,
  'inputs.fast': either,
  'matrix.node': oneOf(18, 20),
};
const scope: Scope = {
  read: (path) => facts[path.join('.')] ?? oneOf(null),
  status: (name) => (name === 'failure' ? oneOf(false) : nothingKnown.status(name)),
};

function truth(text: string, within: Scope = scope): string {
  const { tree } = parseExpression(text);
  if (!tree) throw new Error(`${text} does not parse`);
  return truthOf(evaluate(tree, within));
}

describe('a condition', () => {
  it.each([
    // Literals.
    ['true', 'true'],
    ["'false'", 'true'],
    ["''", 'false'],
    ['0', 'false'],
    ['null', 'false'],
    ["'1' == 1", 'true'],
    ["'' == 0", 'true'],
    ["'A' == 'a'", 'true'],
    ['null == false', 'true'],
    ["'b' > 'A'", 'true'],
    ['2 >= 3', 'false'],
    ["'x' < 3", 'false'],
    // What is known about the run.
    ["github.event_name == 'push'", 'true'],
    ["github.event_name == 'PUSH'", 'true'],
    ["github.event_name != 'push'", 'false'],
    ["github.event_name == 'push' && github.run_attempt > 1", 'unknown'],
    ["github.event_name == 'schedule' && github.run_attempt > 1", 'false'],
    ["github.run_attempt > 1 && github.event_name == 'schedule'", 'false'],
    ["github.run_attempt > 1 || github.event_name == 'push'", 'true'],
    ["!(github.run_attempt && github.event_name == 'schedule')", 'true'],
    ['inputs.fast', 'unknown'],
    ['!inputs.fast', 'unknown'],
    ['inputs.fast && !inputs.fast', 'unknown'],
    ['inputs.slow', 'false'],
    // A text of which the start is known.
    ["github.ref == 'refs/heads/main'", 'unknown'],
    ["github.ref == 'refs/heads/next'", 'false'],
    ["github.ref != 'refs/heads/next'", 'true'],
    ["github.ref == 'refs/tags/v1'", 'unknown'],
    ["startsWith(github.ref, 'refs/')", 'true'],
    ["startsWith(github.ref, 'refs/tags/v2')", 'unknown'],
    ["startsWith(github.ref, 'refs/pull/')", 'false'],
    ["contains(github.ref, 'tags')", 'unknown'],
    ['github.ref', 'true'],
    ['github.ref_name', 'unknown'],
    ["github.ref_name && ''", 'false'],
    ['github.ref == null', 'unknown'],
    // Several values.
    ['matrix.node == 20', 'unknown'],
    ['matrix.node == 22', 'false'],
    ['matrix.node >= 18', 'true'],
    ["format('{0}.x', matrix.node) == '22.x'", 'false'],
    // Functions.
    ["contains('one two', 'TWO')", 'true'],
    ['contains(fromJSON(\'["push", "release"]\'), github.event_name)', 'true'],
    ['contains(fromJSON(\'["schedule"]\'), github.event_name)', 'false'],
    ["endsWith('a.md', '.MD')", 'true'],
    ["join(fromJSON('[1, 2]'), '-') == '1-2'", 'true'],
    ['fromJSON(\'{ "on": false }\').ON', 'false'],
    ["fromJSON('no json')", 'unknown'],
    ["toJSON(github) == ''", 'false'],
    ["hashFiles('x') == ''", 'unknown'],
    ['join(fromJSON(\'[{ "a": 1 }, { "b": 2 }, { "a": 3 }]\').*.a, \'-\') == \'1-3\'', 'true'],
    ["fromJSON('[1, 2]')[1] == 2", 'true'],
    ["fromJSON('[1, 2]')[2] == null", 'true'],
    ["case(github.event_name == 'push', 'yes', '') == 'yes'", 'true'],
    ["case(inputs.fast, 'a', 'b') == 'c'", 'false'],
    ['always()', 'true'],
    ['failure()', 'false'],
    ['cancelled()', 'unknown'],
    ["failure() || needs.build.result == 'failure'", 'false'],
  ])('%s is %s', (text, expected) => {
    expect(truth(text)).toBe(expected);
  });
});

describe('where nothing is known', () => {
  it.each([
    ["github.ref == 'refs/heads/main' || 'refs/heads/next'", 'true'],
    ["false && github.ref == 'refs/heads/main'", 'false'],
    ['github.actor', 'unknown'],
    ['github.event.commits[0].message', 'unknown'],
    ["contains(github.event.labels.*.name, 'bug')", 'unknown'],
  ])('%s is %s', (text, expected) => {
    expect(truth(text, nothingKnown)).toBe(expected);
  });

  it('gives up on too many combinations', () => {
    const many: Scope = { ...scope, read: () => oneOf(...Array.from({ length: 30 }, (_, index) => index)) };
    expect(truth('github.a == github.b', many)).toBe('unknown');
  });
});

describe('what the run yields', () => {
  const words = ['main', 'MAIN', 'refs/tags/v1', '', '1', ' 2', 'true', 'x1'];
  const values = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom<number | boolean | null>(0, 1, 2, true, false, null),
  );
  const quote = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));
  const expressions = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      values.map(quote),
      fc.constantFrom('vars.a', 'vars.b', 'vars.c'),
      fc
        .tuple(tie('tree'), fc.constantFrom('==', '!=', '<', '<=', '>', '>=', '&&', '||'), tie('tree'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      tie('tree').map((tree) => `!${tree}`),
      fc
        .tuple(fc.constantFrom('contains', 'startsWith', 'endsWith'), tie('tree'), tie('tree'))
        .map(([name, text, part]) => `${name}(${text}, ${part})`),
      fc.tuple(tie('tree'), tie('tree')).map(([one, other]) => `format('{{{1}{0}', ${one}, ${other})`),
    ),
  })).tree;
  /** The truth by GitHub's own evaluator. */
  function run(text: string, vars: Readonly<Record<string, string>>): boolean {
    const entries = Object.entries(vars).map(([key, value]) => ({ key, value: new data.StringData(value) }));
    const context = new data.Dictionary({ key: 'vars', value: new data.Dictionary(...entries) });
    const tree = new Parser(new Lexer(`!!(${text})`).lex().tokens, ['vars'], []).parse();
    return new Evaluator(tree, context).evaluate().coerceString() === 'true';
  }

  it('is always among what was found possible', () => {
    const word = fc.constantFrom(...words);
    fc.assert(
      fc.property(expressions, word, word, word, word, (text, a, b, other, c) => {
        const vars: Readonly<Record<string, Outcome>> = {
          a: oneOf(a),
          b: oneOf(b, other),
          c: textFrom(c.slice(0, 2)),
        };
        const found = truth(text, { ...scope, read: ([, name = '']) => vars[name] ?? anything });
        const actual = String(run(text, { a, b, c }));
        expect(['unknown', actual]).toContain(found);
      }),
      { numRuns: 2_000 },
    );
  });
});
