/** The payload of `repository_dispatch`. */
import { anything, type Named, object, string } from '../shape.ts';
import { everyPayload } from './parts.ts';

const repositoryDispatchShape = object({
  ...everyPayload,
  /** The `event_type` of the request. */
  action: string,
  branch: string,
  // The caller has write access, but often passes on what it heard elsewhere: comments, titles, branches.
  client_payload: anything,
});
export interface RepositoryDispatch extends Named<typeof repositoryDispatchShape> {}
export const repositoryDispatch: RepositoryDispatch = repositoryDispatchShape;
