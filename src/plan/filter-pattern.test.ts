import { describe, expect, it } from 'vitest';
import { isLiteral, patternMatches, readPattern, startOf } from './filter-pattern.ts';

describe('patternMatches()', () => {
  // The examples of GitHub's cheat sheet.
  it.each([
    ['feature/*', ['feature/my-branch', 'feature/'], ['feature/a/b', 'features/x']],
    ['feature/**', ['feature/a/b'], ['feature']],
    ['*', ['main'], ['all/the/branches']],
    ['*feature', ['mona-feature', 'feature'], ['feature-1', 'a/feature']],
    ['v2*', ['v2', 'v2.0'], ['v1']],
    ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.0.0', 'v1.0', 'v1x0x0']],
    ['*.jsx?', ['page.js', 'page.jsx'], ['page.jsxx', 'src/page.js']],
    ['**/docs/**', ['dir/docs/my-file.txt'], ['dir/doc/x']],
    ['C\\+\\+', ['C++'], ['CC', 'c++']],
    ['\\[foo\\] parent', ['[foo] parent'], ['f parent']],
    ['!README.md', ['README.md'], ['READMExmd']],
  ])('%s', (pattern, matching, others) => {
    const read = readPattern(pattern);
    for (const text of matching) expect(patternMatches(read, text), text).toBe(true);
    for (const text of others) expect(patternMatches(read, text), text).toBe(false);
  });

  it('gives up on a mistake', () => {
    expect(patternMatches(readPattern('c++'), 'c++')).toBeUndefined();
  });
});

describe('readPattern()', () => {
  it.each([
    ['v[0-', 'open-set', 1],
    ['v[]', 'empty-set', 1],
    ['v[a-z9-0]', 'backward-range', 5],
    ['+page', 'repeats-nothing', 0],
    ['!?', 'repeats-nothing', 1],
    ['apis/c++/**', 'repeats-wildcard', 7],
    ['v*+', 'repeats-wildcard', 2],
    ['v1]', 'stray-bracket', 2],
  ])('%s has a mistake: %s', (pattern, kind, at) => {
    expect(readPattern(pattern).problems).toMatchObject([{ kind, at }]);
  });

  it.each(['v[0-9]+', 'a?', 'C\\+\\+', '\\]', '**/*.md', '[a-zA-Z0-9]', '', 'x\\'])('%s has none', (pattern) => {
    expect(readPattern(pattern).problems).toEqual([]);
  });
});

describe('startOf() and isLiteral()', () => {
  it.each([
    ['main', 'main', true],
    ['release/**', 'release/', false],
    ['v1.x?', 'v1.', false],
    ['v+', 'v', false],
    ['v[12]', 'v', false],
    ['a\\*b', 'a*b', true],
  ])('%s', (pattern, start, literal) => {
    const read = readPattern(pattern);
    expect([startOf(read), isLiteral(read)]).toEqual([start, literal]);
  });
});
