import { describe, expect, it } from 'vitest';
import { fixturesHash } from './hash.ts';

const a = { file: 'prompts/a.yaml', text: 'cases:\n  - id: a\n' };
const b = { file: 'prompts/b.yaml', text: 'cases:\n  - id: b\n' };

describe('fixturesHash', () => {
  it('is a SHA-256, and the same on every system', () => {
    expect(fixturesHash([a])).toMatch(/^[0-9a-f]{64}$/);
    expect(fixturesHash([{ file: 'C:\\x\\a.yaml', text: `\uFEFF${a.text.replaceAll('\n', '\r\n')}` }])).toBe(
      fixturesHash([a]),
    );
    expect(fixturesHash([a, b])).toBe(fixturesHash([b, a]));
  });

  it('is another for other cases', () => {
    const hashes = [
      fixturesHash([]),
      fixturesHash([a]),
      fixturesHash([b]),
      fixturesHash([a, b]),
      fixturesHash([a, a]),
      fixturesHash([{ ...a, text: `${a.text} ` }]),
      fixturesHash([{ ...a, file: 'c.yaml' }]),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
