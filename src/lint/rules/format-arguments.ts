/** Reports a template of `format()` that does not go with its arguments, and text for `fromJSON()` that is no JSON. */
import type { ExpressionNode } from '../../expressions/index.ts';
import { visitNodes } from '../../expressions/node.ts';
import { show } from '../data-shapes.ts';
import { readTemplate } from '../format-template.ts';
import { type Finding, inSite, type LintInput, type Rule, trees } from '../rule.ts';

export const formatArguments: Rule = {
  id: 'format-arguments',
  // Source: https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions#format
  why: '`format()` fails when its text has a place for an argument that is not there, or a single brace, and `fromJSON()` when its text is no JSON. The run ends there, and no earlier check says so.',
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const { site, tree } of trees(expressions)) {
      const problems: Problem[] = [];
      visitNodes(tree, (node) => {
        if (node.kind === 'call') problems.push(...problemsOf(node));
      });
      for (const problem of problems) yield { ...inSite(site), ...problem };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>;
type Call = Extract<ExpressionNode, { kind: 'call' }>;

function* problemsOf({ name, args }: Call): Generator<Problem> {
  const [first, ...values] = args;
  if (first?.kind !== 'literal' || typeof first.value !== 'string') return;
  if (name.toLowerCase() === 'format') yield* formatProblems(first.value, values.length);
  if (name.toLowerCase() === 'fromjson') yield* jsonProblems(first.value);
}

function* formatProblems(template: string, count: number): Generator<Problem> {
  const { taken, stray } = readTemplate(template);
  if (stray !== undefined) {
    const message = `format() fails: a single "${stray}" in ${show(template)} is no place for an argument`;
    return yield { message, hint: `a brace that is meant as such is doubled: ${stray}${stray}` };
  }
  const most = Math.max(-1, ...taken);
  if (most >= count) {
    const message = `format() fails: ${show(template)} asks for {${most}}, and there ${count === 1 ? 'is 1 argument' : `are ${count} arguments`}`;
    return yield { message, hint: 'the arguments are counted from {0}: add what is missing, or write another number' };
  }
  const unused = Array.from({ length: count }, (_, index) => index).filter((index) => !taken.includes(index));
  if (unused.length > 0) {
    const places = unused.map((index) => `{${index}}`).join(' and ');
    const message = `format() has more arguments than ${show(template)} asks for`;
    yield { message, hint: `write ${places} where they belong, or leave them out`, severity: 'warning' };
  }
}

function* jsonProblems(text: string): Generator<Problem> {
  if (isJson(text)) return;
  const hint = `JSON has double quotes and no comma at its end: fromJSON('["a", "b"]')`;
  if (isJson(strict(text)))
    yield { message: `fromJSON() may fail: '${text}' is no strict JSON`, hint, severity: 'warning' };
  else yield { message: `fromJSON() fails: '${text}' is no JSON`, hint };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What readers of JSON commonly let pass, as JSON has it: single quotes, names without quotes, a last comma. */
const strict = (text: string): string =>
  text
    .replace(/'([^'"]*)'/g, '"$1"')
    .replace(/([{,]\s*)([A-Za-z_][\w-]*)(\s*:)/g, '$1"$2"$3')
    .replace(/,(\s*[\]}])/g, '$1')
    .replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
