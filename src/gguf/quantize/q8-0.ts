/**
 * Q8_0: 32 values share a half-precision scale, each is a signed byte.
 *
 * Source: https://github.com/ggml-org/ggml/blob/master/src/ggml-quants.c (quantize_row_q8_0_ref)
 */
import { type Codec, largest, roundAway } from './codec.ts';
import { fromFloat16, toFloat16 } from './float16.ts';

const count = 32;

export const q8_0: Codec = {
  blockValues: count,
  blockBytes: 2 + count,
  encode(values, from, bytes, to) {
    const scale = Math.fround(largest(values, from, count) / 127);
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    bytes.setUint16(to, toFloat16(scale), true);
    for (let index = 0; index < count; index++) {
      bytes.setInt8(to + 2 + index, roundAway(Math.fround((values[from + index] ?? 0) * inverse)));
    }
  },
  decode(bytes, from, values, to) {
    const scale = fromFloat16(bytes.getUint16(from, true));
    for (let index = 0; index < count; index++) values[to + index] = scale * bytes.getInt8(from + 2 + index);
  },
};
