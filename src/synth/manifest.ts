/** The list of generated files with what they held when they were written: it tells a hand edit from an old file. */
import { createHash } from 'node:crypto';

export interface Manifest {
  readonly version: 1;
  /** SHA-256 by path. */
  readonly files: Readonly<Record<string, string>>;
}

export const manifestName = 'manifest.json';

/** The digest of a text; line ends do not count, as Git may change them. */
export const digest = (text: string): string =>
  createHash('sha256')
    .update(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'))
    .digest('hex');

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
  try {
    return typeof (JSON.parse(text) as Partial<Manifest> | null)?.files === 'object';
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

/** The digests of a manifest; one that can't be read, after a merge for instance, knows nothing. */
export function readManifest(text: string | undefined): Manifest['files'] {
  if (text === undefined) return {};
  try {
    const data = JSON.parse(text) as Partial<Manifest> | null;
    return typeof data?.files === 'object' && data.files !== null ? data.files : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
