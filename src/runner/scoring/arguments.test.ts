import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

const read = (text: string, valued: readonly string[] = []) => {
  const [program = '', ...args] = text.split(' ');
  const found = readArguments(
    program,
    args.map((each) => ({ text: each, expands: false })),
    valued,
  );
  const options = found.options.map(({ name, value }) => (value === undefined ? name : `${name} ${value.text}`));
  return { options, operands: found.operands.map(({ text: each }) => each) };
};

describe('readArguments', () => {
  it.each([
    ['ls -l -a .', ['-l', '-a'], ['.']],
    ['ls -la', ['-l', '-a', '-la'], []],
    ['tar -czf a.tgz src', ['-c', '-z', '-f a.tgz'], ['src']],
    ['tar czf a.tgz src', ['-c', '-z', '-f a.tgz'], ['src']],
    ['tar --file=a.tgz --create src', ['--file a.tgz', '--create'], ['src']],
    ['head -20 a.csv', ['-n 20'], ['a.csv']],
    ['head -n20 a.csv', ['-n 20'], ['a.csv']],
    ['head -n 20 a.csv', ['-n 20'], ['a.csv']],
    ['rm -- -rf', [], ['-rf']],
    ['find . -type f -name *.log', ['-type f', '-name *.log'], ['.']],
    ['find . -exec rm -f {} ; -print', ['-exec rm', '-print'], ['.']],
    ['find . ! -name a', ['!', '-name a'], ['.']],
    ['kill -9 -1', ['-9', '-1'], []],
    ['cat -', [], ['-']],
    ['git -C sub status', ['-C sub'], ['status']],
    ['podman ps -n 3', ['-n 3'], ['ps']],
    ['head -n', ['-n'], []],
  ])('%s', (text, options, operands) => {
    expect(read(text)).toEqual({ options, operands });
  });

  it('takes the options for valued that the pattern names', () => {
    expect(read('git switch -c fix').operands).toEqual(['switch']);
    expect(read('foo -x 1 y').operands).toEqual(['1', 'y']);
    expect(read('foo -x 1 y', ['-x'])).toEqual({ options: ['-x 1'], operands: ['y'] });
  });

  it('finds the same letters together, apart, and in any order', () => {
    const letters = fc.uniqueArray(fc.constantFrom(...'abcdghilnqrstuv'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(letters, fc.nat(), (flags, seed) => {
        const shuffled = flags.map((_, index) => flags[(index + seed) % flags.length] ?? '');
        const single = (text: string) =>
          read(text)
            .options.filter((each) => each.length === 2)
            .sort();
        expect(single(`prog -${flags.join('')} x`)).toEqual(
          single(`prog x ${shuffled.map((each) => `-${each}`).join(' ')}`),
        );
      }),
    );
  });
});
