/** The tensor types that are written and read here, and how. */
import { GgufError } from '../error.ts';
import { tensorBytes } from '../tensor-types.ts';
import type { Codec } from './codec.ts';
import { f16 } from './f16.ts';
import { f32 } from './f32.ts';
import { q8_0 } from './q8-0.ts';
import { tq2_0 } from './tq2-0.ts';

export const codecs = { F32: f32, F16: f16, Q8_0: q8_0, TQ2_0: tq2_0 } as const satisfies Record<string, Codec>;
export type CodecName = keyof typeof codecs;

/**
 * The bytes of a tensor.
 *
 * @throws GgufError when the values are no whole number of blocks, or one is not finite
 * @example
 * encodeTensor('Q8_0', new Float32Array(32)).length; // 34
 */
export function encodeTensor(name: CodecName, values: Float32Array): Uint8Array {
  const codec = codecs[name];
  if (values.length % codec.blockValues !== 0) {
    throw new GgufError(
      'malformed',
      `${values.length} values are no multiple of ${codec.blockValues}, as ${name} needs`,
      0,
    );
  }
  if (!values.every(Number.isFinite)) throw new GgufError('malformed', 'a value of the tensor is not finite', 0);
  const bytes = new Uint8Array(tensorBytes(name, values.length));
  const view = new DataView(bytes.buffer);
  for (let block = 0; block * codec.blockValues < values.length; block++) {
    codec.encode(values, block * codec.blockValues, view, block * codec.blockBytes);
  }
  return bytes;
}

/** The values of a tensor; the bytes are a whole number of blocks. */
export function decodeTensor(name: CodecName, bytes: Uint8Array): Float32Array {
  const codec = codecs[name];
  const blocks = bytes.length / codec.blockBytes;
  if (!Number.isInteger(blocks)) {
    throw new GgufError(
      'malformed',
      `${bytes.length} bytes are no multiple of ${codec.blockBytes}, as ${name} needs`,
      0,
    );
  }
  const values = new Float32Array(blocks * codec.blockValues);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let block = 0; block < blocks; block++) {
    codec.decode(view, block * codec.blockBytes, values, block * codec.blockValues);
  }
  return values;
}
