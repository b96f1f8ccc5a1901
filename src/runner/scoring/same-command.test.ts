import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShell, type Shell } from '../shell/index.ts';
import { readAnswer } from './read-answer.ts';
import { canonical } from './same-command.ts';

let shell: Shell;
beforeAll(async () => {
  shell = await loadShell();
});

function shape(text: string): string {
  const reading = readAnswer(shell, text);
  if (!reading.ok) throw new Error(reading.problem);
  return canonical(reading.view);
}

describe('canonical', { timeout: 60_000 }, () => {
  it.each([
    ['ls  -la "."', 'ls -a -l ./'],
    ["grep -rn 'TODO' src", 'grep -n -r TODO src/'],
    ['rm -rf "$HOME"', 'rm -f -r ~'],
    ['tar czf a.tgz src', 'tar -c -z -f a.tgz src'],
    ['cat a|wc -l', 'cat "a" | wc -l'],
    ['head -n 5 a', 'head -5 a'],
  ])('is the same for %j and %j', (one, other) => {
    expect(shape(one)).toBe(shape(other));
  });

  it.each([
    ['ls -l', 'ls -a'],
    ['cp a b', 'cp b a'],
    ['ls', 'dir'],
    ['ls > a', 'ls > b'],
    ['ls > a', 'ls >> a'],
    ['cat a | wc -l', 'cat a; wc -l'],
    ['sudo ls', 'ls'],
    ['find . -name a', 'find . -name b'],
  ])('tells %j from %j', (one, other) => {
    expect(shape(one)).not.toBe(shape(other));
  });

  it('does not depend on quotes and blanks', () => {
    const word = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const command = ['prog', ...words];
        expect(shape(command.join(' '))).toBe(shape(command.map((each) => `'${each}'`).join('  ')));
      }),
      { numRuns: 20 },
    );
  });
});
