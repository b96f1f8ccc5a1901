/** The payload of `label`. */
import { object, oneOf } from '../shape.ts';
import { everyPayload, label as labelPart, valueBefore } from './parts.ts';

export const label = object({
  ...everyPayload,
  action: oneOf('created', 'edited', 'deleted'),
  label: labelPart,
  changes: object({ name: valueBefore, color: valueBefore, description: valueBefore }),
});
