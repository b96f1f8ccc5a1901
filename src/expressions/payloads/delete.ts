/** The payload of `delete`: someone with write access removed a branch or a tag. */
import { type Named, object, oneOf, string } from '../shape.ts';
import { fields } from './fields.ts';
import { everyPayload } from './parts.ts';

const deletionShape = object({
  ...everyPayload,
  ...fields(string, 'ref', 'pusher_type'),
  ref_type: oneOf('branch', 'tag'),
});
export interface Deletion extends Named<typeof deletionShape> {}
export const deletion: Deletion = deletionShape;
