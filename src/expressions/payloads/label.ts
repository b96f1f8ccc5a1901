/** The payload of `label`. */
import { object, oneOf, type Named } from '../shape.ts';
import { everyPayload, label as labelPart, valueBefore } from './parts.ts';

const labelShape = object({
  ...everyPayload,
  action: oneOf('created', 'edited', 'deleted'),
  label: labelPart,
  changes: object({ name: valueBefore, color: valueBefore, description: valueBefore }),
});
export interface Label extends Named<typeof labelShape> {}
export const label: Label = labelShape;
