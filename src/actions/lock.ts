/** The lock of actions: which commit every binding is pinned to, and what its inputs and outputs are. */
import * as z from 'zod';
import { checkShape } from './check-shape.ts';
import { parseJson } from './json-source.ts';
import { type ActionMetadata, commitSha, pageLink, parameterName, scalar, tagName, usesName } from './metadata.ts';

const lockedInput = z.strictObject({ required: z.boolean().optional(), default: scalar.optional() });

const lockedAction = z.strictObject({
  tag: tagName,
  sha: commitSha,
  inputs: z.record(parameterName, lockedInput),
  outputs: z.array(parameterName),
  link: pageLink,
});

/** The shape of `generated/actions.lock.json`. */
export const actionLockSchema = z.strictObject({
  version: z.literal(1),
  actions: z.record(usesName, lockedAction),
});

export type ActionLock = z.output<typeof actionLockSchema>;
export type LockedAction = ActionLock['actions'][string];
/** The facts by name, in the shape in which the rules read them. */
export type LockedFacts = Readonly<Record<string, Omit<LockedAction, 'link'>>>;

const known = ['version', 'actions', ...Object.keys(lockedAction.shape), ...Object.keys(lockedInput.shape)];
const hint = 'the file is generated: generate it again instead of editing it';

/**
 * The lock in a JSON text.
 *
 * @throws PipelineError with file, line and column of everything that is wrong
 */
export function readLock(text: string, file: string): ActionLock {
  const { data, ...places } = parseJson(text, file);
  return checkShape(actionLockSchema, data, { file, code: 'invalid-action-lock', known, hint, places });
}

/** The facts that rules check steps against. */
export function toCatalog(lock: ActionLock): LockedFacts {
  return Object.fromEntries(Object.entries(lock.actions).map(([uses, { link: _link, ...facts }]) => [uses, facts]));
}

/** The lock of these actions. */
export function lockOf(actions: readonly ActionMetadata[]): ActionLock {
  return { version: 1, actions: sorted(Object.fromEntries(actions.map((each) => [each.uses, lockAction(each)]))) };
}

/** A lock as text: names in order, so that a change shows as a small difference. */
export function renderLock(lock: ActionLock): string {
  const lines = JSON.stringify(lock, undefined, 2);
  // Short lists on one line, as the formatter has them; their entries are names, so no bracket is in them.
  const lists = lines.replace(/\[\n\s+([^\]]*?)\n\s+\]/g, (_, items: string) => `[${items.replace(/\n\s+/g, ' ')}]`);
  return `${lists}\n`;
}

function lockAction({ tag, sha, inputs, outputs, link }: ActionMetadata): LockedAction {
  const facts = Object.entries(inputs).map(([name, input]) => [
    name,
    {
      ...(input.required === undefined ? {} : { required: input.required }),
      ...(input.default === undefined ? {} : { default: input.default }),
    },
  ]);
  return { tag, sha, inputs: sorted(Object.fromEntries(facts)), outputs, link };
}

// By code unit: the same on every machine, whatever its locale.
function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}
