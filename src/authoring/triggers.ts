/** The events that start a workflow, with their filters. */
import type { CallSite } from '../diagnostics/index.ts';
import type { Expr } from '../expressions/expr.ts';
import type { ContextsAt } from '../expressions/place.ts';
import type { Cron, Data, events, Trigger } from '../model/index.ts';
import { type AnyInputs, type InputsOptions, renderInputs } from './inputs.ts';
import { type Authored, misuse, renderOptions, renderValue, requireOptions } from './render.ts';
import { Scope } from './scope.ts';

type Events = typeof events;
type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S extends `${infer Head}-${infer Tail}`
    ? `${Head}${Capitalize<CamelCase<Tail>>}`
    : S;
type SnakeKey<K> = { readonly [E in keyof Events]: CamelCase<E> extends K ? E : never }[keyof Events];
type OneOrMore<T> = T | readonly T[];

type Special = 'schedule' | 'workflow_dispatch' | 'workflow_call' | 'workflow_run' | 'repository_dispatch';
type PlainEvents = { readonly [E in Exclude<keyof Events, Special>]: FilterOptions<E> };
type FilterOptions<E extends keyof Events> = {
  readonly [F in Events[E]['filters'][number] as CamelCase<F>]?: OneOrMore<string>;
} & (Events[E]['types'][number] extends never ? unknown : { readonly types?: OneOrMore<Events[E]['types'][number]> });

/** A time in cron's five fields; in UTC unless a time zone is named. */
export interface ScheduleOptions {
  /** @example '0 2 * * *' */
  readonly cron: string;
  /** A name of the IANA database. @example 'Europe/Berlin' */
  readonly timezone?: string;
  /** Becomes a comment above the time. */
  readonly doc?: string;
}

/** A secret that a reusable workflow takes. */
export interface SecretOptions {
  readonly description?: string;
  readonly required?: boolean;
}

/** An output that a reusable workflow gives to its caller. */
export interface WorkflowOutputOptions {
  readonly description?: string;
  readonly value:
    | string
    | Expr<string | number | boolean, Exclude<ContextsAt<'workflow-output-context'>, 'jobs'> | 'needs'>;
}

export interface WorkflowCallOptions {
  readonly inputs?: AnyInputs | InputsOptions;
  readonly secrets?: Readonly<Record<string, SecretOptions>>;
  readonly outputs?: Readonly<Record<string, WorkflowOutputOptions>>;
}

/** A workflow by its name, or by its value. */
type WorkflowName = string | { readonly name: string };

/**
 * Every event that GitHub knows, in camel case, with its filters; `{}` takes the event as it is.
 *
 * @example
 * { push: { branches: ['main'] }, pullRequest: {}, schedule: [{ cron: '0 2 * * *' }] }
 */
export type On<C extends WorkflowCallOptions = WorkflowCallOptions> = {
  readonly [E in keyof PlainEvents as CamelCase<E>]?: PlainEvents[E];
} & {
  readonly schedule?: readonly ScheduleOptions[];
  readonly workflowDispatch?: { readonly inputs?: AnyInputs | InputsOptions };
  readonly workflowCall?: C & ExactCall<C>;
  readonly workflowRun?: FilterOptionsOfRun;
  readonly repositoryDispatch?: { readonly types?: OneOrMore<string> };
};
/** Refuses names that are no option of `workflowCall`: what is inferred is not checked for them otherwise. */
type ExactCall<C> = {
  readonly [K in keyof C]: K extends 'secrets'
    ? Exact<C[K], keyof SecretOptions>
    : K extends 'outputs'
      ? Exact<C[K], keyof WorkflowOutputOptions>
      : K extends keyof WorkflowCallOptions
        ? C[K]
        : never;
};
type Exact<R, Keys> = {
  readonly [N in keyof R]: { readonly [P in keyof R[N]]: P extends Keys ? R[N][P] : never };
};
type FilterOptionsOfRun = Omit<FilterOptions<'workflow_run'>, 'workflows'> & {
  readonly workflows: OneOrMore<WorkflowName>;
};
export type EventName = SnakeKey<string>;

const filterKeys = [
  'types',
  'branches',
  'branchesIgnore',
  'tags',
  'tagsIgnore',
  'paths',
  'pathsIgnore',
  'workflows',
  'names',
  'versions',
];

/** Renders the events in the order they were written. */
export function renderTriggers(on: unknown, source: CallSite): Trigger[] {
  return Object.entries(requireOptions('on', on)).flatMap(([key, value]) =>
    value === undefined ? [] : [renderTrigger(snakeCase(key), value, source)],
  );
}

function renderTrigger(event: string, value: unknown, source: CallSite): Trigger {
  const base = { kind: 'trigger' as const, event, source };
  if (event === 'schedule') return { ...base, schedule: renderSchedule(value, source) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw misuse(
      `the event ${event} takes an object with its filters`,
      `write ${camelCase(event)}: {} for the event as it is`,
    );
  }
  const given = value as Authored;
  const { fields, unknown } = renderOptions(given, filterKeys, new Scope(), [
    'inputs',
    'secrets',
    'outputs',
    'workflows',
  ]);
  const lists = Object.entries(fields).map(([key, each]) => [key, Array.isArray(each) ? each : [each]] as const);
  return {
    ...base,
    ...Object.fromEntries(lists),
    ...(given['workflows'] === undefined ? {} : { workflows: workflowNames(given['workflows']) }),
    ...(given['inputs'] === undefined ? {} : { inputs: inputsOf(event, given['inputs'] as AnyInputs) }),
    ...renderPlain(given, 'secrets', new Scope()),
    // Callers read outputs of jobs through `jobs`, not through `needs`.
    ...renderPlain(given, 'outputs', new Scope(new Map(), 'jobs')),
    ...(unknown ? { unknown } : {}),
  } as Trigger;
}

function renderPlain(given: Authored, key: string, scope: Scope): Record<string, Data> {
  const data = renderValue(given[key], scope);
  return data === undefined ? {} : { [key]: data };
}

/** A reusable workflow has to name the type of each input; an action and a dispatch do not. */
function inputsOf(event: string, given: AnyInputs): NonNullable<Trigger['inputs']> {
  const inputs = Object.entries(renderInputs(given));
  if (event !== 'workflow_call') return Object.fromEntries(inputs);
  return Object.fromEntries(inputs.map(([name, each]) => [name, { type: 'string', ...each }]));
}

function renderSchedule(value: unknown, source: CallSite): NonNullable<Trigger['schedule']> {
  return (Array.isArray(value) ? value : [value]).map((each: unknown) => {
    const given = requireOptions('schedule', each);
    const { fields, unknown } = renderOptions(given, ['cron', 'timezone', 'doc'], new Scope());
    return { source, ...fields, ...(unknown ? { unknown } : {}) } as unknown as Cron;
  });
}

function workflowNames(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map((each: unknown) =>
    typeof each === 'object' && each !== null && 'name' in each ? String(each.name) : String(each),
  );
}

const camelCase = (event: string): string => event.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const snakeCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
