/**
 * TQ2_0: 256 values share a half-precision scale, each is -1, 0 or 1 in two bits.
 *
 * A byte holds the values 32 apart: of each half of the block, value `m + 32 n` is in byte `m` at bit `2 n`.
 * Source: https://github.com/ggml-org/ggml/blob/master/src/ggml-quants.c (quantize_row_tq2_0_ref)
 */
import { type Codec, largest, roundAway } from './codec.ts';
import { fromFloat16, toFloat16 } from './float16.ts';

const count = 256;
const packed = count / 4;

/** Which value is in a byte, the n-th of its four. */
const place = (byte: number, n: number): number => (byte < 32 ? byte : byte + 96) + 32 * n;

export const tq2_0: Codec = {
  blockValues: count,
  blockBytes: packed + 2,
  encode(values, from, bytes, to) {
    const scale = largest(values, from, count);
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    for (let byte = 0; byte < packed; byte++) {
      let bits = 0;
      for (let n = 0; n < 4; n++) {
        const value = Math.fround((values[from + place(byte, n)] ?? 0) * inverse);
        bits |= (roundAway(value) + 1) << (2 * n);
      }
      bytes.setUint8(to + byte, bits);
    }
    bytes.setUint16(to + packed, toFloat16(scale), true);
  },
  decode(bytes, from, values, to) {
    const scale = fromFloat16(bytes.getUint16(from + packed, true));
    for (let byte = 0; byte < packed; byte++) {
      const bits = bytes.getUint8(from + byte);
      for (let n = 0; n < 4; n++) values[to + place(byte, n)] = scale * (((bits >> (2 * n)) & 3) - 1);
    }
  },
};
