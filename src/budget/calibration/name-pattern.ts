/** Recognises the jobs of real runs by a planned name, in which expressions may stand for what only a run knows. */
import { findExpressions } from '../../expressions/parse.ts';

/** The literal texts of a name, between which anything may stand; one text alone is the name itself. */
type Pieces = readonly string[];

/** One for the job, and one before it for each that calls it. */
export type NamePattern = readonly Pieces[];

/** Between the name of a caller and that of a job which it calls. */
const between = ' / ';

/** Names in which no case counts. */
export const foldName = (name: string): string => name.toLowerCase();

/** The parts of a name that GitHub has shown. */
export const partsOf = (name: string): readonly string[] => foldName(name).split(between);

/**
 * The pattern of a planned name; undefined for one that tells nothing, because it is an expression and no more.
 *
 * @example
 * readPattern('call / Deploy ${{ needs.plan.outputs.version }}'); // [['call'], ['deploy ', '']]
 */
export function readPattern(name: string): NamePattern | undefined {
  const parts: string[][] = [['']];
  let at = 0;
  for (const { start, source, closed } of findExpressions(name)) {
    addText(parts, name.slice(at, start));
    parts.at(-1)?.push('');
    at = start + '${{'.length + source.length + (closed ? '}}'.length : 0);
  }
  addText(parts, name.slice(at));
  return parts.at(-1)?.some((text) => /[\p{L}\p{N}]/u.test(text)) ? parts : undefined;
}

function addText(parts: string[][], text: string): void {
  const [own = '', ...next] = foldName(text).split(between);
  const last = parts.at(-1);
  if (last) last.push((last.pop() ?? '') + own);
  parts.push(...next.map((each) => [each]));
}

/** Whether a job may have the planned name; behind each part there may be the values of a matrix that nobody knew. */
export function matchesName(pattern: NamePattern, parts: readonly string[]): boolean {
  if (pattern.length !== parts.length) return false;
  return pattern.every((pieces, index) => {
    const text = parts[index] ?? '';
    return fits(pieces, text) || fits([...pieces.slice(0, -1), `${pieces.at(-1)} (`, ')'], text);
  });
}

/** In time that grows with the length of the text, whatever the pieces: names are anybody's. */
function fits(pieces: Pieces, text: string): boolean {
  const [first = '', ...middle] = pieces;
  const last = middle.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of middle) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
