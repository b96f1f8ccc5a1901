/** The payloads of `fork`, `public` and `watch`, which say little beyond the repository. */
import { type Named, object, oneOf } from '../shape.ts';
import { everyPayload } from './parts.ts';
import { forkRepository } from './repository-parts.ts';

const forkShape = object({ ...everyPayload, forkee: forkRepository });
export interface Fork extends Named<typeof forkShape> {}
export const fork: Fork = forkShape;
const madePublicShape = object(everyPayload);
export interface MadePublic extends Named<typeof madePublicShape> {}
export const madePublic: MadePublic = madePublicShape;
/** Someone starred the repository. */
const watchShape = object({ ...everyPayload, action: oneOf('started') });
export interface Watch extends Named<typeof watchShape> {}
export const watch: Watch = watchShape;
