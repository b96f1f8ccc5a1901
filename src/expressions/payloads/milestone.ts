/** The payload of `milestone`. */
import { events } from '../events.generated.ts';
import { type Named, object, oneOf } from '../shape.ts';
import { everyPayload, milestone as milestonePart, valueBefore } from './parts.ts';

const milestoneShape = object({
  ...everyPayload,
  action: oneOf(...events.milestone.types),
  milestone: milestonePart,
  changes: object({ title: valueBefore, description: valueBefore, due_on: valueBefore }),
});
export interface Milestone extends Named<typeof milestoneShape> {}
export const milestone: Milestone = milestoneShape;
