/** The page of rules is what the rules and their fixtures give; rules.test.ts executes the examples. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../src/lint/registry.ts';
import { renderRules, rulesPage } from './generate-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the page of rules', () => {
  it('is current: npm run generate:rules writes it', () => {
    expect(readFileSync(join(root, rulesPage), 'utf8')).toBe(renderRules());
  });

  it.each(rules.map(({ id, why }) => [id, why]))('says why of %s', (_, why) => {
    expect(why).toMatch(/^\S.{40,}[.`)]$/s);
  });
});
