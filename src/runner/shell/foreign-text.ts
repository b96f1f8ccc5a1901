/** Reads literals in code of other languages: texts, paths, and the home folder in the ways that languages have for it. */
import { decodeEscapes } from './escapes.ts';

const text = `(?:[rbfu]{0,2})(?:"((?:[^"\\\\]|\\\\[\\s\\S])*)"|'((?:[^'\\\\]|\\\\[\\s\\S])*)')`;
const anyText = new RegExp(text, 'g');
const textHere = new RegExp(text, 'y');
const listHere = new RegExp(`(?:(?:args|cmd)\\s*:|[\\s[({])*${text}(?:(?:args\\s*:|[\\s,[{])*${text})*`, 'y');
/** Calls that stand around the literal: `unlink(glob("…"))`, `open(Path("…"))`. */
const callsAround = /(?:\[|[\w.:$@]*\(\s*|glob\s+|new\s+\w+\(|joinpath\()*/y;

/** A literal as one word of a shell; a path with wildcards stays a pattern. */
export const quote = (value: string): string =>
  /^[\w./*?~-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

const homes =
  /(?:require\(["'](?:node:)?os["']\)\.|\bos\.)?homedir\(\)|\$_?(?:ENV|SERVER)[{[]["']?HOME["']?[}\]]|process\.env\.HOME|(?:os\.)?(?:environ|ENV)\[["'](?:HOME|USERPROFILE)["']\]|(?:os\.environ\.get|os\.getenv|getenv|System\.getenv|Sys\.getenv|ENV\.fetch)\(["']HOME["']\)|(?:pathlib\.)?Path\.home\(\)|Dir\.home|(?<![\w.])\bhomedir\(\)/g;

/**
 * Code in which the home folder is written `~`, and literals that are joined stand as one.
 *
 * @example
 * writeOut('rmtree(os.path.join(os.environ["HOME"], "x"))'); // 'rmtree("~/x")'
 */
export const writeOut = (code: string): string =>
  code
    .replace(/(?:os\.path\.)?expanduser\(\s*([rbfu]{0,2}["'][^"']*["'])\s*\)/g, '$1')
    .replace(/[#$]?\{\s*((?:Dir|process|os|Path|pathlib)\.[^{}]*)\}/g, '$1')
    .replace(homes, (_, ...rest: readonly (string | number)[]) => {
      const at = Number(rest.at(-2));
      const inside = /["'`/]/.test(code[at - 1] ?? '') && !/^["']\)/.test(code.slice(at - 1, at + 1));
      return inside ? '~' : '"~"';
    })
    .replace(
      /(?:path\.|File\.|os\.path\.)?join(?:path)?\(\s*(["'][^"']*["'](?:\s*,\s*["'][^"']*["'])+)\s*\)/g,
      (_, list) => `"${literalsIn(String(list)).join('/')}"`,
    )
    .replace(sum, (joined) => `"${literalsIn(joined).join('')}"`);

/** The literal at a position, or behind the calls that start there. */
export function literalAt(code: string, index: number): string | undefined {
  callsAround.lastIndex = index;
  const skipped = callsAround.exec(code)?.[0].length ?? 0;
  textHere.lastIndex = index + skipped;
  const found = textHere.exec(code);
  return found ? decodeEscapes(found[1] ?? found[2] ?? '') : undefined;
}

const sum = new RegExp(`${text}(?:\\s*[+./]\\s*${text})+`, 'g');

/** All literals of a list that starts at a position. */
export function listAt(code: string, index: number): readonly string[] {
  listHere.lastIndex = index;
  return literalsIn(listHere.exec(code)?.[0] ?? '');
}

/** Assignments that are farther away are not looked for. */
const farthest = 5000;

/** What the variable at a position has been set to, or runs over. */
export function assignedAt(code: string, index: number): readonly string[] {
  const name = /^[$@]*([A-Za-z_]\w*)\b(?!\s*[(.[])/.exec(code.slice(index, index + 60))?.[1];
  if (name === undefined) return [];
  const before = code.slice(Math.max(0, index - farthest), index);
  const set = new RegExp(`(?<!\\w)[$@]*${name}\\s*(?:=|:=|\\bin\\b|\\bof\\b)\\s*`).exec(before);
  return set ? listAt(before, set.index + set[0].length) : [];
}

export const literalsIn = (code: string): readonly string[] =>
  [...code.matchAll(anyText)].map((each) => decodeEscapes(each[1] ?? each[2] ?? ''));
