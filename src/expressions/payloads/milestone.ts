/** The payload of `milestone`. */
import { object, oneOf, type Named } from '../shape.ts';
import { everyPayload, milestone as milestonePart, valueBefore } from './parts.ts';

const milestoneShape = object({
  ...everyPayload,
  action: oneOf('created', 'closed', 'opened', 'edited', 'deleted'),
  milestone: milestonePart,
  changes: object({ title: valueBefore, description: valueBefore, due_on: valueBefore }),
});
export interface Milestone extends Named<typeof milestoneShape> {}
export const milestone: Milestone = milestoneShape;
