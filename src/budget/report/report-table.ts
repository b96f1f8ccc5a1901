/** A table of a report before it is Markdown or HTML: its cells are texts as they are, to be escaped by the page. */

export interface ReportColumn {
  readonly title: string;
  /** Names are text of others, shown as code. */
  readonly kind: 'name' | 'number' | 'text';
}

export interface ReportTable {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Rows of the report that are not among them. */
  readonly leftOut: number;
}

/** A table of at most `most` rows, without the columns that are empty in every row. */
export function makeTable(
  columns: readonly ReportColumn[],
  rows: readonly (readonly string[])[],
  most = rows.length,
): ReportTable {
  const shown = rows.slice(0, most);
  const filled = columns.map((_, column) => shown.some((row) => row[column] !== ''));
  const keep = <T>(cells: readonly T[]): T[] => cells.filter((_, column) => filled[column]);
  return { columns: keep(columns), rows: shown.map(keep), leftOut: rows.length - shown.length };
}

export const numberColumns = (titles: readonly string[]): ReportColumn[] =>
  titles.map((title) => ({ title, kind: 'number' }));
