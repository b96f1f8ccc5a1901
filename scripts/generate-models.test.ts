/** The page of models and the lock in the package are what the catalog and the committed lock give. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtinModels } from '../src/models/catalog.ts';
import { builtinLock } from '../src/models/lock.generated.ts';
import { parseLock, renderLock } from '../src/models/lock.ts';
import { committedLock, generateModels, renderModels } from './generate-models.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('what is generated from the catalog', () => {
  it.each(Object.entries(generateModels()))('%s is current: tsx scripts/generate-models.ts writes it', (path, text) => {
    expect(read(path)).toBe(text);
  });

  it('has the lock as the repository has it', () => {
    const text = read(committedLock);
    expect(parseLock(text, committedLock)).toEqual(builtinLock);
    expect(renderLock(builtinLock)).toBe(text);
  });

  it('names every model, and which are locked', () => {
    const page = renderModels(builtinModels, builtinLock);
    for (const { id, licence } of builtinModels) expect(page).toMatch(new RegExp(`\\[${id}\\].*\\| ${licence} \\|`));
    expect(page).toMatch(/\[bitnet-2b\].*1\.19 GB.*locked \|/);
    expect(page).toMatch(/\[phi-2-q4\].*trusted on first use \|/);
    expect(renderModels(builtinModels, { version: 1, models: {} })).not.toContain('| revision |');
  });
});
