/** Finds the workflow of the repository that a job calls, and what it takes and gives. */
import type { CallJob, InputDefinition, SecretDefinition, Trigger, Workflow } from '../model/index.ts';
import { isOwn } from './action-catalog.ts';
import { fieldsOf } from './data-shapes.ts';
import { inputEntries } from './references.ts';
import type { Repository } from './rule.ts';

/** What a workflow that can be called declares; `undefined` where it can't be called. */
export interface CalledInterface {
  readonly inputs: readonly (readonly [string, InputDefinition])[];
  readonly secrets: readonly (readonly [string, SecretDefinition])[];
  readonly outputs: readonly string[];
}

/** The workflow that a job calls by its path; undefined where it lies in another repository, or nobody knows it. */
export function calledBy({ uses }: CallJob, repository: Repository): Workflow | undefined {
  return isOwn(uses) ? repository.workflow(uses) : undefined;
}

export function interfaceOf({ on }: Workflow): CalledInterface | undefined {
  const trigger = on.find(({ event }) => event === 'workflow_call');
  return trigger && declaredIn(trigger);
}

const declaredIn = ({ inputs, secrets, outputs }: Trigger): CalledInterface => ({
  inputs: inputEntries(inputs),
  secrets: Object.entries(fieldsOf(secrets)).map(([name, each]) => [name, fieldsOf(each)] as const),
  outputs: Object.keys(fieldsOf(outputs)),
});
