/** The payload of `label`. */
import { events } from '../events.generated.ts';
import { type Named, object, oneOf } from '../shape.ts';
import { everyPayload, label as labelPart, valueBefore } from './parts.ts';

const labelShape = object({
  ...everyPayload,
  action: oneOf(...events.label.types),
  label: labelPart,
  changes: object({ name: valueBefore, color: valueBefore, description: valueBefore }),
});
export interface Label extends Named<typeof labelShape> {}
export const label: Label = labelShape;
