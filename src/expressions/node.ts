/** The tree of an authored expression, and the text that GitHub reads. */

export type Literal = string | number | boolean | null;

/**
 * A step or a job is referred to by identity; its id is known only once the job or workflow is put together.
 * `target` is the authoring value, opaque to this layer.
 */
export type ExpressionNode =
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'context'; readonly name: string }
  | { readonly kind: 'property'; readonly of: ExpressionNode; readonly name: string }
  | { readonly kind: 'index'; readonly of: ExpressionNode; readonly index: ExpressionNode }
  | { readonly kind: 'every'; readonly of: ExpressionNode }
  | { readonly kind: 'step'; readonly target: object }
  | { readonly kind: 'job'; readonly target: object }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly ExpressionNode[] }
  | { readonly kind: 'operator'; readonly operator: Operator; readonly args: readonly ExpressionNode[] }
  | { readonly kind: 'text'; readonly parts: readonly (string | ExpressionNode)[] };

export type Operator = '&&' | '||' | '!' | '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Names the steps and jobs that an expression refers to: `steps.build`, `needs.check`. */
export interface ReferenceNames {
  step(target: object): string;
  job(target: object): string;
}

const precedence: Record<Operator, number> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '!': 5,
};
const identifier = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * Renders the bare expression, without `${{ }}`.
 *
 * Source of the grammar: https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions
 */
export function renderExpression(node: ExpressionNode, names: ReferenceNames, outer = 0): string {
  switch (node.kind) {
    case 'literal':
      return renderLiteral(node.value);
    case 'context':
      return node.name;
    case 'step':
      return names.step(node.target);
    case 'job':
      return names.job(node.target);
    case 'property':
      return identifier.test(node.name)
        ? `${renderExpression(node.of, names, 6)}.${node.name}`
        : `${renderExpression(node.of, names, 6)}[${renderLiteral(node.name)}]`;
    case 'index':
      return `${renderExpression(node.of, names, 6)}[${renderExpression(node.index, names)}]`;
    case 'every':
      return `${renderExpression(node.of, names, 6)}.*`;
    case 'call':
      return `${node.name}(${node.args.map((arg) => renderExpression(arg, names)).join(', ')})`;
    case 'operator':
      return renderOperator(node, names, outer);
    case 'text':
      return renderFormat(node.parts, names);
  }
}

/** Renders a value for a text field: literals as they are, every expression as `${{ … }}`. */
export function renderText(node: ExpressionNode, names: ReferenceNames): string {
  if (node.kind === 'literal') return String(node.value ?? '');
  if (node.kind !== 'text') return `\${{ ${renderExpression(node, names)} }}`;
  return node.parts.map((part) => (typeof part === 'string' ? part : renderText(part, names))).join('');
}

function renderLiteral(value: Literal): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function renderOperator(
  { operator, args }: Extract<ExpressionNode, { kind: 'operator' }>,
  names: ReferenceNames,
  outer: number,
): string {
  const own = precedence[operator];
  const inner = args.map((arg) => renderExpression(arg, names, own + (operator === '&&' || operator === '||' ? 0 : 1)));
  const text = operator === '!' ? `!${inner[0] ?? ''}` : inner.join(` ${operator} `);
  return own < outer ? `(${text})` : text;
}

/** Text inside an expression becomes a call of `format`, with its braces doubled. */
function renderFormat(parts: readonly (string | ExpressionNode)[], names: ReferenceNames): string {
  const values = parts.filter((part) => typeof part !== 'string');
  if (values.length === 0) return renderLiteral(parts.join(''));
  let position = 0;
  const template = parts
    .map((part) => (typeof part === 'string' ? part.replace(/[{}]/g, '$&$&') : `{${position++}}`))
    .join('');
  return renderExpression(
    { kind: 'call', name: 'format', args: [{ kind: 'literal', value: template }, ...values] },
    names,
  );
}

/** Calls `visit` for the node and everything below it. */
export function visitNodes(node: ExpressionNode, visit: (node: ExpressionNode) => void): void {
  visit(node);
  switch (node.kind) {
    case 'property':
    case 'every':
      visitNodes(node.of, visit);
      return;
    case 'index':
      visitNodes(node.of, visit);
      visitNodes(node.index, visit);
      return;
    case 'call':
    case 'operator':
      for (const arg of node.args) visitNodes(arg, visit);
      return;
    case 'text':
      for (const part of node.parts) if (typeof part !== 'string') visitNodes(part, visit);
      return;
    default:
      return;
  }
}
