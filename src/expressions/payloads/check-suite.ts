/** The payload of `check_suite`. */
import { events } from '../events.generated.ts';
import { type Named, object, oneOf } from '../shape.ts';
import { checkSuite as checkSuitePart } from './check-parts.ts';
import { everyPayload } from './parts.ts';

const checkSuiteShape = object({
  ...everyPayload,
  action: oneOf(...events.check_suite.types, 'requested', 'rerequested'),
  check_suite: checkSuitePart,
});
export interface CheckSuite extends Named<typeof checkSuiteShape> {}
export const checkSuite: CheckSuite = checkSuiteShape;
