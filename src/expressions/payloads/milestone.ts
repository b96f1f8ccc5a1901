/** The payload of `milestone`. */
import { object, oneOf } from '../shape.ts';
import { everyPayload, milestone as milestonePart, valueBefore } from './parts.ts';

export const milestone = object({
  ...everyPayload,
  action: oneOf('created', 'closed', 'opened', 'edited', 'deleted'),
  milestone: milestonePart,
  changes: object({ title: valueBefore, description: valueBefore, due_on: valueBefore }),
});
