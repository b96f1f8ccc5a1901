/** What the token of a job may do, as far as the file says. */
import type { Job, Workflow } from '../model/index.ts';
import { isFields } from './data-shapes.ts';

/** Scopes with their levels, or one of the shorthands `read-all` and `write-all`. */
export type Granted = string | Readonly<Record<string, string>>;

/** The permissions of a job, or those of its workflow; undefined where the repository's settings decide. */
export function effectivePermissions(job: Job, { permissions }: Workflow): Granted | undefined {
  const given: unknown = job.permissions ?? permissions;
  if (typeof given === 'string') return given;
  return isFields(given) ? (given as Readonly<Record<string, string>>) : undefined;
}

const ranks: readonly string[] = ['none', 'read', 'write'];
const rankOf = (level: unknown): number => Math.max(ranks.indexOf(String(level).replace(/-all$/, '')), 0);

/** Whether a level, or a shorthand, is more than another. */
export function exceeds(wanted: unknown, granted: unknown): boolean {
  // A map names some scopes, and grants nothing of the others.
  return rankOf(wanted) > (isFields(granted) ? 0 : rankOf(granted));
}
