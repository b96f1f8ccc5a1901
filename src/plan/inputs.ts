/** The inputs of a run by hand or of a called workflow: their values, their defaults, and what is wrong with those given. */
import { type Diagnostic, didYouMean } from '../diagnostics/index.ts';
import type { Data, InputDefinition, Trigger } from '../model/index.ts';
import { anything, type Outcome, oneOf } from './evaluate.ts';
import type { Known } from './knowledge.ts';

export type Given = Readonly<Record<string, Outcome>>;

/** The inputs that a trigger declares, by name in lower case. */
export function definitionsOf(trigger: Trigger | undefined): ReadonlyMap<string, readonly [string, InputDefinition]> {
  const { inputs } = trigger ?? {};
  const entries = typeof inputs === 'object' && inputs !== null ? Object.entries(inputs) : [];
  return new Map(entries.map(([name, each]) => [name.toLowerCase(), [name, each ?? {}] as const]));
}

/** The `inputs` context: what is given, as the type of the input makes it, else the default. */
export function inputFacts(trigger: Trigger | undefined, given: Given): Known {
  const values = byLowerCase(given);
  const known = [...definitionsOf(trigger)].map(
    ([name, [, definition]]) => [`inputs.${name}`, valueOfInput(definition, values.get(name))] as const,
  );
  return Object.fromEntries(known);
}

const byLowerCase = (given: Given): ReadonlyMap<string, Outcome> =>
  new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));

function valueOfInput({ type, default: preset }: InputDefinition, given: Outcome | undefined): Outcome {
  const outcome = given ?? oneOf(preset ?? (type === 'boolean' ? false : type === 'number' ? 0 : ''));
  return outcome.flatMap((each) => {
    if (each.kind === 'value') return typed(type, each.value);
    return type === 'boolean' ? oneOf(true, false) : [each];
  });
}

/** A text becomes what the type says. An expression in a default is known only when it runs. */
function typed(type: string | undefined, value: Data): Outcome {
  if (typeof value === 'string' && value.includes('${{')) return anything;
  if (type === 'boolean') return oneOf(String(value).toLowerCase() === 'true');
  if (type === 'number') return oneOf(Number(value));
  return oneOf(value === null ? '' : typeof value === 'object' ? value : String(value));
}

/** In `github.event.inputs` of a run by hand everything is text. */
export function eventInputs(inputs: Known): Known {
  const asText = (outcome: Outcome): Outcome =>
    outcome.map((each) => (each.kind === 'value' ? { kind: 'value', value: String(each.value ?? '') } : each));
  return Object.fromEntries(
    Object.entries(inputs).map(([route, outcome]) => [`github.event.${route}`, asText(outcome)]),
  );
}

/** What GitHub would refuse: an input nobody declared, one that is missing, a value that its type does not have. */
export function checkInputs(trigger: Trigger, given: Readonly<Record<string, unknown>>): Diagnostic[] {
  const definitions = definitionsOf(trigger);
  const names = Object.keys(given).map((name) => name.toLowerCase());
  const unknown = Object.keys(given).filter((name) => !definitions.has(name.toLowerCase()));
  const declared = [...definitions.values()].map(([name]) => name);
  return [
    ...unknown.map((name) => problem(trigger, 'unknown-input', `it has no input "${name}"`, hintFor(name, declared))),
    ...[...definitions].flatMap(([name, [shown, definition]]) => {
      const key = Object.keys(given)[names.indexOf(name)];
      const message = mistakeOf(shown, definition, key === undefined ? undefined : given[key]);
      return message ? [problem(trigger, 'wrong-input', ...message)] : [];
    }),
  ];
}

const hintFor = (name: string, declared: readonly string[]): string =>
  didYouMean(name, declared) ??
  (declared.length > 0 ? `its inputs are ${declared.join(', ')}` : 'leave it out: it has none');

type Message = readonly [message: string, hint: string];

function mistakeOf(
  name: string,
  { type, required, default: preset, options }: InputDefinition,
  value: unknown,
): Message | undefined {
  if (value === undefined) {
    if (String(required) !== 'true' || (preset !== undefined && preset !== '')) return undefined;
    return [`the input "${name}" is required, and has no default`, `add --input ${name}=<value>`];
  }
  if (type === 'boolean' && !/^(?:true|false)$/i.test(String(value))) return wrong(name, value, ['true', 'false']);
  if (type === 'number' && (String(value).trim() === '' || Number.isNaN(Number(value))))
    return [`the input "${name}" is a number, and "${value}" is none`, 'write digits'];
  const choices = type === 'choice' && Array.isArray(options) ? options.map(String) : undefined;
  return choices && !choices.includes(String(value)) ? wrong(name, value, choices) : undefined;
}

const wrong = (name: string, value: unknown, choices: readonly string[]): Message => [
  `"${value}" is no choice of the input "${name}"`,
  didYouMean(String(value), choices) ?? `it takes ${choices.join(', ')}`,
];

const problem = (trigger: Trigger, code: string, message: string, hint: string): Diagnostic => ({
  severity: 'error',
  code,
  message,
  source: trigger.source?.locate(),
  path: `on.${trigger.event}.inputs`,
  hint,
});
