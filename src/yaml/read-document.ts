/** Reads the nodes of a workflow or a composite action: which key holds what. */
import type { CompositeAction, Job, Step, Trigger, Workflow } from '../model/index.ts';
import {
  type At,
  below,
  condition,
  data,
  definitionOf,
  elements,
  fields,
  isMap,
  listOf,
  node,
  nodeOf,
  object,
  type Read,
  record,
  scalar,
  setting,
  shortOr,
  text,
  textOrTexts,
  texts,
} from './fields.ts';

const env = record(scalar);
const permissions: Read<unknown> = (at) => (isMap(at.value) ? record(text)(at) : text(at));
const defaults = object({ run: object({ shell: text, 'working-directory': text }) });
const concurrency = shortOr('group', { group: text, 'cancel-in-progress': setting, queue: text });

export function readWorkflow(at: At): Workflow {
  const { on, jobs, ...rest } = node(at, {
    name: text,
    description: text,
    'run-name': text,
    on: triggers,
    permissions,
    env,
    defaults,
    concurrency,
    jobs: jobsOf,
  });
  return { kind: 'workflow', ...rest, on: on ?? [], jobs: jobs ?? [] } as unknown as Workflow;
}

const input = definitionOf({
  description: text,
  type: text,
  required: setting,
  default: setting,
  options: texts,
  deprecationMessage: text,
});
const secret = definitionOf({ description: text, required: setting });
const output = definitionOf({ description: text, value: text });
const cron = nodeOf({ cron: text, timezone: text });

const triggerFields: Readonly<Record<string, Read<unknown>>> = {
  types: texts,
  branches: texts,
  'branches-ignore': texts,
  tags: texts,
  'tags-ignore': texts,
  paths: texts,
  'paths-ignore': texts,
  workflows: texts,
  names: texts,
  versions: texts,
  inputs: record(input),
  secrets: record(secret),
  outputs: record(output),
};

/** One event, a list of events, or a map of events with their filters. */
const triggers: Read<Trigger[]> = (at) => {
  if (isMap(at.value)) return Object.keys(at.value).map((event) => trigger(below(at, event), event));
  if (Array.isArray(at.value)) {
    return elements(at, (each) => {
      const event = text(each);
      return event === undefined ? undefined : named(each, event);
    });
  }
  const event = text(at);
  return event === undefined ? [] : [named(at, event)];
};

const named = (at: At, event: string): Trigger => ({ kind: 'trigger', event, ...at.file.nodeAt(at.route) }) as Trigger;

function trigger(at: At, event: string): Trigger {
  if (event === 'schedule' && Array.isArray(at.value)) {
    return { ...named(at, event), schedule: elements(at, cron) } as unknown as Trigger;
  }
  const more = nodeOf(triggerFields)(at);
  return { ...named(at, event), ...more } as Trigger;
}

const jobsOf: Read<Job[]> = (at) => {
  const jobs = record((each) => readJob(each), 'a map of jobs')(at);
  // An expression in place of the map: GitHub's own parser refuses it.
  return isMap(jobs) ? Object.values(jobs) : [];
};

const strategy: Read<unknown> = (at) => object({ 'fail-fast': setting, 'max-parallel': setting, matrix: matrixOf })(at);

const matrixEntries = listOf(data);
const axisValues = data;

const matrixOf: Read<unknown> = (at) => {
  if (typeof at.value === 'string') return { kind: 'matrix', ...at.file.nodeAt(at.route), axes: at.value };
  if (!isMap(at.value)) return object({})(at);
  const { include, exclude, ...axes } = at.value;
  return {
    kind: 'matrix',
    ...at.file.nodeAt(at.route),
    axes: record(axisValues)({ ...at, value: axes }),
    ...(include === undefined ? {} : { include: matrixEntries(below(at, 'include')) }),
    ...(exclude === undefined ? {} : { exclude: matrixEntries(below(at, 'exclude')) }),
  };
};

const containerFields = {
  image: text,
  credentials: object({ username: text, password: text }),
  env,
  ports: listOf(setting),
  volumes: listOf(text),
  options: text,
};
const container = shortOr('image', containerFields);
const service = shortOr('image', { ...containerFields, entrypoint: text, command: text });

const head: Readonly<Record<string, Read<unknown>>> = {
  name: text,
  needs: texts,
  if: condition,
  permissions,
  concurrency,
  strategy,
};

const runnerFields: Readonly<Record<string, Read<unknown>>> = {
  ...head,
  'runs-on': (at) => (isMap(at.value) ? object({ group: text, labels: textOrTexts })(at) : textOrTexts(at)),
  environment: shortOr('name', { name: text, url: text, deployment: setting }),
  env,
  defaults,
  'timeout-minutes': setting,
  'cancel-timeout-minutes': setting,
  'continue-on-error': setting,
  container,
  services: record(service),
  snapshot: shortOr('imageName', { 'image-name': text, version: text, if: condition }),
  outputs: record(text),
  steps: stepsOf,
};

const callFields: Readonly<Record<string, Read<unknown>>> = {
  ...head,
  uses: text,
  with: record(scalar),
  secrets: (at) => (at.value === 'inherit' ? 'inherit' : record(text)(at)),
};

function readJob(at: At): Job {
  const id = String(at.route.at(-1));
  const value = isMap(at.value) ? at.value : {};
  if (!isMap(at.value)) object({})({ ...at, value: at.value ?? '' });
  const calls = 'uses' in value && !('steps' in value);
  const given = node({ ...at, value }, calls ? callFields : runnerFields);
  return (calls
    ? { kind: 'call', id, uses: '', ...given }
    : { kind: 'job', id, steps: [], ...given }) as unknown as Job;
}

const active: Readonly<Record<string, Read<unknown>>> = {
  id: text,
  name: text,
  if: condition,
  'timeout-minutes': setting,
  'continue-on-error': setting,
  env,
  background: setting,
};
const waiting = { id: text, name: text, 'continue-on-error': setting };

const stepFields: Readonly<Record<Step['kind'], Readonly<Record<string, Read<unknown>>>>> = {
  run: { ...active, run: text, shell: text, 'working-directory': text },
  uses: { ...active, uses: text, with: record(scalar) },
  wait: { ...waiting, wait: textOrTexts },
  'wait-all': { ...waiting, 'wait-all': () => undefined },
  cancel: { ...waiting, cancel: text },
  parallel: { parallel: (at) => stepsOf(at) },
};
const stepKinds = Object.keys(stepFields) as Step['kind'][];

/** Says where there is no list. */
const list = listOf<never>(() => undefined);

function stepsOf(at: At): Step[] {
  if (!Array.isArray(at.value)) {
    list(at);
    return [];
  }
  // An element that is no step keeps its number, which the routes of the others count on.
  return at.value.map((_, index) => readStep(below(at, index)));
}

function readStep(at: At): Step {
  const value = isMap(at.value) ? at.value : {};
  const kind = stepKinds.find((each) => each in value);
  if (kind === undefined) {
    const message = 'a step runs a script or uses an action: this one has neither run nor uses';
    at.file.refuse(at.route, { message });
  }
  const read = node({ ...at, value }, stepFields[kind ?? 'run']);
  if (kind === 'run' || kind === undefined) return { kind: 'run', run: '', ...read, ...unsafeReasons(at) } as Step;
  if (kind !== 'uses') return { kind, ...(kind === 'parallel' ? { parallel: [] } : {}), ...read } as unknown as Step;
  const tag = at.file.trailing([...at.route, 'uses']);
  return { kind: 'uses', uses: '', ...read, ...(tag === undefined ? {} : { tag }) } as unknown as Step;
}

/** The reasons that the writer puts above a script for values that are in it as text. */
function unsafeReasons(at: At): object {
  const lines = (at.file.above([...at.route, 'run']) ?? '').split('\n');
  const reasons = lines.flatMap((line) => {
    const match = /^(.+) is put into the script as text: (.*)$/.exec(line);
    return match ? [[match[1], match[2]] as const] : [];
  });
  return reasons.length > 0 ? { unsafe: Object.fromEntries(reasons) } : {};
}

export function readAction(at: At, id: string): CompositeAction {
  const { runs, ...rest } = node(at, {
    name: text,
    description: text,
    author: text,
    branding: object({ icon: text, color: text }),
    inputs: record(input),
    outputs: record(output),
    runs: (each) => fields(each, { using: text, steps: stepsOf }),
  });
  const { known, unknown } = runs as ReturnType<typeof fields>;
  const action = { kind: 'action', id, name: '', description: '', ...rest, steps: known['steps'] ?? [] };
  return (unknown
    ? { ...action, unknown: { ...(rest['unknown'] as object), ...unknown } }
    : action) as unknown as CompositeAction;
}
