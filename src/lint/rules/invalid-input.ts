/** Reports an input whose definition contradicts itself: its type, its options, its default. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { InputDefinition, Trigger } from '../../model/index.ts';
import { hasExpression, listOf, show, textsOf } from '../data-shapes.ts';
import { inputEntries } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

/** `below` is the rest of the path, from the input on. */
type Problem = Pick<Finding, 'message' | 'hint' | 'severity'> & { readonly below?: string };

const typesOf: Readonly<Record<string, readonly string[]>> = {
  workflow_dispatch: ['string', 'boolean', 'number', 'choice', 'environment'],
  workflow_call: ['string', 'boolean', 'number'],
};

export const invalidInput: Rule = {
  id: 'invalid-input',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputsinput_idtype
  why: 'The type of an input says what its default and its options may be. GitHub refuses a definition that contradicts itself, or takes only the half of it that fits.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      const types = typesOf[trigger.event];
      if (!types) continue;
      for (const [name, input] of inputEntries(trigger.inputs)) {
        const node = input.source ? input : trigger;
        const path = `on.${trigger.event}.inputs.${name}`;
        for (const { below = '', ...problem } of problemsOf(name, input, trigger, types))
          yield { node, ...problem, path: `${path}${below}` };
      }
    }
  },
};

function* problemsOf(
  name: string,
  input: InputDefinition,
  trigger: Trigger,
  types: readonly string[],
): Generator<Problem> {
  const { type, options } = input;
  const quote = isYaml(trigger) ? '' : "'";
  if (type === undefined && trigger.event === 'workflow_call') {
    yield {
      message: `input "${name}" has no type, and workflow_call asks for one`,
      hint: "write type: 'string', 'boolean' or 'number'".replaceAll("'", quote),
    };
  } else if (type !== undefined && !types.includes(type)) {
    yield {
      message: `input "${name}" has the type ${show(type)}, which ${trigger.event} does not have`,
      below: '.type',
      hint: didYouMean(String(type), types),
    };
    return;
  }
  if (type === 'choice' && textsOf(options).length === 0) {
    const hint = "write options: ['first', 'second']".replaceAll("'", quote);
    yield { message: `input "${name}" is a choice without options`, hint };
  } else if (type !== 'choice' && options !== undefined) {
    const hint = "write type: 'choice', or leave the options out".replaceAll("'", quote);
    yield { message: `input "${name}" has options, and is no choice`, below: '.options', hint };
  }
  yield* defaultProblems(name, input, trigger);
}

function* defaultProblems(name: string, input: InputDefinition, trigger: Trigger): Generator<Problem> {
  const { type = 'string', default: value, options, required } = input;
  const choices = listOf(options).map(String);
  const below = '.default';
  if (value === undefined || hasExpression(value)) return;
  // A form starts with nothing then.
  if (value === '' && trigger.event === 'workflow_dispatch') return;
  if (type === 'choice' && choices.length > 0 && !choices.includes(String(value))) {
    const message = `the default ${show(value)} of input "${name}" is not among its options`;
    yield { message, below, hint: didYouMean(String(value), choices) };
  } else if (!mayHold(type, value, trigger)) {
    const message = `the default ${show(value)} of input "${name}" is no ${type}`;
    yield { message, below, hint: defaultHints[type], severity: severityOf(type, value, trigger) };
  } else if (trigger.event === 'workflow_call' && required === true) {
    const hint = 'leave out `required`, or the default: a caller has to pass it';
    yield { message: `input "${name}" is required, so its default is never used`, below, hint, severity: 'warning' };
  }
}

/** Whether a value may be the default of an input; GitHub makes text of what is to be text. */
function mayHold(type: string, value: unknown, trigger: Trigger): boolean {
  if (type === 'choice') return true;
  const wanted = type === 'environment' ? 'string' : type;
  return typeof value === wanted || (wanted === 'string' && isYaml(trigger));
}

/** GitHub puts the text of a default into its form, and so takes `'true'` there; a reusable workflow needs the value. */
const severityOf = (type: string, value: unknown, trigger: Trigger): Finding['severity'] =>
  isYaml(trigger) && trigger.event === 'workflow_dispatch' && isTextOf(type, String(value)) ? 'warning' : 'error';

const isTextOf = (type: string, text: string): boolean =>
  type === 'boolean' ? /^(?:true|false)$/i.test(text) : type === 'number' && !Number.isNaN(Number(text));

const defaultHints: Readonly<Record<string, string>> = {
  boolean: 'write true or false, without quotes',
  number: 'write a number, without quotes',
  string: 'put it in quotes',
  environment: 'write the name of an environment, in quotes',
};
