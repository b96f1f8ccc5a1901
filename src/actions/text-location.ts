/** Turns an offset in a text into a line and a column. */
import type { SourceLocation } from '../diagnostics/index.ts';

export function locationAt(text: string, offset: number, file: string): SourceLocation {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { file, line: before.split('\n').length, column: offset - lineStart + 1 };
}
