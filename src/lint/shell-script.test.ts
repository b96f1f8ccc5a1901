import { describe, expect, it } from 'vitest';
import { readShellScript } from './shell-script.ts';

describe('readShellScript', () => {
  it('reads the same script once', () => {
    expect(readShellScript('npm test | tee log')).toBe(readShellScript('npm test | tee log'));
    expect(readShellScript('npm test | tee log')?.pipelines).toHaveLength(1);
  });

  it.each([
    ['an end is missing', 'if true; then echo a'],
    ['commands lie in commands without end', '( '.repeat(100_000)],
    ['substitutions lie in substitutions without end', 'echo $('.repeat(100_000)],
  ])('gives up where %s', (_, text) => {
    expect(readShellScript(text)).toBeUndefined();
  });
});
