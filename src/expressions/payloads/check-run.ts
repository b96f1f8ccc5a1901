/** The payload of `check_run`. */
import { object, oneOf, string, type Named } from '../shape.ts';
import { checkRun as checkRunPart } from './check-parts.ts';
import { everyPayload } from './parts.ts';

const checkRunShape = object({
  ...everyPayload,
  action: oneOf('created', 'rerequested', 'completed', 'requested_action'),
  check_run: checkRunPart,
  requested_action: object({ identifier: string }),
});
export interface CheckRun extends Named<typeof checkRunShape> {}
export const checkRun: CheckRun = checkRunShape;
