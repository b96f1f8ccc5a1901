/** The payload of `page_build`. */
import { type Named, number, object, string } from '../shape.ts';
import { user } from './account-parts.ts';
import { fields } from './fields.ts';
import { everyPayload } from './parts.ts';

const pageBuildShape = object({
  ...everyPayload,
  id: number,
  build: object({
    ...fields(string, 'url', 'status', 'commit', 'created_at', 'updated_at'),
    duration: number,
    error: object({ message: string }),
    pusher: user,
  }),
});
export interface PageBuild extends Named<typeof pageBuildShape> {}
export const pageBuild: PageBuild = pageBuildShape;
