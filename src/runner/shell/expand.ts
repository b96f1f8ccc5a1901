/** Expands a word as the shell would: variables, substitutions, braces, tildes, splitting, quote removal. */
import { expandBraces } from './braces.ts';
import type { RawWord, Script, WordPart } from './syntax.ts';
import { type Scope, variableValue } from './variables.ts';
import { homeFolder, unknownText, type Word } from './word.ts';

/** Runs a substitution on paper, and gives its output where that is known. */
export type Substitute = (script: Script, by: string) => string | undefined;

// Quoted characters that would act if they were not quoted are moved aside while the word is expanded.
const acting = /[{},*?[\]~\s=:]/g;
const shieldBase = 0xe000;
const shield = (text: string): string =>
  text.replace(acting, (each) => String.fromCharCode(shieldBase + each.charCodeAt(0)));
const unshield = (text: string): string =>
  text
    .replace(/[\ue000-\ue0ff]/g, (each) => String.fromCharCode(each.charCodeAt(0) - shieldBase))
    .replace(/[\ue100\ue101]/g, '');
/** Separates the words that an unquoted value falls into. */
const gap = '\ue100';
/** Keeps an empty quoted word. */
const kept = '\ue101';
const longest = 100_000;

/** The words that one written word becomes. */
export function expandWord(raw: RawWord, scope: Scope, substitute: Substitute): readonly Word[] {
  const text = raw.parts
    .map((part) => expandPart(part, scope, substitute))
    .join('')
    .slice(0, longest);
  const quoted = raw.parts.some((part) => 'quoted' in part && part.quoted);
  return expandBraces(text)
    .flatMap((each) => each.split(gap))
    .filter((each) => each !== '')
    .map((each) => finish(each, quoted, raw));
}

/** Expands to exactly one word, as targets of redirections, assignments and here-documents are. */
export function expandWhole(raw: RawWord, scope: Scope, substitute: Substitute): Word {
  const text = raw.parts
    .map((part) => expandPart(part, scope, substitute))
    .join('')
    .slice(0, longest);
  return finish(text.replaceAll(gap, ' '), true, raw);
}

function finish(text: string, quoted: boolean, raw: RawWord): Word {
  const shown = unshield(expandTilde(text));
  const known = shown.includes(unknownText) ? undefined : shown;
  const variables = raw.parts.flatMap((part) => (part.kind === 'variable' ? [part.name] : []));
  return { text: known, shown, written: raw.written, quoted, globs: /[*?[]/.test(text), variables, place: raw.place };
}

const expandTilde = (text: string): string =>
  text.replace(/^~([A-Za-z_][\w-]*|\+)?(?=\/|$)/, (_, user: string | undefined) => {
    if (user === '+') return '.';
    if (user === undefined) return homeFolder;
    return user === 'root' ? '/root' : `/home/${user}`;
  });

function expandPart(part: WordPart, scope: Scope, substitute: Substitute): string {
  switch (part.kind) {
    case 'text':
      return part.quoted ? shield(part.value) + kept : part.value;
    case 'arithmetic':
      return unknownText;
    case 'variable':
      return variablePart(part, scope);
    case 'substitution':
      return value(substitute(part.script, '$(…)')?.replace(/\n+$/, ''), part.quoted, scope);
    case 'process':
      return processPart(part, scope, substitute);
  }
}

/** `"$@"` and `"${list[@]}"` stay several words between quotes. */
function variablePart({ name, operator, quoted }: Extract<WordPart, { kind: 'variable' }>, scope: Scope): string {
  const text = variableValue(name, operator, scope);
  const listed = scope.listed.has(name);
  if (!quoted || text === undefined) return value(text, quoted && !listed, scope);
  const elements =
    name === '@' && operator === '' ? scope.positional : operator === '[@]' ? text.split(/\s+/) : undefined;
  if (elements !== undefined) return elements.map((each) => (listed ? each : shield(each)) + kept).join(gap);
  return value(text, !listed, scope);
}

/** What a process prints is read through a file, which is remembered where that is known. */
function processPart(part: Extract<WordPart, { kind: 'process' }>, scope: Scope, substitute: Substitute): string {
  const output = substitute(part.script, part.direction === 'in' ? '<(…)' : '>(…)');
  if (output === undefined || part.direction === 'out') return `/dev/fd/${unknownText}`;
  const path = `/dev/fd/${100 + scope.files.size}`;
  scope.files.set(path, output);
  return path;
}

function value(text: string | undefined, quoted: boolean, scope: Scope): string {
  if (text === undefined) return unknownText;
  if (quoted) return shield(text) + kept;
  const separators = scope.variables.get('IFS');
  const split = separators === undefined ? text : splitAt(text, separators);
  return split.replace(/[{}=~]/g, shield).replace(/\s+/g, gap);
}

/** `IFS=,` makes commas separate words. */
const splitAt = (text: string, separators: string): string =>
  [...text].map((each) => (separators.includes(each) ? ' ' : each)).join('');
