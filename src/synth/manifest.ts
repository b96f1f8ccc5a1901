/** The list of generated files with what they held when they were written: it tells a hand edit from an old file. */
import { createHash } from 'node:crypto';

export interface Manifest {
  readonly version: 1;
  /** SHA-256 by path. */
  readonly files: Readonly<Record<string, string>>;
}

export const manifestName = 'manifest.json';

/** A text as it was written: Git and editors may change line ends and put a byte order mark before it. */
export const unifyLines = (text: string): string => text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');

/** The digest of a text as it was written. */
export const digest = (text: string): string => createHash('sha256').update(unifyLines(text)).digest('hex');

export function writeManifest(files: readonly { readonly path: string; readonly text: string }[]): string {
  const sorted = [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
  const manifest: Manifest = {
    version: 1,
    files: Object.fromEntries(sorted.map(({ path, text }) => [path, digest(text)])),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Whether a text is a manifest; one that is no JSON, after a merge for instance, was one. */
export function isManifest(text: string): boolean {
  const data = parse(text);
  return data === undefined || typeof data?.files === 'object';
}

/** The digests of a manifest; one that can't be read, after a merge for instance, knows nothing. */
export function readManifest(text: string | undefined): Manifest['files'] {
  const files = text === undefined ? undefined : parse(text)?.files;
  return typeof files === 'object' && files !== null ? files : {};
}

/** What a text holds; undefined when it is no JSON. */
function parse(text: string): Partial<Manifest> | null | undefined {
  try {
    return JSON.parse(text) as Partial<Manifest> | null;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
