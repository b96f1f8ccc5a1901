import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensorTypes } from '../tensor-types.ts';
import { fromFloat16, toFloat16 } from './float16.ts';
import { codecs, decodeTensor, encodeTensor } from './registry.ts';

const values = (count: number, most = 1000): fc.Arbitrary<Float32Array> =>
  fc
    .array(fc.float({ noNaN: true, min: -most, max: most }), { minLength: count, maxLength: count })
    .map((list) => Float32Array.from(list));

describe('half precision', () => {
  it('gives every one of its numbers back', () => {
    for (let half = 0; half < 0x10000; half++) {
      const value = fromFloat16(half);
      if (!Number.isNaN(value)) expect(toFloat16(value)).toBe(half);
    }
  });

  it.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65519, 0x7bff],
    [65520, 0x7c00],
    [1e9, 0x7c00],
    [2 ** -24, 1],
    [2 ** -25, 0],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [Number.NaN, 0x7e00],
    [0.1, 0x2e66],
  ])('rounds %d to %d', (value, half) => {
    expect(toFloat16(value)).toBe(half);
  });

  it('rounds to the nearest', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -65000, max: 65000 }), (value) => {
        const half = toFloat16(value);
        const error = Math.abs(fromFloat16(half) - value);
        for (const next of [half - 1, half + 1].filter((each) => (each & 0x7c00) !== 0x7c00 && each >= 0)) {
          expect(error).toBeLessThanOrEqual(Math.abs(fromFloat16(next) - value));
        }
      }),
    );
  });
});

describe('Q8_0', () => {
  it('is off by at most half a step, and a little for the scale', () => {
    fc.assert(
      fc.property(values(64), (original) => {
        const decoded = decodeTensor('Q8_0', encodeTensor('Q8_0', original));
        for (let block = 0; block < 64; block += 32) {
          const most = Math.max(...original.subarray(block, block + 32).map(Math.abs));
          // Half a step, and the scale in half precision: 127 steps of it.
          const bound = most / 254 + most * 2 ** -11 + 127 * 2 ** -25 + 1e-9;
          for (let index = block; index < block + 32; index++) {
            expect(Math.abs((decoded[index] ?? 0) - (original[index] ?? 0))).toBeLessThanOrEqual(bound * 1.001);
          }
        }
      }),
    );
  });

  it('is byte for byte what ggml writes', () => {
    const bytes = encodeTensor(
      'Q8_0',
      Float32Array.from({ length: 32 }, (_, index) => index - 16),
    );
    // d = 16 / 127 = 0.12598 in half precision 0x3008; then round(x / d), ties away from zero.
    expect([bytes[0], bytes[1]]).toEqual([0x08, 0x30]);
    expect([...new Int8Array(bytes.buffer, 2, 6)]).toEqual([-127, -119, -111, -103, -95, -87]);
    expect(new Int8Array(bytes.buffer)[2 + 31]).toBe(119);
  });
});

describe('TQ2_0', () => {
  const ternary = fc
    .tuple(fc.array(fc.constantFrom(-1, 0, 1), { minLength: 512, maxLength: 512 }), fc.constantFrom(0.5, 0.125, 3))
    .map(([signs, scale]) => Float32Array.from(signs, (sign) => sign * scale));

  it('keeps ternary weights as they are', () => {
    fc.assert(
      fc.property(ternary, (original) => {
        expect([...decodeTensor('TQ2_0', encodeTensor('TQ2_0', original))].map((value) => value + 0)).toEqual(
          [...original].map((value) => value + 0),
        );
      }),
    );
  });

  it('puts value m + 32 n of each half at bit 2 n of byte m', () => {
    const original = new Float32Array(256);
    original[128 + 5 + 32 * 3] = 1;
    const bytes = encodeTensor('TQ2_0', original);
    // Zeros are 1 in each pair of bits; the one is 2.
    expect(bytes[32 + 5]).toBe(0b10010101);
    expect(bytes.filter((byte) => byte === 0b01010101)).toHaveLength(63);
    expect([bytes[64], bytes[65]]).toEqual([0x00, 0x3c]);
  });
});

describe('codecs', () => {
  it('agree with the table of types', () => {
    for (const [name, { blockValues, blockBytes }] of Object.entries(codecs)) {
      expect(tensorTypes[name as keyof typeof codecs]).toMatchObject({ blockValues, blockBytes });
    }
  });

  it('keep single precision, and half where it is enough', () => {
    const exact = Float32Array.from([0, 1, -2.5, 1024, 2 ** -14]);
    expect(decodeTensor('F32', encodeTensor('F32', exact))).toEqual(exact);
    expect(decodeTensor('F16', encodeTensor('F16', exact))).toEqual(exact);
  });

  it('refuse broken blocks and numbers that are none', () => {
    expect(() => encodeTensor('Q8_0', new Float32Array(33))).toThrow('33 values are no multiple of 32');
    expect(() => decodeTensor('TQ2_0', new Uint8Array(67))).toThrow('67 bytes are no multiple of 66');
    expect(() => encodeTensor('F32', Float32Array.of(Number.NaN))).toThrow('not finite');
    expect(() => encodeTensor('Q8_0', new Float32Array(32).fill(Number.POSITIVE_INFINITY))).toThrow('not finite');
  });
});
