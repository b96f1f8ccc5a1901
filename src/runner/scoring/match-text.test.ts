import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob, matchesText, plainPath, SlowPatternError } from './match-text.ts';

describe('plainPath', () => {
  it.each([
    ['src', './src', 'src/', './src/', 'src/.', '././src'],
    ['.', './', './.', '/home/user/work/project'],
    ['/', '/.'],
    ['~', '$HOME', '/home/user', '~/', '$HOME/.'],
    ['a/b', 'a/./b', './a/b/'],
    ['https://example.com', 'https://example.com/'],
  ])('takes %s and the like for one path', (...spellings) => {
    expect(new Set(spellings.map(plainPath)).size).toBe(1);
  });

  it.each([
    ['', '.'],
    ['/', '.'],
    ['..', '.'],
    ['.src', 'src'],
    ['/src', 'src'],
    ['~a', '~'],
  ])('tells %j from %j', (one, other) => {
    expect(plainPath(one)).not.toBe(plainPath(other));
  });
});

describe('matchesGlob', () => {
  it.each([
    ['*', '', true],
    ['src*.gz', 'src.tar.gz', true],
    ['src*.gz', 'src.tar.bz2', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*a*b', 'xaybzb', true],
    ['', 'a', false],
  ])('%j on %j is %s', (glob, text, expected) => {
    expect(matchesGlob(glob, text)).toBe(expected);
  });

  it('agrees with a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (glob, text) => {
        const source = [...glob].map((each) => ({ '*': '.*', '?': '.' })[each] ?? each).join('');
        return matchesGlob(glob, text) === new RegExp(`^${source}$`).test(text);
      }),
    );
  });

  it('takes no time for many stars', () => {
    expect(matchesGlob('*a'.repeat(50), 'b'.repeat(5000))).toBe(false);
  });
});

describe('matchesText', () => {
  it.each([
    ['src', './src', true],
    [['a', 'b'], 'b', true],
    [['a', 'b'], 'c', false],
    [{ glob: '~/*' }, '/home/user/x', true],
    [{ regex: '^A', ignore_case: true }, 'abc', true],
    [{ regex: '^A', ignore_case: false }, 'abc', false],
  ])('%j on %j is %s', (matcher, text, expected) => {
    expect(matchesText(matcher, text)).toBe(expected);
  });

  it('says so when an expression takes too long', () => {
    expect(() => matchesText({ regex: '^(a+)+$', ignore_case: false }, `${'a'.repeat(60)}!`)).toThrow(SlowPatternError);
  });
});
