/** The payload of `check_suite`. */
import { object, oneOf, type Named } from '../shape.ts';
import { checkSuite as checkSuitePart } from './check-parts.ts';
import { everyPayload } from './parts.ts';

const checkSuiteShape = object({
  ...everyPayload,
  action: oneOf('completed', 'requested', 'rerequested'),
  check_suite: checkSuitePart,
});
export interface CheckSuite extends Named<typeof checkSuiteShape> {}
export const checkSuite: CheckSuite = checkSuiteShape;
