import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { categories } from './categories.ts';
import { lintCases } from './lint/lint-cases.ts';
import { parseCases } from './read-cases.ts';

const readme = readFileSync(fileURLToPath(new URL('../../../fixtures/README.md', import.meta.url)), 'utf8');

describe('the documentation of the cases', { timeout: 60_000 }, () => {
  it('has an example that the linter has nothing to say about', async () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const { files, findings } = parseCases(example, 'fixtures/README.md');
    expect(files[0]?.cases.map(({ id }) => id)).toEqual(['show-hidden']);
    expect([...findings, ...(await lintCases(files))]).toEqual([]);
  });

  it.each(Object.entries(categories))('lists the categories of %s', (group, names) => {
    expect(readme).toContain(`| ${group} | ${names.map((name) => `\`${name}\``).join(', ')} |`);
  });

  it('leads only to what is there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(
      ([, link]) => new URL(link ?? '', new URL('../../../fixtures/', import.meta.url)),
    );
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) expect(() => readFileSync(link), link.href).not.toThrow(/ENOENT/);
  });
});
