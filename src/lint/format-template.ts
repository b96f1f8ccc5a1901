/** Reads the template of `format()` as GitHub does: which arguments it takes, and whether its braces are in order. */

export interface FormatTemplate {
  /** The numbers of the arguments that it takes. */
  readonly taken: readonly number[];
  /** A brace that belongs to no argument, and is not doubled. */
  readonly stray?: string | undefined;
}

/**
 * Takes a template apart.
 *
 * @example
 * readTemplate('{0} of {{1}}'); // { taken: [0], stray: undefined }
 */
export function readTemplate(template: string): FormatTemplate {
  const pieces = [...template.matchAll(/\{\{|\}\}|\{(\d+)[^}]*\}|[{}]/g)];
  return {
    taken: pieces.flatMap(([, index]) => (index === undefined ? [] : [Number(index)])),
    stray: pieces.find(([piece]) => piece.length === 1)?.[0],
  };
}
