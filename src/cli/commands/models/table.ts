/** Lays rows out in columns of equal width, for a terminal. */

export interface TableOptions {
  /** Columns of numbers, which end at the right. */
  readonly right?: readonly number[];
}

export function renderTable(rows: readonly (readonly string[])[], { right = [] }: TableOptions = {}): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (text: string, column: number): string =>
    right.includes(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
