/** Hands loaded workflows to the budget, under the names of the files that GitHub runs. */
import { basename } from 'node:path';
import type { WorkflowSource } from '../budget/make-budget.ts';
import type { LoadedWorkflow } from './load-workflows.ts';

export const toSource = ({ file, workflow, resolve }: LoadedWorkflow): WorkflowSource => ({
  file: basename(file).replace(/\.[cm]?ts$/, '.yml'),
  document: workflow,
  called: resolve,
});
