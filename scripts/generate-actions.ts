/**
 * Writes the bindings of the built-in actions, their index and their lock.
 *
 * Run by `npx tsx scripts/generate-actions.ts` after a change of the metadata; a test checks that the committed
 * files are what the metadata gives.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateActions } from '../src/actions/builtin.ts';

const generated = fileURLToPath(new URL('../generated/', import.meta.url));

for (const { path, text } of await generateActions()) {
  const file = join(generated, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
