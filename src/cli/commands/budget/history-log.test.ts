/** The output of `git log`, cut anywhere, with anything in names and messages. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Commit } from '../../../budget/history/commit.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { mostFiles, openLogParser } from './history-log.ts';

/** As git writes it: a line break before the first file of a commit. */
const write = ({ hash, parents, committedAt, message, changed = [] }: Commit): string =>
  [
    `${hash}\0${parents.join(' ')}\0${committedAt / 1000}\0${message}\0`,
    ...changed.map((file, index) => `${index === 0 ? '\n' : ''}:100644 100644 ${hash} ${hash} M\0${file}\0`),
  ].join('');

function parse(output: Buffer, cuts: readonly number[] = []): Commit[] {
  const parser = openLogParser();
  const places = [0, ...cuts.map((cut) => cut % (output.length + 1)), output.length].sort((a, b) => a - b);
  const commits = places.slice(1).flatMap((to, index) => parser.write(output.subarray(places[index], to)));
  return [...commits, ...parser.end()];
}

const hash = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 40, maxLength: 40 })
  .map((all) => all.join(''));
const text = fc
  .oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('\n:100644 x', ':', '\n', hashLike()))
  .map((each) => each.replaceAll('\0', ''));
const commit: fc.Arbitrary<Commit> = fc.record({
  hash,
  parents: fc.array(hash, { maxLength: 3 }),
  committedAt: fc.integer({ min: 0, max: 1e10 }).map((seconds) => seconds * 1000),
  message: text,
  changed: fc.array(
    text.map((each) => each || 'x'),
    { maxLength: 5 },
  ),
});

function hashLike(): string {
  return 'a'.repeat(40);
}

describe('the output of git log', () => {
  it('gives the commits that it was written from, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(commit, { maxLength: 8 }), fc.array(fc.nat(5000)), (commits, cuts) => {
        expect(parse(Buffer.from(commits.map(write).join('')), cuts)).toEqual(commits);
      }),
    );
  });

  const one: Commit = { hash: hashLike(), parents: [], committedAt: 0, message: 'x', changed: [] };

  it('is kept within bounds', () => {
    const files = Array.from({ length: mostFiles + 1 }, (_, index) => `${index}`);
    const output = Buffer.from(write({ ...one, message: 'm'.repeat(1_000_000), changed: files }));
    const [read] = parse(output, [100, 70_000, 70_001, 900_000]);
    expect([read?.message.length, read?.changed]).toEqual([65_536, undefined]);
    expect(parse(output)).toEqual([read]);
    expect(parse(Buffer.from(write({ ...one, changed: files.slice(1) })))[0]?.changed).toHaveLength(mostFiles);
  });

  it.each([
    ['ends in a header', write(one).slice(0, 42)],
    ['ends in a message', write({ ...one, message: 'long' }).slice(0, -3)],
    ['ends before a name', write({ ...one, changed: ['a'] }).slice(0, -2)],
    ['is something else', 'commit 1234\nAuthor: x\n\0'],
    ['has no hash', write({ ...one, hash: 'HEAD' })],
  ])('that %s is refused', (_, output) => {
    expect(() => parse(Buffer.from(output))).toThrow(PipelineError);
  });

  it('with a date that is no number has one that is older than all', () => {
    expect(parse(Buffer.from(write(one).replace('\u00000\u0000', '\0-\0')))).toEqual([one]);
  });
});
