/** What `github.event` holds when the clock starts the workflow. */
import { object, string } from '../shape.ts';
import { everyPayload } from './parts.ts';

export const schedule = object({
  ...everyPayload,
  /** The cron line that fired. */
  schedule: string,
  /** The path of the workflow file. */
  workflow: string,
});
