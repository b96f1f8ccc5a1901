/** The payload of `create`: someone with write access made a branch or a tag. */
import { type Named, object, oneOf, string } from '../shape.ts';
import { fields } from './fields.ts';
import { everyPayload } from './parts.ts';

const createShape = object({
  ...everyPayload,
  ...fields(string, 'ref', 'master_branch', 'description', 'pusher_type'),
  ref_type: oneOf('branch', 'tag'),
});
export interface Create extends Named<typeof createShape> {}
export const create: Create = createShape;
