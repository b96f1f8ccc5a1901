/** The payload of `create`: someone with write access made a branch or a tag. */
import { object, oneOf, string } from '../shape.ts';
import { fields } from './fields.ts';
import { everyPayload } from './parts.ts';

export const create = object({
  ...everyPayload,
  ...fields(string, 'ref', 'master_branch', 'description', 'pusher_type'),
  ref_type: oneOf('branch', 'tag'),
});
