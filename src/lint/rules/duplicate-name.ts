/** Reports two names in one map that differ in nothing but case. */
import {
  type CompositeAction,
  type Job,
  type Node,
  type Step,
  stepsOf,
  type Trigger,
  type Workflow,
} from '../../model/index.ts';
import { fieldsOf } from '../data-shapes.ts';
import { entriesOf } from '../matrix-values.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const duplicateName: Rule = {
  id: 'duplicate-name',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
  why: 'GitHub ignores the case of names: of inputs, outputs, secrets, variables, axes and services. It refuses a file in which two of them differ in nothing else.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { node, path, what, names } of document.kind === 'action'
      ? actionMaps(document)
      : workflowMaps(document)) {
      yield* duplicates(node, path, what, Object.keys(fieldsOf(names)));
    }
  },
};

/** A map whose keys an author chose. */
interface NameMap {
  readonly node: Node;
  readonly path: string;
  readonly what: string;
  readonly names: unknown;
}

function* duplicates(node: Node, path: string, what: string, names: readonly string[]): Generator<Finding> {
  const first = new Map<string, string>();
  for (const name of names) {
    const other = first.get(name.toLowerCase());
    first.set(name.toLowerCase(), other ?? name);
    if (other === undefined) continue;
    const message = `the ${what} "${name}" is there already, as "${other}": GitHub ignores their case`;
    yield { node, path, key: name, message, hint: 'leave one of them out, or give it another name' };
  }
}

function* workflowMaps(workflow: Workflow): Generator<NameMap> {
  yield { node: workflow, path: 'env', what: 'variable', names: workflow.env };
  for (const trigger of workflow.on) yield* definitions(trigger, `on.${trigger.event}.`);
  for (const job of workflow.jobs) yield* jobMaps(job, `jobs.${job.id}`);
  for (const { step, path } of stepsOf(workflow)) yield* stepMaps(step, path);
}

function* actionMaps(action: CompositeAction): Generator<NameMap> {
  yield* definitions(action, '');
  for (const { step, path } of stepsOf(action)) yield* stepMaps(step, path);
}

function* definitions(node: Trigger | CompositeAction, path: string): Generator<NameMap> {
  yield { node, path: `${path}inputs`, what: 'input', names: node.inputs };
  yield { node, path: `${path}outputs`, what: 'output', names: node.outputs };
  if (node.kind === 'trigger') yield { node, path: `${path}secrets`, what: 'secret', names: node.secrets };
}

function* jobMaps(job: Job, path: string): Generator<NameMap> {
  const matrix = job.strategy?.matrix;
  if (matrix) {
    yield { node: job, path: `${path}.strategy.matrix`, what: 'axis', names: matrix.axes };
    for (const list of ['include', 'exclude'] as const) {
      for (const [index, names] of entriesOf(matrix[list]).entries()) {
        yield { node: job, path: `${path}.strategy.matrix.${list}[${index}]`, what: 'key', names };
      }
    }
  }
  if (job.kind === 'call') {
    yield { node: job, path: `${path}.with`, what: 'input', names: job.with };
    yield { node: job, path: `${path}.secrets`, what: 'secret', names: job.secrets };
    return;
  }
  yield { node: job, path: `${path}.env`, what: 'variable', names: job.env };
  yield { node: job, path: `${path}.outputs`, what: 'output', names: job.outputs };
  yield { node: job, path: `${path}.services`, what: 'service', names: job.services };
  yield { node: job, path: `${path}.container.env`, what: 'variable', names: fieldsOf(job.container)['env'] };
  for (const [name, service] of Object.entries(fieldsOf(job.services))) {
    yield { node: job, path: `${path}.services.${name}.env`, what: 'variable', names: fieldsOf(service)['env'] };
  }
}

function* stepMaps(step: Step, path: string): Generator<NameMap> {
  if ('env' in step) yield { node: step, path: `${path}.env`, what: 'variable', names: step.env };
  if (step.kind === 'uses') yield { node: step, path: `${path}.with`, what: 'input', names: step.with };
}
