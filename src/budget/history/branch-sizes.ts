/** Counts the commits that each merge brought to a branch. */

/** The parents of each commit. */
export type Ancestry = ReadonlyMap<string, readonly string[]>;

/**
 * Commits by merge: those that were not on the branch before it.
 *
 * @param tip the newest commit of the branch; its line of first parents is followed as far as the ancestry goes
 * @example
 * countBranchCommits(new Map([['m', ['a', 'c']], ['c', ['b']], ['b', ['a']], ['a', []]]), 'm').get('m'); // 2
 */
export function countBranchCommits(ancestry: Ancestry, tip: string): ReadonlyMap<string, number> {
  const line = firstParentLine(ancestry, tip);
  const seen = new Set(line);
  const sizes = new Map<string, number>();
  for (const commit of line.toReversed()) {
    const [, ...others] = ancestry.get(commit) ?? [];
    if (others.length > 0) sizes.set(commit, visitNew(ancestry, others, seen));
  }
  return sizes;
}

function firstParentLine(ancestry: Ancestry, tip: string): string[] {
  const line = new Set<string>();
  for (let commit: string | undefined = tip; commit !== undefined && ancestry.has(commit) && !line.has(commit); ) {
    line.add(commit);
    commit = ancestry.get(commit)?.[0];
  }
  return [...line];
}

/** Without recursion: branches can be long. */
function visitNew(ancestry: Ancestry, from: readonly string[], seen: Set<string>): number {
  const waiting = [...from];
  let count = 0;
  for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
    const parents = ancestry.get(commit);
    if (!parents || seen.has(commit)) continue;
    seen.add(commit);
    count++;
    waiting.push(...parents);
  }
  return count;
}
