/** The payload of `gollum`: pages of the wiki, which outsiders may be allowed to edit. */
import { list, type Named, object, oneOf, string, untrusted } from '../shape.ts';
import { fields } from './fields.ts';
import { everyPayload } from './parts.ts';

const gollumShape = object({
  ...everyPayload,
  pages: list(
    object({
      ...fields(untrusted, 'page_name', 'title', 'summary'),
      ...fields(string, 'sha', 'html_url'),
      action: oneOf('created', 'edited'),
    }),
  ),
});
export interface Gollum extends Named<typeof gollumShape> {}
export const gollum: Gollum = gollumShape;
