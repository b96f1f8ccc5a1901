/** F32: single precision, as it is. */
import type { Codec } from './codec.ts';

export const f32: Codec = {
  blockValues: 1,
  blockBytes: 4,
  encode: (values, from, bytes, to) => bytes.setFloat32(to, values[from] ?? 0, true),
  decode(bytes, from, values, to) {
    values[to] = bytes.getFloat32(from, true);
  },
};
