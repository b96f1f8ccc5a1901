/** Brace expansion: `{a,b}` and `{1..3}`. */

/** More words than this are not made. */
const most = 64;

/**
 * The words that a word with braces stands for; the word itself where there is nothing to expand.
 *
 * @example
 * expandBraces('a{b,c}'); // ['ab', 'ac']
 */
export function expandBraces(text: string): readonly string[] {
  const open: string[] = [text];
  const words: string[] = [];
  for (let word = open.shift(); word !== undefined && words.length < most; word = open.shift()) {
    const group = firstGroup(word);
    if (group === undefined || open.length >= most) words.push(word);
    else open.unshift(...group.choices.map((choice) => group.before + choice + group.after));
  }
  return words;
}

interface Group {
  readonly before: string;
  readonly choices: readonly string[];
  readonly after: string;
}

function firstGroup(text: string): Group | undefined {
  for (let start = text.indexOf('{'); start !== -1 && start < 4000; start = text.indexOf('{', start + 1)) {
    const group = groupAt(text, start);
    if (group !== undefined) return group;
  }
  return undefined;
}

function groupAt(text: string, start: number): Group | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let index = start; index < Math.min(text.length, start + 4000); index += 1) {
    if (text[index] === '{') depth += 1;
    if (text[index] === ',' && depth === 1) commas.push(index);
    if (text[index] !== '}') continue;
    depth -= 1;
    if (depth === 0) return closeGroup(text, start, index, commas);
  }
  return undefined;
}

function closeGroup(text: string, start: number, end: number, commas: readonly number[]): Group | undefined {
  const edges = [start, ...commas, end];
  const choices = edges.slice(1).map((edge, index) => text.slice((edges[index] ?? 0) + 1, edge));
  const listed = commas.length > 0 ? choices : range(text.slice(start + 1, end));
  return listed && { before: text.slice(0, start), choices: listed, after: text.slice(end + 1) };
}

function range(text: string): readonly string[] | undefined {
  const found = /^(-?\d{1,6})\.\.(-?\d{1,6})$|^([A-Za-z])\.\.([A-Za-z])$/.exec(text);
  if (!found) return undefined;
  const letters = found[3] !== undefined;
  const from = letters ? (found[3] ?? '').charCodeAt(0) : Number(found[1]);
  const to = letters ? (found[4] ?? '').charCodeAt(0) : Number(found[2]);
  const step = from <= to ? 1 : -1;
  return Array.from({ length: Math.min(Math.abs(to - from) + 1, most) }, (_, index) => {
    const value = from + index * step;
    return letters ? String.fromCharCode(value) : String(value);
  });
}
