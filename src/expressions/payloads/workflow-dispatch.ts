/** The payload of `workflow_dispatch`. */
import { map, object, string } from '../shape.ts';
import { everyPayload } from './parts.ts';

export const workflowDispatch = object({
  ...everyPayload,
  // Plain: whoever fills them in has write access already. Everything arrives as text here; `inputs` keeps types.
  inputs: map(string),
  ref: string,
  workflow: string,
});
