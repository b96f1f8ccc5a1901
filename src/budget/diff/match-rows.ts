/** Pairs the rows of two reports: by their name, and what only changed its name by what it costs. */

export interface RowPair<T> {
  readonly before?: T;
  readonly after?: T;
  readonly renamed: boolean;
}

export interface Matching<T> {
  readonly nameOf: (row: T) => string;
  /** Rows that are alike but for their name have the same; undefined where a row is like too many others. */
  readonly contentOf: (row: T) => string | undefined;
}

/**
 * Every row once: those of the head in their order, then those that only the base has.
 *
 * A row without a namesake is taken for a renamed one only where exactly one on each side costs the same: the answer
 * is the same the other way round.
 */
export function matchRows<T>(before: readonly T[], after: readonly T[], matching: Matching<T>): RowPair<T>[] {
  const { nameOf } = matching;
  const named = new Map(before.map((row) => [nameOf(row), row]));
  const kept = new Set(after.map(nameOf));
  const removed = before.filter((row) => !kept.has(nameOf(row)));
  const added = after.filter((row) => !named.has(nameOf(row)));
  const renamed = pairRenamed(removed, added, matching);
  const gone = new Set(renamed.values());
  return [
    ...after.map((row): RowPair<T> => {
      const old = named.get(nameOf(row)) ?? renamed.get(row);
      return { ...(old === undefined ? {} : { before: old }), after: row, renamed: renamed.has(row) };
    }),
    ...removed.filter((row) => !gone.has(row)).map((row) => ({ before: row, renamed: false })),
  ];
}

/** @returns the old row of each renamed one */
function pairRenamed<T>(removed: readonly T[], added: readonly T[], { contentOf }: Matching<T>): Map<T, T> {
  const old = onlyOnes(removed, contentOf);
  const current = onlyOnes(added, contentOf);
  const pairs = [...current].flatMap(([content, row]): [T, T][] => {
    const before = old.get(content);
    return before === undefined ? [] : [[row, before]];
  });
  return new Map(pairs);
}

/** Rows by their content, without those that share it. */
function onlyOnes<T>(rows: readonly T[], contentOf: Matching<T>['contentOf']): Map<string, T> {
  const found = new Map<string, T>();
  const shared = new Set<string>();
  for (const row of rows) {
    const content = contentOf(row);
    if (content === undefined) continue;
    if (found.has(content)) shared.add(content);
    found.set(content, row);
  }
  for (const content of shared) found.delete(content);
  return found;
}
