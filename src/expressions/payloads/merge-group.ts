/** The payload of `merge_group`. */
import { events } from '../events.generated.ts';
import { type Named, object, oneOf, string, untrusted } from '../shape.ts';
import { fields } from './fields.ts';
import { committer, everyPayload, simpleCommit } from './parts.ts';

const mergeGroupShape = object({
  ...everyPayload,
  action: oneOf(...events.merge_group.types, 'destroyed'),
  reason: oneOf('merged', 'invalidated', 'dequeued'),
  merge_group: object({
    ...fields(string, 'head_sha', 'base_ref', 'base_sha'),
    // Built from the base branch and the number of a pull request, yet on CodeQL's list: we don't know better.
    head_ref: untrusted,
    // Its message is the title of a pull request.
    head_commit: simpleCommit,
    committer,
  }),
});
export interface MergeGroup extends Named<typeof mergeGroupShape> {}
export const mergeGroup: MergeGroup = mergeGroupShape;
