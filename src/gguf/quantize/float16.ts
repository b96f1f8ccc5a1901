/** Half-precision numbers (IEEE 754 binary16), rounded to the nearest, ties to even. */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * The 16 bits of the nearest half-precision number.
 *
 * @example
 * toFloat16(1); // 0x3c00
 */
export function toFloat16(value: number): number {
  float[0] = value;
  const word = bits[0] ?? 0;
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // From 65520 on the nearest half is infinite.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) return sign | subnormal(value);
  const rebased = magnitude - (112 << 23);
  const half = rebased >>> 13;
  return sign | (half + roundUpBy(rebased & 0x1fff, 0x1000, half));
}

/** Below 2^-14 halves are multiples of 2^-24. */
function subnormal(value: number): number {
  const scaled = Math.abs(Math.fround(value)) * 2 ** 24;
  const floor = Math.floor(scaled);
  return floor + roundUpBy(scaled - floor, 0.5, floor);
}

function roundUpBy(rest: number, middle: number, kept: number): 0 | 1 {
  if (rest !== middle) return rest > middle ? 1 : 0;
  return (kept & 1) === 1 ? 1 : 0;
}

/** The number that 16 bits stand for. */
export function fromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
