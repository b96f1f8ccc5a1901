/** Filter patterns against an expression that says the same, and against texts made to take long. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { patternMatches, readPattern } from './filter-pattern.ts';

const expressions: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  a: 'a',
  'b?': 'b?',
  'a+': 'a+',
  '[ab]': '[ab]',
  '[a-c]+': '[a-c]+',
  '/': '/',
  '\\*': '\\*',
};

it('matches as a regular expression does', () => {
  const piece = fc.constantFrom(...Object.keys(expressions).filter((each) => each !== '**/'));
  const pattern = fc
    .tuple(fc.boolean(), fc.array(piece, { maxLength: 6 }))
    .map(([folders, rest]) => (folders ? ['**/', ...rest] : rest));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '/', '*'), maxLength: 8 });
  // Stars side by side are one piece of another kind, and so are two stars between slashes.
  const isPlain = (pieces: readonly string[]): boolean =>
    pieces.every((each, index) => {
      const [before = '/', after] = [pieces[index - 1], pieces[index + 1]];
      const isFolder = each === '**' && after === '/' && before.endsWith('/');
      return !isFolder && !(each.startsWith('*') && each !== '**/' && (before === '*' || before === '**'));
    });
  fc.assert(
    fc.property(pattern.filter(isPlain), text, (pieces, subject) => {
      const joined = pieces.join('');
      const wanted = new RegExp(`^${pieces.map((each) => expressions[each]).join('')}$`, 's').test(subject);
      expect(patternMatches(readPattern(joined), subject), `${joined} on ${subject}`).toBe(wanted);
    }),
    { numRuns: 2_000 },
  );
});

it('is not slow where a regular expression would be', () => {
  const read = readPattern(`${'*a'.repeat(60)}b`);
  expect(patternMatches(read, 'a'.repeat(2_000))).toBe(false);
});
