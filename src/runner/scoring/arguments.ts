/** Splits the arguments of a command into options and operands, as its program would. */
import type { Argument } from './command-view.ts';
import { optionsOf } from './option-values.ts';

export interface Option {
  /** `-a`, `--all` */
  readonly name: string;
  readonly value?: Argument | undefined;
}

export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly Argument[];
}

/**
 * The options and the operands among arguments; letters that stand together are taken apart.
 *
 * @param valued options that take a value here, besides those that are known to
 * @example
 * readArguments('tar', [arg('czf'), arg('a.tgz'), arg('src')], []);
 * // options -c, -z, -f with the value a.tgz; operand src
 */
export function readArguments(program: string, args: readonly Argument[], valued: Iterable<string>): Arguments {
  const known = optionsOf(program);
  const names = new Set([...known.names, ...valued]);
  const longWithOneDash = known.longWithOneDash === true;
  const options: Option[] = [];
  const operands: Argument[] = [];
  let rest = [...args];
  if (known.dashless && /^[A-Za-z]+$/.test(rest[0]?.text ?? '')) rest = dashed(rest);
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    const { text } = next;
    if (text === '--') return { options, operands: [...operands, ...rest] };
    if (known.numberIsLines && /^-\d+$/.test(text)) options.push({ name: '-n', value: plain(text.slice(1)) });
    else if (text.startsWith('--')) options.push(longOption(text, next, names, rest));
    else if (longWithOneDash && /^(?:-.|!$)/.test(text)) options.push(findOption(text, names, rest));
    else if (/^-[^-\d]/.test(text)) options.push(...letters(next, names, rest));
    else if (/^-\d+$/.test(text)) options.push({ name: text });
    else operands.push(next);
  }
  return { options, operands };
}

const plain = (text: string): Argument => ({ text, expands: false });

/** `tar czf a.tgz`: the letters as if they had their dash. */
const dashed = ([first, ...others]: readonly Argument[]): Argument[] => [plain(`-${first?.text ?? ''}`), ...others];

function longOption(text: string, argument: Argument, names: ReadonlySet<string>, rest: Argument[]): Option {
  const equals = text.indexOf('=');
  if (equals !== -1) {
    return { name: text.slice(0, equals), value: { ...argument, text: text.slice(equals + 1) } };
  }
  return names.has(text) ? { name: text, value: rest.shift() } : { name: text };
}

/** `-exec` takes all up to its end, and counts as its program. */
function findOption(name: string, names: ReadonlySet<string>, rest: Argument[]): Option {
  if (!names.has(name)) return { name };
  const value = rest.shift();
  if (/^-(?:exec|ok)/.test(name)) {
    const end = rest.findIndex(({ text }) => text === ';' || text === '+');
    rest.splice(0, end === -1 ? rest.length : end + 1);
  }
  return { name, value };
}

/** `-czf a.tgz`; the first letter with a value takes what is left of the word. */
function letters(argument: Argument, names: ReadonlySet<string>, rest: Argument[]): Option[] {
  const { text } = argument;
  if (names.has(text) && text.length > 2) return [{ name: text, value: rest.shift() }];
  const options: Option[] = [];
  for (let at = 1; at < text.length; at += 1) {
    const name = `-${text[at]}`;
    if (!names.has(name)) options.push({ name });
    else {
      const joined = text.slice(at + 1).replace(/^=/, '');
      const value = joined === '' ? rest.shift() : { ...argument, text: joined };
      return [...options, { name, value }];
    }
  }
  // `-Rns`, `-aG`: programs differ in whether that is one option or three.
  return text.length > 2 ? [...options, { name: text }] : options;
}
