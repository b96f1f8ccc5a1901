/** One number for a set of cases: reports belong together when it is the same. */
import { createHash } from 'node:crypto';

/**
 * The SHA-256 of files, in hexadecimal; neither line ends, nor the order of the files, nor their folders count.
 *
 * @example
 * fixturesHash([{ file: 'basic.yaml', text: 'cases: []\n' }]);
 */
export function fixturesHash(files: readonly { readonly file: string; readonly text: string }[]): string {
  const parts = files.map(({ file, text }) => {
    const name = file.replaceAll('\\', '/').split('/').at(-1) ?? file;
    return `${name}\0${text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')}\0`;
  });
  return createHash('sha256').update(parts.sort().join('')).digest('hex');
}
