/** Scripts of steps: sh for bash with values, script() for any other language. */
export { safeText } from './literal.ts';
export { type OutputWriter, type ShellWords, writeOutput } from './output.ts';
export { type Script, script } from './script.ts';
export { type ShellValue, sh } from './sh.ts';
export { type Unsafe, unsafeInline } from './unsafe.ts';
