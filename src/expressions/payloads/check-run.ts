/** The payload of `check_run`. */
import { object, oneOf, string } from '../shape.ts';
import { checkRun as checkRunPart } from './check-parts.ts';
import { everyPayload } from './parts.ts';

export const checkRun = object({
  ...everyPayload,
  action: oneOf('created', 'rerequested', 'completed', 'requested_action'),
  check_run: checkRunPart,
  requested_action: object({ identifier: string }),
});
