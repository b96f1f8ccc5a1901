/** The payload of `push`. */
import { boolean, list, type Named, object, string, untrusted } from '../shape.ts';
import { fields } from './fields.ts';
import { commit, everyPayload } from './parts.ts';

const pushShape = object({
  ...everyPayload,
  // To push takes write access, so the branch or tag is not an outsider's word.
  ...fields(string, 'ref', 'base_ref', 'before', 'after', 'compare'),
  ...fields(boolean, 'created', 'deleted', 'forced'),
  commits: list(commit),
  head_commit: commit,
  // The name is the login.
  pusher: object({ ...fields(string, 'name', 'username', 'date'), email: untrusted }),
});
export interface Push extends Named<typeof pushShape> {}
export const push: Push = pushShape;
