/** What is known about actions: the inputs they take, the outputs they give, and the commit they are pinned to. */

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

/** A reference taken apart: `owner/repo/path@ref`; undefined for local actions and images. */
export function parseUses(uses: string): { readonly name: string; readonly ref: string } | undefined {
  const [, name, ref] = /^([^./@][^@]*\/[^@]+)@(.+)$/.exec(uses) ?? [];
  return name === undefined || ref === undefined ? undefined : { name, ref };
}
