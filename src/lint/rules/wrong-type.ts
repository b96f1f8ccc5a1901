/** Reports an object or a list where text is wanted, and text that is read as if it were an object. */
import { accessPath, type ExpressionNode } from '../../expressions/index.ts';
import { renderExpression, visitNodes } from '../../expressions/node.ts';
import type { Shape } from '../../expressions/shape.ts';
import { type Around, isList, isObject, isPlain, shapeOf } from '../expression-types.ts';
import { type Finding, inSite, type LintInput, type ParsedSite, type Rule, trees } from '../rule.ts';

export const wrongType: Rule = {
  id: 'wrong-type',
  // Source: https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions
  why: 'GitHub puts an object into text as the word "Object" and a list as "Array", finds neither equal to any text, and gives nothing for a property of a text. The run goes on with the wrong value.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const { site, tree } of trees(expressions)) {
      const around = { site, document };
      const problems: (Problem | undefined)[] = [isText(site) ? inText(tree, around) : undefined];
      visitNodes(tree, (node) => {
        problems.push(...problemsOf(node, around));
      });
      for (const problem of problems) if (problem) yield { ...inSite(site), ...problem };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>;

/** Whether the expression becomes text: all around it is text, or the place takes nothing else. */
function isText({ text, condition, key, path, parsed }: ParsedSite): boolean {
  if (condition) return false;
  if (parsed.length > 1 || !/^\s*\$\{\{.*\}\}\s*$/s.test(text)) return true;
  if (['run', 'name', 'run-name', 'working-directory', 'shell'].includes(key)) return true;
  // All of `env` can be one object.
  return ['env', 'with', 'outputs', 'secrets'].includes(key) && !path.endsWith(`.${key}`) && path !== key;
}

const write = (node: ExpressionNode): string => renderExpression(node, { step: () => 'steps', job: () => 'needs' });
const kindOf = (shape: Shape): string => (isList(shape) ? 'a list' : 'an object');

function inText(tree: ExpressionNode, around: Around): Problem | undefined {
  if (tree.kind === 'literal' && tree.value === null)
    return { message: 'null in a text is nothing at all', hint: "leave it out, or write ''", severity: 'warning' };
  const shape = shapeOf(tree, around);
  if (!shape || (!isObject(shape) && !isList(shape))) return undefined;
  const word = isList(shape) ? 'Array' : 'Object';
  return { message: `${write(tree)} is ${kindOf(shape)}, and becomes the text "${word}"`, hint: asText(tree, shape) };
}

function asText(node: ExpressionNode, shape: Shape): string {
  if (isObject(shape)) return `read one of its properties, or write toJSON(${write(node)})`;
  return isList(shape) && isObject(shape.of)
    ? `write toJSON(${write(node)}), or join(${propertyOfEach(node, shape.of)}, ', ')`
    : `write join(${write(node)}, ', '), or toJSON(${write(node)})`;
}

/** `list.*.name`, with the property that most likely is meant. */
function propertyOfEach(list: ExpressionNode, element: Shape): string {
  const known = element.kind === 'object' ? Object.keys(element.properties) : [];
  const name = ['name', 'login', 'title', 'message', 'id'].find((each) => known.includes(each)) ?? known[0] ?? 'name';
  return `${write(list)}${list.kind === 'every' ? '' : '.*'}.${name}`;
}

function problemsOf(node: ExpressionNode, around: Around): (Problem | undefined)[] {
  switch (node.kind) {
    case 'call':
      return argumentProblems(node, around);
    case 'operator':
      return [comparisonProblem(node, around)];
    case 'property':
    case 'every':
    case 'index':
      return [accessProblem(node, around)];
    default:
      return [];
  }
}

type Call = Extract<ExpressionNode, { kind: 'call' }>;

function argumentProblems({ name, args }: Call, around: Around): (Problem | undefined)[] {
  const [first, second] = args;
  switch (name.toLowerCase()) {
    case 'format':
      return args.slice(1).map((arg) => inText(arg, around));
    case 'startswith':
    case 'endswith':
      return args.map((arg) => noText(name, arg, around));
    case 'fromjson':
      return first ? [noText(name, first, around)] : [];
    case 'contains':
      return first && second ? [searchProblem(first, second, around)] : [];
    case 'join':
      return first ? [joinProblem(first, around)] : [];
    default:
      return [];
  }
}

function noText(name: string, node: ExpressionNode, around: Around): Problem | undefined {
  const shape = shapeOf(node, around);
  if (!shape || (!isObject(shape) && !isList(shape))) return undefined;
  const already = name.toLowerCase() === 'fromjson' ? 'leave fromJSON() out' : 'read the property that holds the text';
  return { message: `${name}() takes text, and ${write(node)} is ${kindOf(shape)}`, hint: already };
}

/** An object has no elements; the elements of a list of objects equal no text. */
function searchProblem(search: ExpressionNode, item: ExpressionNode, around: Around): Problem | undefined {
  const shape = shapeOf(search, around);
  const text = write(search);
  if (shape && isObject(shape))
    return {
      message: `contains() finds nothing in ${text}, which is an object`,
      hint: `look into its values: contains(${text}.*, …)`,
    };
  if (!isList(shape) || !isObject(shape.of) || !isPlain(shapeOf(item, around))) return undefined;
  return {
    message: `contains() finds no text in ${text}, which is a list of objects`,
    hint: `look at a property of each: contains(${propertyOfEach(search, shape.of)}, ${write(item)})`,
  };
}

function joinProblem(node: ExpressionNode, around: Around): Problem | undefined {
  const shape = shapeOf(node, around);
  const text = write(node);
  if (shape && isObject(shape))
    return { message: `join() takes a list, and ${text} is an object`, hint: `join its values: join(${text}.*, ', ')` };
  if (!isList(shape) || !isObject(shape.of)) return undefined;
  return {
    message: `join() makes "Object" of every element of ${text}, which is a list of objects`,
    hint: `join a property of each: join(${propertyOfEach(node, shape.of)}, ', ')`,
  };
}

type Operation = Extract<ExpressionNode, { kind: 'operator' }>;

/** Comparing with what counts as nothing asks whether the value is there. */
function comparisonProblem({ operator, args }: Operation, around: Around): Problem | undefined {
  if (operator === '!' || operator === '&&' || operator === '||') return undefined;
  const literal = args.find((arg) => arg.kind === 'literal');
  const other = args.find((arg) => arg.kind !== 'literal');
  if (literal?.kind !== 'literal' || !other || typeof literal.value === 'boolean' || !literal.value) return undefined;
  const shape = shapeOf(other, around);
  if (!shape || (!isObject(shape) && !isList(shape))) return undefined;
  const hint = isList(shape)
    ? `ask whether it has it: contains(${write(other)}, ${write(literal)})`
    : 'compare one of its properties';
  return { message: `${write(other)} is ${kindOf(shape)}, and never equals ${write(literal)}`, hint };
}

type Access = Extract<ExpressionNode, { kind: 'property' | 'every' | 'index' }>;
/** Of the other contexts, the rules about their properties tell it. */
const contexts: readonly (string | undefined)[] = ['steps', 'needs', 'jobs', 'inputs', undefined];

function accessProblem(node: Access, around: Around): Problem | undefined {
  const path = accessPath(node.of);
  const shape = shapeOf(node.of, around);
  const of = write(node.of);
  if (!shape || !isPlain(shape) || !contexts.includes(path?.[0]?.toLowerCase())) return undefined;
  const part = node.kind === 'property' ? `property "${node.name}"` : 'elements';
  return {
    message: `${of} is ${plainKinds[shape.kind] ?? 'plain'}, and has no ${part}`,
    hint: insteadOf(node, of, shape),
  };
}

const plainKinds: Readonly<Record<string, string>> = { string: 'text', number: 'a number', boolean: 'a boolean' };

function insteadOf(node: Access, of: string, shape: Shape): string {
  if (node.of.kind === 'call') return `take it from the value that ${node.of.name}() makes text of`;
  if (shape.kind !== 'string') return `read ${of} itself`;
  return `if it holds JSON, write fromJSON(${of})${write(node).slice(of.length)}`;
}
