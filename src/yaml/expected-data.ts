/** What a document has to be as plain data, said a second time and without YAML, for the tests of the writer. */
import type { CompositeAction, Container, Document, Job, Node, Step, Trigger, Workflow } from '../model/index.ts';

type Plain = Record<string, unknown>;

/** Keys of the model that GitHub spells in its own way; an absent one is not written at all. */
const kebab = (key: string): string =>
  key === 'deprecationMessage' ? key : key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Everything but what belongs to the model alone. */
function own(node: object, ...without: string[]): Plain {
  const hidden = [
    'kind',
    'source',
    'doc',
    'ignore',
    'troubleshooting',
    'takes',
    'megabytes',
    'problems',
    'unknown',
    ...without,
  ];
  const entries = Object.entries(node).filter(([key, value]) => !hidden.includes(key) && value !== undefined);
  return { ...Object.fromEntries(entries.map(([key, value]) => [kebab(key), value])), ...(node as Node).unknown };
}

function short(node: object | undefined, key: string): Plain {
  if (node === undefined) return {};
  const data = own(node);
  return { '': Object.keys(data).length === 1 && key in data ? data[key] : data };
}

const under = (key: string, { '': value, ...none }: Plain): Plain => (value === undefined ? none : { [key]: value });
const each = <T extends object>(
  given: Readonly<Record<string, T>> | undefined,
  write: (value: T) => unknown,
): Plain | undefined => given && Object.fromEntries(Object.entries(given).map(([name, value]) => [name, write(value)]));
const defined = (data: Plain): Plain =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

function condition(text: string | undefined): Plain {
  if (text === undefined) return {};
  if (text === 'true' || text === 'false') return { if: text === 'true' };
  return { if: text.startsWith('!') ? `\${{ ${text} }}` : text };
}

export function toData(document: Document): Plain {
  return document.kind === 'workflow' ? workflowData(document) : actionData(document);
}

function workflowData(workflow: Workflow): Plain {
  return {
    ...own(workflow, 'on', 'jobs', 'concurrency', 'defaults'),
    ...under('concurrency', short(workflow.concurrency, 'group')),
    ...(workflow.defaults ? { defaults: { run: own(workflow.defaults.run) } } : {}),
    on: Object.fromEntries(workflow.on.map((trigger) => [trigger.event, triggerData(trigger)])),
    jobs: Object.fromEntries(workflow.jobs.map((job) => [job.id, jobData(job)])),
  };
}

function triggerData(trigger: Trigger): unknown {
  if (trigger.schedule) return trigger.schedule.map((cron) => own(cron));
  const filters = own(trigger, 'event', 'inputs', 'secrets', 'outputs');
  const data = defined({
    ...filters,
    inputs: each(trigger.inputs, own),
    secrets: each(trigger.secrets, own),
    outputs: each(trigger.outputs, own),
  });
  return Object.keys(data).length === 0 ? null : data;
}

function jobData(job: Job): Plain {
  const special = [
    'id',
    'needs',
    'if',
    'strategy',
    'concurrency',
    'steps',
    'environment',
    'container',
    'services',
    'snapshot',
    'defaults',
  ];
  return {
    ...own(job, ...special),
    ...(job.needs === undefined ? {} : { needs: job.needs.length === 1 ? job.needs[0] : job.needs }),
    ...condition(job.if),
    ...under('concurrency', short(job.concurrency, 'group')),
    ...(job.strategy ? { strategy: strategyData(job.strategy) } : {}),
    ...(job.kind === 'job' ? runnerData(job) : {}),
  };
}

function runnerData(job: Extract<Job, { kind: 'job' }>): Plain {
  const snapshot = job.snapshot && { ...job.snapshot, ...condition(job.snapshot.if) };
  return {
    ...under('environment', short(job.environment, 'name')),
    ...under('container', short(job.container, 'image')),
    ...under('snapshot', short(snapshot, 'image-name')),
    ...(job.defaults ? { defaults: { run: own(job.defaults.run) } } : {}),
    ...(job.services ? { services: each(job.services, (service: Container) => short(service, 'image')['']) } : {}),
    steps: job.steps.map(stepData),
  };
}

function strategyData({ matrix, ...rest }: NonNullable<Job['strategy']>): Plain {
  if (!matrix) return own(rest);
  const { axes, include, exclude } = matrix;
  return { ...own(rest), matrix: typeof axes === 'string' ? axes : defined({ ...axes, include, exclude }) };
}

function stepData(step: Step): Plain {
  if (step.kind === 'parallel') return { parallel: step.parallel.map(stepData) };
  const data = { ...own(step, 'tag', 'outputs', 'unsafe', 'if'), ...condition('if' in step ? step.if : undefined) };
  return step.kind === 'wait-all' ? { ...data, 'wait-all': null } : data;
}

function actionData(action: CompositeAction): Plain {
  return defined({
    ...own(action, 'id', 'inputs', 'outputs', 'steps'),
    inputs: each(action.inputs, ({ type: _, ...input }) => own(input)),
    outputs: each(action.outputs, own),
    runs: { using: 'composite', steps: action.steps.map(stepData) },
  });
}
