/** Every node of a document with its route: what rules over nodes of all kinds walk. */
import { type Document, type Job, type Node, stepsOf, type Trigger, type Workflow } from '../model/index.ts';
import { inputEntries } from './references.ts';

export interface NodeSite {
  readonly node: Node;
  /** The node itself, or the nearest around it that has a place. */
  readonly place: Node;
  /** Empty for the document itself. */
  readonly path: string;
}

export function* nodesOf(document: Document): Generator<NodeSite> {
  yield { node: document, place: document, path: '' };
  if (document.kind === 'action') yield* inputNodes(document.inputs, 'inputs', document);
  else yield* workflowNodes(document);
  for (const { step, path } of stepsOf(document)) yield { node: step, place: step, path };
}

function* workflowNodes({ on, jobs }: Workflow): Generator<NodeSite> {
  for (const trigger of on) yield* triggerNodes(trigger);
  for (const job of jobs) yield* jobNodes(job);
}

function* triggerNodes(trigger: Trigger): Generator<NodeSite> {
  const path = `on.${trigger.event}`;
  yield { node: trigger, place: trigger, path };
  yield* inputNodes(trigger.inputs, `${path}.inputs`, trigger);
}

function* inputNodes(inputs: unknown, path: string, around: Node): Generator<NodeSite> {
  for (const [name, node] of inputEntries(inputs)) {
    yield { node, place: node.source ? node : around, path: `${path}.${name}` };
  }
}

function* jobNodes(job: Job): Generator<NodeSite> {
  yield { node: job, place: job, path: `jobs.${job.id}` };
  const matrix = job.strategy?.matrix;
  if (matrix) yield { node: matrix, place: matrix.source ? matrix : job, path: `jobs.${job.id}.strategy.matrix` };
}
