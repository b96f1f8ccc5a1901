/** The keys that each kind of node has, as authors write them: in TypeScript, and in YAML. */
import type { Document, InputDefinition, Job, Matrix, Node, Step, Trigger } from '../model/index.ts';
import { filtersOf } from './event-facts.ts';
import { camelCase, isYaml } from './spelling.ts';

type Known = Document | Trigger | Job | Matrix | Step | InputDefinition;
type Kind = Exclude<Known, InputDefinition>['kind'];

const active = ['id', 'name', 'if', 'env', 'continueOnError', 'timeoutMinutes', 'background', 'doc', 'ignore'];
const estimates = ['takes', 'size'];
const waiting = ['id', 'name', 'continueOnError', 'doc', 'ignore'];
const common = ['name', 'needs', 'if', 'permissions', 'concurrency', 'matrix', 'doc', 'ignore', 'troubleshooting'];

const keys: Readonly<Record<Exclude<Kind, 'trigger'>, readonly string[]>> = {
  workflow: [
    ...['name', 'description', 'runName', 'on', 'permissions', 'env', 'defaults', 'concurrency', 'jobs'],
    ...['doc', 'ignore'],
  ],
  action: ['name', 'description', 'author', 'branding', 'inputs', 'outputs', 'steps', 'doc', 'ignore'],
  job: [
    ...[...common, 'runsOn', 'environment', 'env', 'defaults', 'timeoutMinutes', 'cancelTimeoutMinutes'],
    ...['continueOnError', 'container', 'services', 'snapshot', 'outputs', 'steps', 'takes'],
  ],
  call: [...common, 'with', 'secrets', 'outputs'],
  matrix: ['include', 'exclude', 'failFast', 'maxParallel'],
  run: [...active, 'shell', 'workingDirectory', 'outputs', ...estimates],
  uses: [...active, 'with', 'outputs', 'tag', ...estimates],
  wait: waiting,
  'wait-all': waiting,
  cancel: waiting,
  parallel: ['doc', 'ignore'],
};

const activeInYaml = ['id', 'name', 'if', 'env', 'continue-on-error', 'timeout-minutes', 'background'];
const waitingInYaml = ['id', 'name', 'continue-on-error'];
const commonInYaml = ['name', 'needs', 'if', 'permissions', 'concurrency', 'strategy'];

const keysInYaml: Readonly<Record<Exclude<Kind, 'trigger'>, readonly string[]>> = {
  workflow: ['name', 'description', 'run-name', 'on', 'permissions', 'env', 'defaults', 'concurrency', 'jobs'],
  action: ['name', 'description', 'author', 'branding', 'inputs', 'outputs', 'runs'],
  job: [
    ...[...commonInYaml, 'runs-on', 'environment', 'env', 'defaults', 'timeout-minutes', 'cancel-timeout-minutes'],
    ...['continue-on-error', 'container', 'services', 'snapshot', 'outputs', 'steps'],
  ],
  call: [...commonInYaml, 'uses', 'with', 'secrets'],
  matrix: ['include', 'exclude'],
  run: [...activeInYaml, 'run', 'shell', 'working-directory'],
  uses: [...activeInYaml, 'uses', 'with'],
  wait: [...waitingInYaml, 'wait'],
  'wait-all': [...waitingInYaml, 'wait-all'],
  cancel: [...waitingInYaml, 'cancel'],
  parallel: ['parallel'],
};

/** What the model keeps beside the keys. */
export const nodeKeys: readonly string[] = ['kind', 'source', 'doc', 'ignore', 'unknown', 'problems'];
const inputKeys = ['description', 'type', 'required', 'default', 'options', 'deprecationMessage'];

/** What belongs elsewhere, or is written another way in TypeScript. */
const replacements: Readonly<Record<string, string>> = {
  strategy: 'write matrix: matrix({ os: […] }, { failFast: false })',
  uses: 'a step that uses an action is uses() or action(); a job that calls a workflow is call()',
  run: 'a step that runs a script is run(sh`…`)',
  with: 'the inputs are the first argument: action(reference, { … })',
  timeout: 'did you mean "timeoutMinutes"?',
  cwd: 'did you mean "workingDirectory"?',
  tz: 'did you mean "timezone"?',
};

const replacementsInYaml: Readonly<Record<string, string>> = {
  uses: 'one of "uses", "run" and "steps" is enough: leave the others out',
  run: 'a script is a step of its own',
  with: 'inputs belong beside "uses": a script reads what stands in its "env"',
  timeout: 'did you mean "timeout-minutes"?',
  cwd: 'did you mean "working-directory"?',
  tz: 'did you mean "timezone"?',
};

/** What to write in the place of a key that is not known, where more can be said than its nearest neighbour. */
export function replacementFor(key: string, node: Node): string | undefined {
  const known = isYaml(node) ? replacementsInYaml : replacements;
  return Object.hasOwn(known, key) ? known[key] : undefined;
}

/** The known keys of a node; undefined where another rule tells more. */
export function keysOf(node: Node): readonly string[] | undefined {
  const { kind } = node as { readonly kind?: Kind };
  if (kind === undefined) return inputKeys;
  if (kind !== 'trigger') return isYaml(node) ? keysInYaml[kind] : keys[kind];
  const filters = filtersOf((node as Trigger).event);
  return isYaml(node) ? filters : filters?.map(camelCase);
}

/** The keys of an object below a node, or those of each of its values. */
export type KeysBelow = Keys | { readonly each: Keys };
interface Keys {
  readonly keys: readonly string[];
  readonly below?: Readonly<Record<string, KeysBelow>>;
}

const container = ['image', 'credentials', 'env', 'ports', 'volumes', 'options'];
const credentials = { keys: ['username', 'password'] };
const services = { each: { keys: [...container, 'entrypoint', 'command'], below: { credentials } } };
const strategy = { keys: ['matrix', 'failFast', 'maxParallel'] };
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
    strategy,
    container: { keys: container, below: { credentials } },
    // How the health is checked becomes a part of the options.
    services: { each: { keys: [...services.each.keys, 'health'], below: { credentials } } },
    snapshot: { keys: ['imageName', 'version', 'if'] },
    defaults,
  },
  call: { concurrency, strategy },
  action: { outputs: { each: { keys: ['description', 'value'] } }, branding: { keys: ['icon', 'color'] } },
};

export function keysBelow(node: Node): Readonly<Record<string, KeysBelow>> {
  const { kind } = node as { readonly kind?: Kind };
  const known = (kind === undefined ? undefined : below[kind]) ?? {};
  return kind === 'job' && isYaml(node) ? { ...known, services } : known;
}
