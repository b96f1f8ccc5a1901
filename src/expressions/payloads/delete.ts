/** The payload of `delete`: someone with write access removed a branch or a tag. */
import { object, oneOf, string } from '../shape.ts';
import { fields } from './fields.ts';
import { everyPayload } from './parts.ts';

export const deletion = object({
  ...everyPayload,
  ...fields(string, 'ref', 'pusher_type'),
  ref_type: oneOf('branch', 'tag'),
});
