import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMetadata, arbitraryTensors, soundMetadata, soundTensors } from './arbitrary-gguf.ts';
import { limits } from './cursor.ts';
import { GgufError } from './error.ts';
import { readGgufHeader } from './read-header.ts';
import { writeGguf } from './write.ts';

const sound = writeGguf(soundMetadata, soundTensors);

/** A header from pieces: texts as they are, numbers as 32 bits, bigints as 64. */
const header = (...pieces: readonly (string | number | bigint)[]): Uint8Array =>
  Buffer.concat(
    pieces.map((piece) => {
      if (typeof piece === 'string') return Buffer.from(piece);
      const bytes = Buffer.alloc(typeof piece === 'bigint' ? 8 : 4);
      if (typeof piece === 'bigint') bytes.writeBigUInt64LE(piece);
      else bytes.writeUInt32LE(piece);
      return bytes;
    }),
  );

function errorOf(bytes: Uint8Array): GgufError | undefined {
  try {
    readGgufHeader(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof GgufError) return error;
    throw error;
  }
}

const [string, array] = [8, 9];
const key = (name: string, type: number): readonly [bigint, string, number] => [BigInt(name.length), name, type];
const begin = (tensors: bigint, entries: bigint): readonly [string, number, bigint, bigint] => [
  'GGUF',
  3,
  tensors,
  entries,
];
const huge = 2n ** 63n;

describe('readGgufHeader', () => {
  it.each<[string, Uint8Array, GgufError['code'], number, string]>([
    ['nothing', header(), 'truncated', 0, 'the file has 0 bytes'],
    ['a web page', header('<!doctype html>'), 'not-gguf', 0, 'begins with "<!do"'],
    ['another format', header('PK\u0003\u0004'), 'not-gguf', 0, 'instead of "GGUF"'],
    ['version 1', header('GGUF', 1), 'unsupported', 4, 'version 1'],
    ['version 9', header('GGUF', 9), 'unsupported', 4, 'version 9 is not known'],
    ['the other byte order', header('GGUF', 0x03000000), 'unsupported', 4, 'big-endian'],
    ['no counts', header('GGUF', 3), 'truncated', 8, 'needs 8 bytes where 0 are left'],
    ['countless tensors', header(...begin(huge, 0n)), 'malformed', 8, 'the number of tensors is 9223372036854775808'],
    ['countless entries', header(...begin(0n, huge)), 'malformed', 16, 'the number of metadata entries'],
    ['an endless key', header(...begin(0n, 1n), huge), 'malformed', 24, 'the length of a metadata key'],
    ['an endless text', header(...begin(0n, 1n), ...key('a', string), huge), 'malformed', 37, 'the length of a text'],
    [
      'a text beyond the end',
      header(...begin(0n, 1n), ...key('a', string), 9n, 'abc'),
      'truncated',
      45,
      'needs 9 bytes',
    ],
    ['an unknown type', header(...begin(0n, 1n), ...key('a', 13)), 'malformed', 33, 'no metadata type 13'],
    [
      'an endless array',
      header(...begin(0n, 1n), ...key('a', array), 4, huge),
      'malformed',
      41,
      'the length of an array',
    ],
    [
      'arrays in arrays',
      header(...begin(0n, 1n), ...key('a', array), ...[1, 2, 3, 4].flatMap(() => [array, 1n] as const), 4, 0n),
      'malformed',
      85,
      'more than 4 deep',
    ],
    [
      'a key twice',
      header(...begin(0n, 2n), ...key('a', string), 0n, ...key('a', string), 0n),
      'malformed',
      45,
      'the key "a" is there twice',
    ],
    [
      'a crooked alignment',
      header(...begin(0n, 1n), ...key('general.alignment', 4), 24),
      'malformed',
      57,
      'general.alignment is 24',
    ],
    ['many dimensions', header(...begin(1n, 0n), 1n, 't', 5), 'malformed', 33, 'has 5 dimensions'],
    ['an endless dimension', header(...begin(1n, 0n), 1n, 't', 1, huge), 'malformed', 37, 'a dimension is'],
  ])('refuses %s', (_, bytes, code, offset, message) => {
    const error = errorOf(bytes);
    expect([error?.code, error?.offset]).toEqual([code, offset]);
    expect(error?.message).toContain(message);
  });

  it('says of every beginning of a sound file that it is cut off', () => {
    const { dataOffset } = readGgufHeader(sound);
    const info = dataOffset - (dataOffset % 32 === 0 ? 32 : 0);
    for (let length = 4; length < info; length++) expect(errorOf(sound.subarray(0, length))?.code).toBe('truncated');
  });

  it('reads or refuses whatever bytes it is given, and never fails another way', () => {
    fc.assert(
      fc.property(
        arbitraryMetadata,
        arbitraryTensors,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }),
        (metadata, tensors, changes) => {
          const bytes = writeGguf(metadata, tensors);
          for (const [place, value] of changes) bytes[place % bytes.length] = value;
          errorOf(bytes);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('counts the elements of all arrays together', () => {
    const half = BigInt(limits.arrayElements / 2);
    const zeros = '\0'.repeat(Number(half));
    const twoArrays = (more: bigint): Uint8Array =>
      header(...begin(0n, 2n), ...key('a', array), 0, half, zeros, ...key('b', array), 0, half + more, zeros, '\0');
    expect(errorOf(twoArrays(0n))).toBeUndefined();
    expect(errorOf(twoArrays(1n))?.message).toContain(`can't be more than ${half}`);
  });
});
