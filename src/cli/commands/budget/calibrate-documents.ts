/** Splits a text into the JSON documents in it: `gh api` writes one for each answer, one behind the other. */
import { parseJson } from '../../../actions/json-source.ts';
import { jsonMistake, PipelineError, type SourceLocation } from '../../../diagnostics/index.ts';

export interface JsonDocument {
  readonly data: unknown;
  readonly text: string;
  /** Where it begins in the text around it. */
  readonly offset: number;
}

/** The documents, or the offset of the first character that can't stand where it does. */
export type Splitting = { readonly documents: readonly JsonDocument[] } | { readonly mistake: number };

/**
 * @example
 * splitDocuments('{"a": 1}\n[2]'); // { documents: [{ data: { a: 1 }, … }, { data: [2], … }] }
 */
export function splitDocuments(text: string): Splitting {
  const documents: JsonDocument[] = [];
  for (let offset = 0; text.slice(offset).trim() !== ''; ) {
    const rest = text.slice(offset);
    const whole = parse(rest);
    if (whole) return { documents: [...documents, { ...whole, text: rest, offset }] };
    const mistake = jsonMistake(rest) ?? rest.length;
    // What can't stand there may be the next document.
    const own = rest.slice(0, mistake);
    const parsed = parse(own);
    if (!parsed) return { mistake: offset + mistake };
    documents.push({ ...parsed, text: own, offset });
    offset += mistake;
  }
  return { documents };
}

function parse(text: string): Pick<JsonDocument, 'data'> | undefined {
  try {
    return { data: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Beyond it places are not worth the memory that they take. */
const longestPlaced = 8_000_000;

/** The place of a value; that of the document, where the value's own is not to be had. */
export function placeIn(
  { text, offset }: JsonDocument,
  path: readonly (string | number)[],
  whole: string,
  file: string,
): SourceLocation {
  const start = locate(whole, offset + (/^\s*/.exec(text)?.[0].length ?? 0), file);
  const own = text.length <= longestPlaced ? ownPlace(text, path, file) : undefined;
  if (!own) return start;
  const before = locate(whole, offset, file);
  const column = own.line === 1 ? before.column + own.column - 1 : own.column;
  return { file, line: before.line + own.line - 1, column };
}

function ownPlace(text: string, path: readonly (string | number)[], file: string): SourceLocation | undefined {
  try {
    return parseJson(text, file).valueAt(path);
  } catch (error) {
    // It is stricter than JSON: of two members with one name it would want one gone.
    if (error instanceof PipelineError) return undefined;
    throw error;
  }
}

/** The line and column of an offset. */
export function locate(text: string, offset: number, file: string): SourceLocation {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
