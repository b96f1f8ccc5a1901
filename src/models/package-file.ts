/** Finds what comes with pipewright: in `fixtures/` of its repository, in `dist/` of the package. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file or folder, undefined when it is in neither; where this module runs from comes first.
 *
 * @example
 * packageFile('models/embedded-q8_0.gguf');
 */
export function packageFile(name: string): string | undefined {
  const here = fileURLToPath(import.meta.url).replaceAll('\\', '/');
  const [, root, place] = /^(.*)\/(src|dist)\/(?!.*\/(?:src|dist)\/).*$/.exec(here) ?? [];
  if (root === undefined) return undefined;
  const folders = place === 'src' ? ['fixtures', 'dist'] : ['dist', 'fixtures'];
  return folders.map((folder) => `${root}/${folder}/${name}`).find((path) => existsSync(path));
}
