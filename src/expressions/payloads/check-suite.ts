/** The payload of `check_suite`. */
import { object, oneOf } from '../shape.ts';
import { checkSuite as checkSuitePart } from './check-parts.ts';
import { everyPayload } from './parts.ts';

export const checkSuite = object({
  ...everyPayload,
  action: oneOf('completed', 'requested', 'rerequested'),
  check_suite: checkSuitePart,
});
