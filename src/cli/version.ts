/** The version of this package. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Read from package.json, the nearest above this module. */
export function version(): string {
  const here = fileURLToPath(import.meta.url).replaceAll('\\', '/');
  const root = here.replace(/\/(src|dist)\/(?!.*\/(?:src|dist)\/).*$/, '');
  return (JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string }).version;
}
