/** What is known of the action that a step uses: one with bindings, or one of the repository. */
import type { Step } from '../model/index.ts';
import { type ActionCatalog, type ActionInputFacts, factsFor, isOwn, parseUses } from './action-catalog.ts';
import type { Repository } from './rule.ts';

export interface UsedAction {
  /** How messages call it. */
  readonly said: string;
  readonly inputs: Readonly<Record<string, ActionInputFacts>>;
  /** Undefined when it may set any. */
  readonly outputs: readonly string[] | undefined;
}

/** The action of a step; undefined when nobody knows it in that version. */
export function usedAction(
  step: Step,
  { actions, repository }: { readonly actions: ActionCatalog; readonly repository: Repository },
): UsedAction | undefined {
  if (step.kind !== 'uses') return undefined;
  const uses = String(step.uses);
  const facts = factsFor(actions, uses);
  if (facts) return { said: `${parseUses(uses)?.name} ${facts.tag}`, inputs: facts.inputs, outputs: facts.outputs };
  const own = isOwn(uses) ? repository.action(uses) : undefined;
  return own && { said: uses, inputs: own.inputs, outputs: own.outputs };
}
