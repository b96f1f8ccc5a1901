/** Compares one word of a command with what a pattern says about it. */
import type { Matcher } from '../cases/pattern.ts';
import { homeFolder, startFolder } from '../shell/index.ts';
import { search } from './bounded-regex.ts';

/** Thrown when a pattern takes too long; the answer can't be judged then. */
export class SlowPatternError extends Error {
  constructor(pattern: string) {
    super(`the pattern ${pattern} takes too long on this answer`);
    this.name = 'SlowPatternError';
  }
}

/** @throws SlowPatternError */
export function matchesText(matcher: Matcher, text: string): boolean {
  if (typeof matcher === 'string') return plainPath(matcher) === plainPath(text);
  if ('glob' in matcher) return matchesGlob(inHome(matcher.glob), text);
  if ('regex' in matcher) return matchesRegex(matcher, text);
  return matcher.some((each) => matchesText(each, text));
}

/** @throws SlowPatternError */
export function matchesRegex(
  pattern: { readonly regex: string; readonly ignore_case?: boolean },
  text: string,
): boolean {
  const found = search(pattern, text);
  if (found === 'timed-out') throw new SlowPatternError(`/${pattern.regex}/`);
  return found === 'found';
}

/**
 * Whether a text is as a glob says; no expression of the engine's, so that no glob takes long.
 *
 * @example
 * matchesGlob('src*.gz', 'src.tar.gz'); // true
 */
export function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let inText = 0;
  let star = -1;
  let afterStar = 0;
  while (inText < text.length) {
    if (glob[at] === '*') {
      star = at++;
      afterStar = inText;
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === text[inText])) {
      at += 1;
      inText += 1;
    } else if (star !== -1) {
      at = star + 1;
      inText = ++afterStar;
    } else return false;
  }
  return /^\**$/.test(glob.slice(at));
}

/** Spellings of one path are one: `./src/` and `src`, `~/.` and `~`; the reader has put a folder for `$HOME`. */
export function plainPath(text: string): string {
  const plain = inHome(text)
    .replace(startFolder, '.')
    .replace(/(^|\/)(?:\.\/)+/g, '$1')
    .replace(/\/\.?$/, '');
  return plain === '' && text !== '' ? (text.startsWith('/') ? '/' : '.') : plain;
}

const inHome = (text: string): string => text.replace(/^(?:~|\$HOME)(?=\/|$)/, homeFolder);
