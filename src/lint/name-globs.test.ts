/** What a glob of artifact names can fit. */
import { describe, expect, it } from 'vitest';
import { mayFit } from './name-globs.ts';

describe('mayFit', () => {
  it.each([
    ['result-*', 'result-1'],
    ['result-*', 'result-${{ matrix.shard }}'],
    ['*', 'dist'],
    ['dist-*-x64', '${{ runner.os }}-x64'],
    ['a*b*c', 'a${{ github.job }}c'],
    ['${{ github.sha }}-dist', 'abc-dist'],
    ['dist', '${{ env.NAME }}'],
    ['dist-*', 'dist-'],
    ['dist-[ab]', 'wheel'],
    ['{dist,wheel}-*', 'notes'],
    ['!dist', 'dist'],
    ['dis?', 'wheel'],
  ])('%s: %s', (pattern, name) => {
    expect(mayFit(pattern, name)).toBe(true);
  });

  it.each([
    ['results-*', 'result-1'],
    ['results-*', 'result-${{ matrix.shard }}'],
    ['*-x64', 'dist-${{ github.sha }}-arm64'],
    ['dist-*', 'Dist-1'],
    ['dist', 'dist-${{ matrix.os }}'],
    ['${{ github.sha }}-dist', 'wheel-${{ matrix.os }}-x64'],
    ['a.b', 'axb'],
  ])('not %s: %s', (pattern, name) => {
    expect(mayFit(pattern, name)).toBe(false);
  });
});
