/** Reads the expressions in a text with GitHub's own lexer and parser, into the tree that authoring makes too. */
import { type Expr as Ast, data, ExpressionError, Lexer, Parser } from '@actions/expressions';
import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from '@actions/expressions/ast';
import type { ExpressionNode, Operator } from './node.ts';

/** What is wrong with an expression, in GitHub's categories. */
export interface ExpressionProblem {
  readonly kind: 'syntax' | 'size' | 'unknown-context' | 'unknown-function' | 'wrong-arity';
  /** The name or token that the problem is about. */
  readonly name: string;
  readonly message: string;
}

/** One expression of a text: its tree, or what is wrong with it. */
export interface ParsedExpression {
  /** The expression without `${{ }}`. */
  readonly source: string;
  /** Where its `${{` stands in the text around it; absent when the text is nothing but the expression. */
  readonly start?: number;
  readonly tree?: ExpressionNode;
  readonly problem?: ExpressionProblem;
}

export const contextNames = [
  'github',
  'inputs',
  'vars',
  'needs',
  'strategy',
  'matrix',
  'secrets',
  'steps',
  'job',
  'jobs',
  'runner',
  'env',
] as const;
/** Functions that only some places have; how many arguments they take there is the place's matter. */
const placeFunctions = ['always', 'success', 'failure', 'cancelled', 'hashFiles'];
export const functionNames = [
  'case',
  'contains',
  'endsWith',
  'format',
  'fromJSON',
  'join',
  'startsWith',
  'toJSON',
  ...placeFunctions,
] as const;
const extensions = placeFunctions.map((name) => ({ name, description: '', minArgs: 0, maxArgs: 255 }));

/**
 * The expressions of a text, in order.
 *
 * @example
 * parseText('Test on ${{ matrix.os }}')[0].source; // 'matrix.os'
 */
export function parseText(text: string): ParsedExpression[] {
  return findExpressions(text).map(({ source, start, closed }) => ({
    ...(closed ? parseExpression(source) : { source, problem: unclosed }),
    start,
  }));
}

const unclosed: ExpressionProblem = {
  kind: 'syntax',
  name: '${{',
  message: 'the expression has no end: "}}" is missing',
};

// The same few expressions stand all over a repository. What comes out is never changed.
const parsedBefore = new Map<string, ParsedExpression>();

/** Parses one bare expression. */
export function parseExpression(text: string): ParsedExpression {
  const source = text.trim();
  const parsed = parsedBefore.get(source) ?? parseAnew(source);
  if (parsedBefore.size < 10_000) parsedBefore.set(source, parsed);
  return parsed;
}

function parseAnew(source: string): ParsedExpression {
  if (source === '') return { source, problem: { kind: 'syntax', name: '', message: 'the expression is empty' } };
  try {
    const { tokens } = new Lexer(source).lex();
    return { source, tree: convert(new Parser(tokens, [...contextNames], extensions).parse()) };
  } catch (error) {
    if (error instanceof ExpressionError) return { source, problem: classify(error.message) };
    // The lexer throws plain errors.
    if (error instanceof Error && /^Unexpected symbol|^ErrorExceededMaxLength/.test(error.message)) {
      return { source, problem: classify(error.message.replace(/\.? Located at .*/s, '')) };
    }
    throw error;
  }
}

function classify(message: string): ExpressionProblem {
  const name = /'(.*)'/s.exec(message)?.[1] ?? '';
  if (message.startsWith('Unrecognized named-value')) return { kind: 'unknown-context', name, message };
  if (message.startsWith('Unrecognized function')) return { kind: 'unknown-function', name, message };
  if (message === 'ErrorExceededMaxLength') return { kind: 'size', name: 'length', message };
  if (message.startsWith('Exceeded max expression depth')) return { kind: 'size', name: 'depth', message };
  if (/parameters supplied|number of parameters/i.test(message)) return { kind: 'wrong-arity', name, message };
  return { kind: 'syntax', name, message };
}

/** Where expressions start and end in a text; a `}}` inside quotes does not end one. */
export function findExpressions(
  text: string,
): { readonly source: string; readonly start: number; readonly closed: boolean }[] {
  const found: { source: string; start: number; closed: boolean }[] = [];
  for (let start = text.indexOf('${{'); start !== -1; start = text.indexOf('${{', start)) {
    const end = endOfExpression(text, start + 3);
    found.push({ source: text.slice(start + 3, end ?? text.length), start, closed: end !== undefined });
    start = end === undefined ? text.length : end + 2;
  }
  return found;
}

function endOfExpression(text: string, from: number): number | undefined {
  let quoted = false;
  for (let position = from; position < text.length; position++) {
    if (text[position] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith('}}', position)) return position;
  }
  return undefined;
}

function convert(ast: Ast): ExpressionNode {
  if (ast instanceof Grouping) return convert(ast.group);
  if (ast instanceof Literal) return { kind: 'literal', value: literalValue(ast) };
  if (ast instanceof ContextAccess) return { kind: 'context', name: ast.name.lexeme };
  if (ast instanceof FunctionCall) {
    return { kind: 'call', name: ast.functionName.lexeme, args: ast.args.map(convert) };
  }
  if (ast instanceof Unary) return { kind: 'operator', operator: '!', args: [convert(ast.expr)] };
  if (ast instanceof Logical) return operator(ast.operator.lexeme, ast.args);
  if (ast instanceof Binary) return operator(ast.operator.lexeme, [ast.left, ast.right]);
  if (ast instanceof IndexAccess) return convertIndex(ast);
  throw new TypeError(`GitHub's parser made an expression that is not known here: ${ast.constructor.name}`);
}

function convertIndex({ expr, index }: IndexAccess): ExpressionNode {
  const of = convert(expr);
  if (index instanceof Star) return { kind: 'every', of };
  const inner = convert(index);
  if (inner.kind === 'literal' && typeof inner.value === 'string') return { kind: 'property', of, name: inner.value };
  return { kind: 'index', of, index: inner };
}

const operator = (lexeme: string, args: readonly Ast[]): ExpressionNode => ({
  kind: 'operator',
  operator: lexeme as Operator,
  args: args.map(convert),
});

function literalValue({ literal: value, token }: Literal): string | number | boolean | null {
  // The lexer takes only the first '' of a text for a quote; GitHub itself takes each.
  if (token.lexeme.startsWith("'")) return token.lexeme.slice(1, -1).replaceAll("''", "'");
  if (value.kind === data.Kind.Null) return null;
  if (value.kind === data.Kind.Boolean) return (value as data.BooleanData).value;
  if (value.kind === data.Kind.Number) return (value as data.NumberData).value;
  return value.coerceString();
}

/**
 * The static route of an access, with `'*'` for `.*` and for an index that is not a literal.
 *
 * @example
 * accessPath(tree of github.event.labels.*.name); // ['github', 'event', 'labels', '*', 'name']
 */
export function accessPath(node: ExpressionNode): string[] | undefined {
  switch (node.kind) {
    case 'context':
      return [node.name];
    case 'property': {
      const of = accessPath(node.of);
      return of && [...of, node.name];
    }
    case 'every':
    case 'index': {
      const of = accessPath(node.of);
      return of && [...of, '*'];
    }
    default:
      return undefined;
  }
}

/** Every access in a tree, each once and as long as it is: `a.b.c`, not `a.b` as well. */
export function accessesOf(node: ExpressionNode): string[][] {
  const path = accessPath(node);
  switch (node.kind) {
    case 'context':
      return path ? [path] : [];
    case 'property':
    case 'every':
      return path ? [path, ...indexAccesses(node.of)] : accessesOf(node.of);
    case 'index':
      return [...(path ? [path, ...indexAccesses(node.of)] : accessesOf(node.of)), ...accessesOf(node.index)];
    case 'call':
    case 'operator':
      return node.args.flatMap(accessesOf);
    case 'text':
      return node.parts.flatMap((part) => (typeof part === 'string' ? [] : accessesOf(part)));
    default:
      return [];
  }
}

/** The accesses inside the indexes of a route: `b.c` in `a[b.c].d`. */
function indexAccesses(node: ExpressionNode): string[][] {
  if (node.kind === 'index') return [...indexAccesses(node.of), ...accessesOf(node.index)];
  return node.kind === 'property' || node.kind === 'every' ? indexAccesses(node.of) : [];
}
