/** The payloads of `fork`, `public` and `watch`, which say little beyond the repository. */
import { object, oneOf } from '../shape.ts';
import { everyPayload } from './parts.ts';
import { forkRepository } from './repository-parts.ts';

export const fork = object({ ...everyPayload, forkee: forkRepository });
export const madePublic = object(everyPayload);
/** Someone starred the repository. */
export const watch = object({ ...everyPayload, action: oneOf('started') });
