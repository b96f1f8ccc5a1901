/** Where a text stops being JSON. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonMistake } from './json-mistake.ts';

describe('jsonMistake', () => {
  it('agrees with JSON.parse about every text', () => {
    const json = fc.json();
    const cut = fc
      .tuple(json, fc.nat(60), fc.string({ maxLength: 2 }))
      .map(([text, at, inserted]) => text.slice(0, at) + inserted + text.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(json, cut, fc.string()), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(jsonMistake(text) === undefined).toBe(valid);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['{"a": [1, 2', 11],
    ['{"a": tru}', 6],
    ['"a\\x"', 0],
    ['[1,]', 3],
    ['{} x', 3],
  ])('finds the place in %j', (text, offset) => {
    expect(jsonMistake(text)).toBe(offset);
  });

  it('gets to the end of a very long string', () => {
    const long = `["${'\\u00e4x'.repeat(4_000_000)}"`;
    expect(jsonMistake(`${long}]`)).toBeUndefined();
    expect(jsonMistake(`${long},`)).toBe(long.length + 1);
  });
});
