/** What `github.event` holds when the clock starts the workflow. */
import { type Named, object, string } from '../shape.ts';
import { everyPayload } from './parts.ts';

const scheduleShape = object({
  ...everyPayload,
  /** The cron line that fired. */
  schedule: string,
  /** The path of the workflow file. */
  workflow: string,
});
export interface Schedule extends Named<typeof scheduleShape> {}
export const schedule: Schedule = scheduleShape;
