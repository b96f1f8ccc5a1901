/** The places of a workflow where an expression may stand, and what each may read. */
import { places } from './places.generated.ts';

export { places };
export type Place = keyof typeof places;

/** Places whose text becomes code or decides what runs: untrusted text never goes there. */
const executing = [
  'runs-on',
  'strategy',
  'container',
  'container-registry-credentials',
  'services',
  'services-container',
  'job-defaults-run',
  'job-environment',
  'job-environment-name',
  'workflow-call-input-default',
  'action/input-default-context',
] as const satisfies readonly Place[];
export const executingPlaces: ReadonlySet<string> = new Set(executing);

type Allowed<P extends Place> = (typeof places)[P];
type FunctionMarks<F> =
  | ('always' extends keyof F ? 'status' : never)
  | ('hashFiles' extends keyof F ? 'hashFiles' : never);

/**
 * The contexts that may be read at a place, as GitHub's schema has them.
 *
 * `'status'` stands for `success()`, `failure()`, `always()` and `cancelled()`, `'hashFiles'` for that function,
 * and `'untrusted'` for text of outsiders where it can't execute.
 *
 * @example
 * type JobIf = ContextsAt<'job-if'>; // 'github' | 'inputs' | 'vars' | 'needs' | 'status' | 'untrusted'
 */
export type ContextsAt<P extends Place> = P extends Place
  ?
      | Allowed<P>['contexts'][number]
      | FunctionMarks<Allowed<P>['functions']>
      | (P extends (typeof executing)[number] ? never : 'untrusted')
  : never;
