/** F16: half precision. */
import type { Codec } from './codec.ts';
import { fromFloat16, toFloat16 } from './float16.ts';

export const f16: Codec = {
  blockValues: 1,
  blockBytes: 2,
  encode: (values, from, bytes, to) => bytes.setUint16(to, toFloat16(values[from] ?? 0), true),
  decode(bytes, from, values, to) {
    values[to] = fromFloat16(bytes.getUint16(from, true));
  },
};
