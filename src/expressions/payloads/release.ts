/** The payload of `release`. */
import { events } from '../events.generated.ts';
import { boolean, list, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { user } from './account-parts.ts';
import { fields } from './fields.ts';
import { everyPayload, reactions, textBefore, valueBefore } from './parts.ts';

const asset = object({
  ...fields(string, 'url', 'browser_download_url', 'node_id', 'name', 'label', 'state', 'content_type', 'digest'),
  ...fields(string, 'created_at', 'updated_at'),
  ...fields(number, 'id', 'size', 'download_count'),
  uploader: user,
});

const releaseShape = object({
  ...everyPayload,
  action: oneOf(...events.release.types),
  release: object({
    ...fields(string, 'url', 'assets_url', 'upload_url', 'html_url', 'tarball_url', 'zipball_url', 'discussion_url'),
    ...fields(string, 'node_id', 'tag_name', 'target_commitish', 'created_at', 'published_at', 'updated_at'),
    ...fields(number, 'id', 'mentions_count'),
    ...fields(boolean, 'draft', 'prerelease', 'immutable'),
    // Generated notes quote the titles of pull requests. A tag can't be generated from them.
    ...fields(untrusted, 'name', 'body'),
    author: user,
    assets: list(asset),
    reactions,
  }),
  changes: object({
    name: textBefore,
    body: textBefore,
    tag_name: valueBefore,
    make_latest: object({ to: boolean }),
  }),
});
export interface Release extends Named<typeof releaseShape> {}
export const release: Release = releaseShape;
