/** Trees as GitHub's text: what is rendered means the same when GitHub reads it. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { expressionTrees } from './arbitrary-expressions.ts';
import { type ExpressionNode, type ReferenceNames, renderExpression, renderText, visitNodes } from './node.ts';
import { findExpressions, parseExpression, parseText } from './parse.ts';

// Many runs, and a machine that may have other things to do.
vi.setConfig({ testTimeout: 30_000 });

const names: ReferenceNames = {
  step: () => 'steps.build',
  job: () => 'needs.check',
};
const render = (node: ExpressionNode): string => renderExpression(node, names);
const context = (name: string): ExpressionNode => ({ kind: 'context', name });
const a = context('github');
const b = context('vars');
const c = context('inputs');
const op = (operator: never, ...args: ExpressionNode[]): ExpressionNode => ({ kind: 'operator', operator, args });
const make = (operator: string, ...args: ExpressionNode[]): ExpressionNode => op(operator as never, ...args);

/** What GitHub's parser makes no difference between: `a && (b && c)`, and text in an expression is a call of format. */
function normalize(node: ExpressionNode): ExpressionNode {
  switch (node.kind) {
    case 'property':
    case 'every':
      return { ...node, of: normalize(node.of) };
    case 'index':
      return { ...node, of: normalize(node.of), index: normalize(node.index) };
    case 'call':
      return { ...node, args: node.args.map(normalize) };
    case 'operator': {
      const args = node.args.map(normalize);
      const joins = node.operator === '&&' || node.operator === '||';
      const flat = args.flatMap((each) =>
        joins && each.kind === 'operator' && each.operator === node.operator ? each.args : [each],
      );
      return { ...node, args: flat };
    }
    case 'text': {
      const values = node.parts.filter((part) => typeof part !== 'string').map(normalize);
      if (values.length === 0) return { kind: 'literal', value: node.parts.join('') };
      let position = 0;
      const template = node.parts
        .map((part) => (typeof part === 'string' ? part.replace(/[{}]/g, '$&$&') : `{${position++}}`))
        .join('');
      return { kind: 'call', name: 'format', args: [{ kind: 'literal', value: template }, ...values] };
    }
    default:
      return node;
  }
}

describe('renderExpression()', () => {
  it('is read back by GitHub as the same tree', () => {
    fc.assert(
      fc.property(expressionTrees, (tree) => {
        const text = render(tree);
        const { tree: read, problem } = parseExpression(text);
        expect(problem, text).toBeUndefined();
        expect(read && normalize(read), text).toEqual(normalize(tree));
      }),
      { numRuns: 1500 },
    );
  });

  it('is found whole between its braces, whatever it holds', () => {
    fc.assert(
      fc.property(
        expressionTrees.filter(({ kind }) => kind !== 'text' && kind !== 'literal'),
        (tree) => {
          const text = renderText({ kind: 'text', parts: ['a ', tree, ' b'] }, names);
          expect(findExpressions(text)).toMatchObject([{ source: ` ${render(tree)} `, start: 2, closed: true }]);
          expect(parseText(text).map(({ source }) => source)).toEqual([render(tree)]);
        },
      ),
    );
  });

  it.each<[string, ExpressionNode]>([
    ['github && vars || inputs', make('||', make('&&', a, b), c)],
    ['github && (vars || inputs)', make('&&', a, make('||', b, c))],
    ['!(github == vars)', make('!', make('==', a, b))],
    ['!github == vars', make('==', make('!', a), b)],
    ['(github == vars) == inputs', make('==', make('==', a, b), c)],
    ['github == (vars == inputs)', make('==', a, make('==', b, c))],
    ['github < vars == inputs', make('==', make('<', a, b), c)],
    ['(github == vars) < inputs', make('<', make('==', a, b), c)],
    ['(github || vars).name', { kind: 'property', of: make('||', a, b), name: 'name' }],
    [
      "github['a b'].*.c-d[0]",
      {
        kind: 'index',
        of: { kind: 'property', of: { kind: 'every', of: { kind: 'property', of: a, name: 'a b' } }, name: 'c-d' },
        index: { kind: 'literal', value: 0 },
      },
    ],
    ["'it''s'", { kind: 'literal', value: "it's" }],
    ['null', { kind: 'literal', value: null }],
    ["format('{{{0}}}', github)", { kind: 'text', parts: ['{', a, '}'] }],
    ["'{plain}'", { kind: 'text', parts: ['{plain}'] }],
    ['steps.build.outputs', { kind: 'property', of: { kind: 'step', target: {} }, name: 'outputs' }],
    ['needs.check.result', { kind: 'property', of: { kind: 'job', target: {} }, name: 'result' }],
  ])('%s', (text, node) => {
    expect(render(node)).toBe(text);
  });
});

describe('renderText()', () => {
  it.each<[string, ExpressionNode]>([
    ['plain {0}', { kind: 'text', parts: ['plain {0}'] }],
    ['on ${{ github }}!', { kind: 'text', parts: ['on ', a, '!'] }],
    ['${{ github }}${{ vars }}', { kind: 'text', parts: [a, b] }],
    ['a b ${{ github }}', { kind: 'text', parts: ['a ', { kind: 'text', parts: ['b ', a] }] }],
    ['${{ github == vars }}', make('==', a, b)],
    ['5', { kind: 'literal', value: 5 }],
    ['', { kind: 'literal', value: null }],
  ])('%j', (text, node) => {
    expect(renderText(node, names)).toBe(text);
  });
});

describe('visitNodes()', () => {
  it('meets every node once', () => {
    const tree = make(
      '&&',
      { kind: 'index', of: a, index: b },
      { kind: 'text', parts: ['x', { kind: 'call', name: 'toJSON', args: [c] }] },
    );
    const met: string[] = [];
    visitNodes(tree, (node) => void met.push(node.kind === 'context' ? node.name : node.kind));
    expect(met).toEqual(['operator', 'index', 'github', 'vars', 'text', 'call', 'inputs']);
  });
});
