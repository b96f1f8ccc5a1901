/**
 * Just enough of a WebAssembly assembler for one function without results.
 *
 * Source: https://webassembly.github.io/spec/core/binary/
 */

export type Code = readonly number[];

/** An unsigned number as LEB128. */
export function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const byte = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? byte : byte | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128, for constants. */
function signedLeb(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const byte = rest & 0x7f;
    const done = (rest >> 7 === 0 && (byte & 0x40) === 0) || (rest >> 7 === -1 && (byte & 0x40) !== 0);
    bytes.push(done ? byte : byte | 0x80);
    if (done) return bytes;
  }
}

const simd = (code: number): number[] => [0xfd, ...leb(code)];

export const get = (local: number): Code => [0x20, ...leb(local)];
export const set = (local: number): Code => [0x21, ...leb(local)];
export const constant = (value: number): Code => [0x41, ...signedLeb(value)];
export const add: Code = [0x6a];
/** Four floats from the address on the stack. */
export const loadFloats = (offset: number): Code => [...simd(0), 2, ...leb(offset)];
/** One float, four times. */
export const loadSplat: Code = [...simd(9), 2, 0];
export const storeFloats = (offset: number): Code => [...simd(11), 2, ...leb(offset)];
export const addFloats: Code = simd(228);
export const multiplyFloats: Code = simd(230);

/** Adds to a local. */
export const increase = (local: number, by: Code): Code => [...get(local), ...by, ...add, ...set(local)];

/** Runs the body until the counter, less `step` each time, is 0; at least once. */
export function countDown(counter: number, step: number, body: Code): Code {
  const next = [...get(counter), ...constant(-step), ...add, 0x22, ...leb(counter)];
  return [0x03, 0x40, ...body, ...next, 0x0d, 0, 0x0b];
}

const vector = (items: readonly Code[]): number[] => [...leb(items.length), ...items.flat()];
const section = (id: number, content: Code): number[] => [id, ...leb(content.length), ...content];
const name = (text: string): number[] => vector([...Buffer.from(text, 'latin1')].map((byte) => [byte]));

const int = 0x7f;
const float4 = 0x7b;

export interface FunctionParts {
  readonly parameters: number;
  /** Locals after the parameters: first integers, then vectors of four floats. */
  readonly integers: number;
  readonly vectors: number;
  readonly body: Code;
}

/** A module that imports `memory.memory` and exports the function as `run`. */
export function assembleModule({ parameters, integers, vectors, body }: FunctionParts): Uint8Array<ArrayBuffer> {
  const code = [
    ...vector([
      [...leb(integers), int],
      [...leb(vectors), float4],
    ]),
    ...body,
    0x0b,
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([[0x60, ...vector(Array.from({ length: parameters }, () => [int])), 0]])),
    ...section(2, vector([[...name('memory'), ...name('memory'), 2, 0, 1]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...name('run'), 0, 0]])),
    ...section(10, vector([[...leb(code.length), ...code]])),
  ]);
}
