/** Reads paths of Windows, in which `\` separates folders and quotes nothing. */

const looksLikeWindows =
  /(?:^|[\s"'=({])(?:[A-Za-z]:\\|\\\\[\w.?]|\$env:\w+\\|%\w+%\\|\.{1,2}\\\w|HK(?:LM|CU|CR|U|EY_\w+):?\\)|(?:^|[\s|;{("'])[A-Z][a-z]+-[A-Z][A-Za-z]+/;

/** The text with `/` for each `\`, every place the same; undefined where nothing in it is of Windows. */
export const withSlashes = (text: string): string | undefined =>
  looksLikeWindows.test(text) && text.includes('\\') ? text.replaceAll('\\', '/') : undefined;
