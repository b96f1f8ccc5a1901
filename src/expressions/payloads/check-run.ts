/** The payload of `check_run`. */
import { events } from '../events.generated.ts';
import { type Named, object, oneOf, string } from '../shape.ts';
import { checkRun as checkRunPart } from './check-parts.ts';
import { everyPayload } from './parts.ts';

const checkRunShape = object({
  ...everyPayload,
  action: oneOf(...events.check_run.types),
  check_run: checkRunPart,
  requested_action: object({ identifier: string }),
});
export interface CheckRun extends Named<typeof checkRunShape> {}
export const checkRun: CheckRun = checkRunShape;
