/** The payload of `status`: a commit got a status, which takes write access. */
import { anything, boolean, list, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { user } from './account-parts.ts';
import { fields } from './fields.ts';
import { committer, everyPayload } from './parts.ts';

const tree = object({ sha: string, url: string });

const statusShape = object({
  ...everyPayload,
  ...fields(string, 'sha', 'name', 'avatar_url', 'target_url', 'context', 'description', 'created_at', 'updated_at'),
  id: number,
  state: oneOf('pending', 'success', 'failure', 'error'),
  commit: object({
    ...fields(string, 'sha', 'node_id', 'url', 'html_url', 'comments_url'),
    commit: object({
      message: untrusted,
      author: committer,
      committer,
      tree,
      url: string,
      comment_count: number,
      verification: anything,
    }),
    author: user,
    committer: user,
    parents: list(object({ ...fields(string, 'sha', 'url', 'html_url') })),
  }),
  branches: list(object({ name: string, commit: tree, protected: boolean })),
});
export interface Status extends Named<typeof statusShape> {}
export const status: Status = statusShape;
