/** Reports an input whose definition contradicts itself: its type, its options, its default. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { InputDefinition, Trigger } from '../../model/index.ts';
import { hasExpression, listOf, show, textsOf } from '../data-shapes.ts';
import { inputEntries } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>;

const typesOf: Readonly<Record<string, readonly string[]>> = {
  workflow_dispatch: ['string', 'boolean', 'number', 'choice', 'environment'],
  workflow_call: ['string', 'boolean', 'number'],
};

export const invalidInput: Rule = {
  id: 'invalid-input',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      const types = typesOf[trigger.event];
      if (!types) continue;
      for (const [name, input] of inputEntries(trigger.inputs)) {
        const place = { node: input.source ? input : trigger, key: name, path: `on.${trigger.event}.inputs.${name}` };
        for (const problem of problemsOf(name, input, trigger, types)) yield { ...place, ...problem };
      }
    }
  },
};

function* problemsOf(
  name: string,
  input: InputDefinition,
  { event }: Trigger,
  types: readonly string[],
): Generator<Problem> {
  const { type, options } = input;
  if (type === undefined && event === 'workflow_call') {
    yield {
      message: `input "${name}" has no type, and workflow_call asks for one`,
      hint: "write type: 'string', 'boolean' or 'number'",
    };
  } else if (type !== undefined && !types.includes(type)) {
    yield {
      message: `input "${name}" has the type ${show(type)}, which ${event} does not have`,
      hint: didYouMean(String(type), types),
    };
    return;
  }
  if (type === 'choice' && textsOf(options).length === 0) {
    yield { message: `input "${name}" is a choice without options`, hint: "write options: ['first', 'second']" };
  } else if (type !== 'choice' && options !== undefined) {
    yield {
      message: `input "${name}" has options, and is no choice`,
      hint: "write type: 'choice', or leave the options out",
    };
  }
  yield* defaultProblems(name, input, event);
}

function* defaultProblems(name: string, input: InputDefinition, event: string): Generator<Problem> {
  const { type = 'string', default: value, options, required } = input;
  if (value === undefined || hasExpression(value)) return;
  if (type === 'choice' && listOf(options).length > 0 && !listOf(options).includes(value)) {
    yield {
      message: `the default ${show(value)} of input "${name}" is not among its options`,
      hint: didYouMean(String(value), textsOf(options)),
    };
  } else if (type !== 'choice' && typeof value !== (type === 'environment' ? 'string' : type)) {
    yield { message: `the default ${show(value)} of input "${name}" is no ${type}`, hint: defaultHints[type] };
  } else if (event === 'workflow_call' && required === true) {
    const hint = 'leave out `required`, or the default: a caller has to pass it';
    yield { message: `input "${name}" is required, so its default is never used`, hint, severity: 'warning' };
  }
}

const defaultHints: Readonly<Record<string, string>> = {
  boolean: 'write true or false, without quotes',
  number: 'write a number, without quotes',
  string: 'put it in quotes',
  environment: 'write the name of an environment, in quotes',
};
