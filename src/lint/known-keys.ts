/** The keys that each kind of node has, as authors write them; in YAML they are in kebab case. */
import type { Document, InputDefinition, Job, Matrix, Node, Step, Trigger } from '../model/index.ts';
import { filtersOf } from './event-facts.ts';
import { camelCase } from './spelling.ts';

type Known = Document | Trigger | Job | Matrix | Step | InputDefinition;
type Kind = Exclude<Known, InputDefinition>['kind'];

const active = ['id', 'name', 'if', 'env', 'continueOnError', 'timeoutMinutes', 'background', 'doc'];
const waiting = ['id', 'name', 'continueOnError', 'doc'];
const common = ['name', 'needs', 'if', 'permissions', 'concurrency', 'matrix', 'doc'];

const keys: Readonly<Record<Exclude<Kind, 'trigger'>, readonly string[]>> = {
  workflow: ['name', 'description', 'runName', 'on', 'permissions', 'env', 'defaults', 'concurrency', 'jobs', 'doc'],
  action: ['name', 'description', 'author', 'branding', 'inputs', 'outputs', 'steps', 'doc'],
  job: [
    ...[...common, 'runsOn', 'environment', 'env', 'defaults', 'timeoutMinutes', 'cancelTimeoutMinutes'],
    ...['continueOnError', 'container', 'services', 'snapshot', 'outputs', 'steps'],
  ],
  call: [...common, 'with', 'secrets', 'outputs'],
  matrix: ['include', 'exclude', 'failFast', 'maxParallel'],
  run: [...active, 'shell', 'workingDirectory', 'outputs'],
  uses: [...active, 'with', 'outputs', 'tag'],
  wait: waiting,
  'wait-all': waiting,
  cancel: waiting,
  parallel: ['doc'],
};

/** What the model keeps beside the keys. */
export const nodeKeys: readonly string[] = ['kind', 'source', 'doc', 'unknown', 'problems'];
const inputKeys = ['description', 'type', 'required', 'default', 'options', 'deprecationMessage'];

/** What belongs elsewhere, or is written another way in TypeScript. */
export const replacements: Readonly<Record<string, string>> = {
  strategy: 'write matrix: matrix({ os: […] }, { failFast: false })',
  uses: 'a step that uses an action is uses() or action(); a job that calls a workflow is call()',
  run: 'a step that runs a script is run(sh`…`)',
  with: 'the inputs are the first argument: action(reference, { … })',
  timeout: 'did you mean "timeoutMinutes"?',
  cwd: 'did you mean "workingDirectory"?',
  tz: 'did you mean "timezone"?',
};

/** The known keys of a node; undefined where another rule tells more. */
export function keysOf(node: Node): readonly string[] | undefined {
  const { kind } = node as { readonly kind?: Kind };
  if (kind === undefined) return inputKeys;
  return kind === 'trigger' ? filtersOf((node as Trigger).event)?.map(camelCase) : keys[kind];
}

/** The keys of an object below a node, or those of each of its values. */
export type KeysBelow = Keys | { readonly each: Keys };
interface Keys {
  readonly keys: readonly string[];
  readonly below?: Readonly<Record<string, KeysBelow>>;
}

const container = ['image', 'credentials', 'env', 'ports', 'volumes', 'options'];
const concurrency = { keys: ['group', 'cancelInProgress', 'queue'] };
const defaults = { keys: ['run'], below: { run: { keys: ['shell', 'workingDirectory'] } } };

const below: Readonly<Partial<Record<Kind, Readonly<Record<string, KeysBelow>>>>> = {
  workflow: { concurrency, defaults },
  trigger: {
    schedule: { keys: ['cron', 'timezone'] },
    secrets: { each: { keys: ['description', 'required'] } },
    outputs: { each: { keys: ['description', 'value'] } },
  },
  job: {
    concurrency,
    runsOn: { keys: ['group', 'labels'] },
    environment: { keys: ['name', 'url', 'deployment'] },
    container: { keys: container },
    services: { each: { keys: [...container, 'entrypoint', 'command', 'health'] } },
    snapshot: { keys: ['imageName', 'version', 'if'] },
    defaults,
  },
  call: { concurrency },
  action: { outputs: { each: { keys: ['description', 'value'] } }, branding: { keys: ['icon', 'color'] } },
};

export function keysBelow(node: Node): Readonly<Record<string, KeysBelow>> {
  const { kind } = node as { readonly kind?: Kind };
  return (kind === undefined ? undefined : below[kind]) ?? {};
}
