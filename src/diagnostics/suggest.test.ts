import { describe, expect, it } from 'vitest';
import { didYouMean, suggest } from './suggest.ts';

describe('suggest', () => {
  it.each([
    ['node_version', 'node-version'],
    ['NodeVersion', 'node-version'],
    ['node-verzion', 'node-version'],
    ['cahce', 'cache'],
    ['cache', 'cache'],
    ['registry', undefined],
    ['', undefined],
    ['zzz', undefined],
  ])('finds for %j %j', (name, expected) => {
    expect(suggest(name, ['cache', 'node-version', 'architecture'])).toBe(expected);
  });

  it('prefers the nearest, and of two the first', () => {
    expect(suggest('build', ['built', 'builds', 'build'])).toBe('build');
    expect(suggest('tess', ['test', 'less'])).toBe('test');
    expect(suggest('x', [])).toBeUndefined();
  });
});

describe('didYouMean', () => {
  it('names the nearest, else what is known, else nothing', () => {
    expect(didYouMean('biuld', ['build', 'test'])).toBe('did you mean "build"?');
    expect(didYouMean('zzzzz', new Set(['build', 'test']))).toBe('known: "build", "test"');
    expect(didYouMean('zzzzz', [])).toBeUndefined();
  });

  it('does not list more than twelve', () => {
    const names = Array.from({ length: 13 }, (_, index) => `name-number-${index}`);
    expect(didYouMean('q', names.slice(0, 12))).toMatch(/"name-number-11"$/);
    expect(didYouMean('q', names)).toMatch(/"name-number-11", …$/);
  });
});
