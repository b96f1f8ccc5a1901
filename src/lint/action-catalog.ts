/** What is known about actions: the inputs they take, the outputs they give, and the commit they are pinned to. */
import { valueNamed } from './data-shapes.ts';

export interface ActionInputFacts {
  readonly required?: boolean | undefined;
  readonly default?: string | number | boolean | undefined;
}

export interface ActionFacts {
  readonly tag: string;
  readonly sha: string;
  readonly inputs: Readonly<Record<string, ActionInputFacts>>;
  readonly outputs: readonly string[];
}

/** Facts by `owner/repo` or `owner/repo/path`. */
export type ActionCatalog = Readonly<Record<string, ActionFacts>>;

/**
 * Whether an action or a workflow is one of this repository: `./path`, in the checkout, or `$/path`, at the commit.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
 */
export const isOwn = (uses: unknown): boolean => typeof uses === 'string' && /^(?:\.{1,2}|\$)[\\/]/.test(uses);

/** Longer than any repository with a path in it. */
const longest = 1000;

/** A reference taken apart: `owner/repo/path@ref`; undefined for local actions and images. */
export function parseUses(uses: string): { readonly name: string; readonly ref: string } | undefined {
  if (uses.length > longest) return undefined;
  const [, name, ref] = /^([^./@$][^@]*\/[^@]+)@(.+)$/.exec(uses) ?? [];
  return name === undefined || ref === undefined ? undefined : { name, ref };
}

/** The facts about the very version that a step uses: another version may have other inputs. */
export function factsFor(actions: ActionCatalog, uses: unknown): ActionFacts | undefined {
  const parsed = typeof uses === 'string' ? parseUses(uses) : undefined;
  const facts = parsed && factsNamed(actions, parsed.name);
  return facts && (parsed.ref === facts.sha || parsed.ref === facts.tag) ? facts : undefined;
}

/** The facts about an action in the version that is pinned. */
export const factsNamed = (actions: ActionCatalog, name: string): ActionFacts | undefined => valueNamed(actions, name);
