/** Finds where a text stops being JSON: not every Node says it. */

const space = /[ \t\r\n]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** What may come next, the last on top. */
type Wanted = 'value' | 'first-item' | 'first-name' | 'name' | 'colon' | 'after-item' | 'after-member';

/**
 * The offset of the first character that can't stand where it does; undefined when the text is JSON.
 *
 * It keeps its own stack, so that no depth of nesting ends the process.
 */
export function jsonMistake(text: string): number | undefined {
  const wanted: Wanted[] = ['value'];
  let offset = 0;
  for (;;) {
    offset += lengthOf(space, text, offset);
    const next = wanted.pop();
    if (next === undefined) return offset === text.length ? undefined : offset;
    const length = step(next, text, offset, wanted);
    if (length === 0) return offset;
    offset += length;
  }
}

/** @returns how many characters were read; 0 when what stands there is not wanted */
function step(next: Wanted, text: string, offset: number, wanted: Wanted[]): number {
  const character = text[offset];
  switch (next) {
    case 'value':
      return value(text, offset, wanted);
    case 'first-item':
      return character === ']' ? 1 : value(text, offset, wanted, 'after-item');
    case 'after-item':
      if (character === ',') wanted.push('after-item', 'value');
      return character === ',' || character === ']' ? 1 : 0;
    case 'first-name':
      return character === '}' ? 1 : name(text, offset, wanted);
    case 'name':
      return name(text, offset, wanted);
    case 'colon':
      return character === ':' ? 1 : 0;
    case 'after-member':
      if (character === ',') wanted.push('name');
      return character === ',' || character === '}' ? 1 : 0;
  }
}

function value(text: string, offset: number, wanted: Wanted[], then?: Wanted): number {
  if (then) wanted.push(then);
  if (text[offset] === '{') wanted.push('first-name');
  else if (text[offset] === '[') wanted.push('first-item');
  else return lengthOfString(text, offset) || lengthOf(scalar, text, offset);
  return 1;
}

function name(text: string, offset: number, wanted: Wanted[]): number {
  wanted.push('after-member', 'value', 'colon');
  return lengthOfString(text, offset);
}

/** Character by character: a pattern for the whole would not get to the end of a very long one. */
function lengthOfString(text: string, offset: number): number {
  if (text[offset] !== '"') return 0;
  for (let at = offset + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === quote) return at + 1 - offset;
    if (character < blank) return 0;
    if (character !== backslash) continue;
    const length = lengthOf(escaped, text, at);
    if (length === 0) return 0;
    at += length - 1;
  }
  return 0;
}

const [quote, backslash, blank] = [0x22, 0x5c, 0x20];

function lengthOf(token: RegExp, text: string, offset: number): number {
  token.lastIndex = offset;
  return token.exec(text)?.[0].length ?? 0;
}
