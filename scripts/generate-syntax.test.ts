/** The committed tables are what the installed schema gives. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generateSyntax } from './generate-syntax.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = generateSyntax();

describe('the tables of the official schema', () => {
  it.each(Object.keys(generated))('%s is current: run `npm run generate:syntax`', (file) => {
    expect(readFileSync(root + file, 'utf8')).toBe(generated[file]);
  });

  it('hold what the schema is known to say', () => {
    const { 'src/expressions/places.generated.ts': places, ...others } = generated;
    const syntax = Object.values(others).join('');
    expect(places).toMatch(
      /'job-if': \{\s+contexts: \['github', 'inputs', 'vars', 'needs'\],\s+functions: \{ always: \[0, 0\]/,
    );
    expect(syntax).toContain("watch: { types: ['started'], filters: [] }");
    expect(syntax).toContain("models: ['read', 'none']");
    expect(syntax).toContain("  | 'gray-dark'");
  });
});
