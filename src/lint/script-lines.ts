/** The lines of a script as the shell joins them, without comments. */

export interface ScriptLine {
  readonly text: string;
  /** Where the line starts in the script. */
  readonly offset: number;
}

const longest = 5000;

/** Lines that end with a backslash go on; what is left out keeps its width, so that offsets hold. */
export function scriptLines(script: unknown): ScriptLine[] {
  const text = String(script);
  const joined = text.replace(/\\\r?\n/g, (end) => ' '.repeat(end.length));
  let offset = 0;
  return joined.split('\n').map((line) => {
    const start = offset;
    offset += line.length + 1;
    // Nobody writes a line so long; patterns take their time for one.
    return { text: line.length > longest ? '' : line.replace(/(^|\s)#.*$/, '$1'), offset: start };
  });
}
