/** Splits a text into tokens, and notes what the tree of data does not keep: comments, and how deep it goes. */
import { type CST, Lexer, Parser } from 'yaml';

/** A comment with the place of its `#`, an offset from the start of the text. */
export interface YamlComment {
  /** Without the `#` and the blank behind it. */
  readonly text: string;
  readonly offset: number;
  /** Whether something else stands before it on its line. */
  readonly trailing: boolean;
}

export interface Scan {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly YamlComment[];
  /** Where the text goes deeper than anyone writes by hand; the tokens end there. */
  readonly tooDeep?: number;
}

/** A list in a list counts one; GitHub itself gives up at 50. Every level takes two entries of the stack. */
const deepest = 100;

/** Every token of a text; nothing here calls itself, so no text is too deep for the stack. */
export function scan(text: string, onNewLine: (offset: number) => void): Scan {
  const parser = new Parser(onNewLine);
  onNewLine(0);
  const tokens: CST.Token[] = [];
  const comments: YamlComment[] = [];
  let afterScalarMark = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('#') && !afterScalarMark) comments.push(toComment(text, lexeme, parser.offset));
    afterScalarMark = lexeme === scalarMark && !afterScalarMark;
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > deepest) return { tokens, comments, tooDeep: parser.offset };
  }
  tokens.push(...parser.end());
  return { tokens, comments };
}

/** The lexer announces a scalar by this; the next lexeme is its text, which may look like anything. */
const scalarMark = '\u001f';

function toComment(text: string, lexeme: string, offset: number): YamlComment {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return { text: lexeme.replace(/^# ?/, '').trimEnd(), offset, trailing: line.trim() !== '' };
}
