/** The payload of `workflow_dispatch`. */
import { map, type Named, object, string } from '../shape.ts';
import { everyPayload } from './parts.ts';

const workflowDispatchShape = object({
  ...everyPayload,
  // Plain: whoever fills them in has write access already. Everything arrives as text here; `inputs` keeps types.
  inputs: map(string),
  ref: string,
  workflow: string,
});
export interface WorkflowDispatch extends Named<typeof workflowDispatchShape> {}
export const workflowDispatch: WorkflowDispatch = workflowDispatchShape;
