/** Says in words when a job or a step runs. */
import { type ExpressionNode, parseExpression } from '../expressions/index.ts';
import { type ReferenceNames, renderExpression } from '../expressions/node.ts';
import { findExpressions } from '../expressions/parse.ts';
import { code } from '../markup/markdown.ts';
import { asComparisons, callWords } from './condition-calls.ts';
import { equalityWords, orderWords, truthWords } from './condition-values.ts';

/** Words for a part of a condition, and how they were joined. */
interface Phrase {
  readonly text: string;
  readonly joinedBy?: '&&' | '||';
  /** What is said last where there is more: it is about all the rest. */
  readonly closing?: string;
}

/**
 * A condition in words, as Markdown; what there are no words for stays code.
 *
 * @example
 * describeCondition("github.ref == 'refs/heads/main' && inputs.lane != 'b'"); // on branch main and when input lane is not b
 */
export function describeCondition(condition: string): string {
  const source = bareExpression(condition);
  const { tree } = parseExpression(source);
  if (!tree) return code(source);
  const phrase = phraseOf(tree, true);
  return phrase?.text ?? code(source);
}

/**
 * Whether a job or a step with that condition may be left out; one that only says that failures do not matter is not.
 */
export const mayBeSkipped = (condition: string | undefined): boolean =>
  condition !== undefined && !/^(?:always\(\)|!\s*cancelled\(\)|success\(\))$/i.test(bareExpression(condition));

/** The expression in `${{ }}`, where that is all there is. */
function bareExpression(condition: string): string {
  const [only, ...more] = findExpressions(condition);
  const whole = only?.closed && more.length === 0 && condition.trim() === `\${{${only.source}}}`;
  return (whole ? only.source : condition).trim();
}

/** Undefined where there are no words for any part of it. */
function phraseOf(given: ExpressionNode, holds: boolean): Phrase | undefined {
  const node = asComparisons(given);
  if (node.kind !== 'operator') return single(node, holds);
  switch (node.operator) {
    case '!':
      return node.args[0] && phraseOf(node.args[0], !holds);
    case '&&':
    case '||':
      // Not both is either not the one or not the other.
      return joined(holds ? node.operator : node.operator === '&&' ? '||' : '&&', node.args, holds);
    default:
      return single(node, holds);
  }
}

function joined(operator: '&&' | '||', args: readonly ExpressionNode[], holds: boolean): Phrase | undefined {
  const found = args.map((arg) => phraseOf(arg, holds));
  if (found.every((phrase) => phrase === undefined)) return undefined;
  const phrases = found.map((phrase, index) => phrase ?? asCode(args[index], holds));
  const last = operator === '&&' ? phrases.filter(({ closing }) => closing !== undefined) : [];
  const first = phrases.filter((phrase) => !last.includes(phrase));
  const texts = first.map(({ text, joinedBy }) => (joinedBy && joinedBy !== operator ? `(${text})` : text));
  const main = operator === '&&' ? texts.join(' and ') : mergeAlike(texts).join(' or ');
  if (main === '') return last[0];
  return { text: [main, ...last.map(({ closing }) => closing)].join(', '), joinedBy: operator };
}

/** "when input size is small" and "when input size is large" have the start in common: it is said once. */
function mergeAlike(texts: readonly string[]): string[] {
  return texts.map((text, index) => {
    const [start = '?'] = /^when .*? is (?!not |set$)/.exec(text) ?? [];
    return texts[index - 1]?.startsWith(start) ? text.slice(start.length) : text;
  });
}

function single(node: ExpressionNode, holds: boolean): Phrase | undefined {
  const status = statusOf(node, holds);
  if (status) return status;
  const text = wordsFor(node, holds);
  return text === undefined ? undefined : { text };
}

function wordsFor(node: ExpressionNode, holds: boolean): string | undefined {
  switch (node.kind) {
    case 'operator':
      return node.operator === '==' || node.operator === '!='
        ? equalityWords(node.args, holds === (node.operator === '=='))
        : orderWords(node.operator, node.args, holds);
    case 'call':
      return callWords(node, holds);
    case 'literal':
      return Boolean(node.value) === holds ? 'every time' : 'never';
    default:
      return truthWords(node, holds);
  }
}

const unlessCancelled = 'even after a failure, unless cancelled';

/** The functions that ask how it went so far. */
function statusOf(node: ExpressionNode, holds: boolean): Phrase | undefined {
  if (node.kind !== 'call') return undefined;
  switch (node.name.toLowerCase()) {
    case 'always':
      return holds ? { text: 'always, even after a failure', closing: 'even after a failure' } : { text: 'never' };
    case 'cancelled':
      return holds ? { text: 'when cancelled' } : { text: unlessCancelled, closing: unlessCancelled };
    case 'failure':
      return { text: holds ? 'after a failure' : 'unless something failed' };
    case 'success':
      return { text: holds ? 'after success' : 'unless all went well' };
    default:
      return undefined;
  }
}

/** Trees that were parsed hold no references by identity. */
const noReferences: ReferenceNames = { step: () => '', job: () => '' };

const asCode = (node: ExpressionNode | undefined, holds: boolean): Phrase => ({
  text: node ? `${holds ? '' : 'not '}${code(renderExpression(node, noReferences))}` : '',
});
