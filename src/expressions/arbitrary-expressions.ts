/** Arbitrary expressions for the tests of rendering: every operator, function and kind of access, nested. */
import fc from 'fast-check';
import type { ExpressionNode, Literal, Operator } from './node.ts';
import { contextNames } from './parse.ts';

const strings = fc.oneof(
  fc.constantFrom(
    '',
    "it's",
    "''",
    "'",
    '{0}',
    '{{}}',
    '}}',
    '${{ x }}',
    'a || b',
    ')',
    ' ',
    'line\nline',
    '漢字 🤖',
    '\\n',
    '!',
  ),
  fc.string({ unit: fc.constantFrom("'", '{', '}', 'a', ' ', '0', '$', '"'), maxLength: 6 }),
);
const literals: fc.Arbitrary<Literal> = fc.oneof(
  strings,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
);
const names = fc.oneof(
  fc.constantFrom('ref', 'cache-hit', '_x', 'A1'),
  strings,
  fc.constantFrom('1a', '*', 'null', 'true', '-x'),
);
const binary: fc.Arbitrary<Operator> = fc.constantFrom<Operator>('==', '!=', '<', '<=', '>', '>=');

/** Arities of functions that take more than one number of arguments, among those that are always known. */
const calls = fc.constantFrom<readonly [string, number]>(
  ['contains', 2],
  ['startsWith', 2],
  ['join', 1],
  ['join', 2],
  ['toJSON', 1],
  ['fromJSON', 1],
  ['format', 3],
  ['case', 3],
  ['success', 0],
  ['hashFiles', 2],
);

export const expressionTrees: fc.Arbitrary<ExpressionNode> = fc.letrec<{
  tree: ExpressionNode;
  access: ExpressionNode;
}>((tie) => ({
  access: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.record({ kind: fc.constant('context' as const), name: fc.constantFrom(...contextNames) }),
    fc.record({ kind: fc.constant('property' as const), of: tie('access'), name: names }),
    fc.record({
      kind: fc.constant('index' as const),
      of: tie('access'),
      index: tie('tree').filter((index) => !isText(index)),
    }),
    fc.record({ kind: fc.constant('every' as const), of: tie('access') }),
    fc.record({ kind: fc.constant('call' as const), name: fc.constant('fromJSON'), args: fc.tuple(tie('access')) }),
    fc.record({
      kind: fc.constant('operator' as const),
      operator: fc.constantFrom<Operator>('||', '&&'),
      args: fc.tuple(tie('tree'), tie('tree')),
    }),
  ),
  tree: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.record({ kind: fc.constant('literal' as const), value: literals }),
    tie('access'),
    calls.chain(([name, count]) =>
      fc.record({
        kind: fc.constant('call' as const),
        name: fc.constant(name),
        args: fc.array(tie('tree'), { minLength: count, maxLength: count }),
      }),
    ),
    fc.record({ kind: fc.constant('operator' as const), operator: binary, args: fc.tuple(tie('tree'), tie('tree')) }),
    fc.record({
      kind: fc.constant('operator' as const),
      operator: fc.constantFrom<Operator>('&&', '||'),
      args: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('operator' as const),
      operator: fc.constant<Operator>('!'),
      args: fc.tuple(tie('tree')),
    }),
    fc.record({
      kind: fc.constant('text' as const),
      parts: fc.array(fc.oneof(strings, tie('tree')), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).tree;

/** A text as index is the same as a property, which has a kind of its own. */
const isText = (node: ExpressionNode): boolean =>
  (node.kind === 'literal' && typeof node.value === 'string') ||
  (node.kind === 'text' && node.parts.every((part) => typeof part === 'string'));
