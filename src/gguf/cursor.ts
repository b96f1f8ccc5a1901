/** Reads the primitive values of a GGUF header one after the other, and never past its end. */
import { GgufError } from './error.ts';

/** What no sound file exceeds; a hostile one is refused before anything of its size is allocated. */
export const limits = {
  headerBytes: 128 * 1024 * 1024,
  metadataEntries: 65_536,
  tensors: 65_536,
  /** The specification's own. */
  keyBytes: 65_535,
  stringBytes: 16 * 1024 * 1024,
  /** Of all arrays together. */
  arrayElements: 8_388_608,
  arrayDepth: 4,
  dimensions: 4,
  alignment: 65_536,
} as const;

const decoder = new TextDecoder();
const redo = 'the file is cut off or damaged: download or write it again';

export class Cursor {
  offset = 0;
  #elements = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.byteLength - this.offset;
  }

  uint8 = (): number => this.#view.getUint8(this.take(1));
  int8 = (): number => this.#view.getInt8(this.take(1));
  uint16 = (): number => this.#view.getUint16(this.take(2), true);
  int16 = (): number => this.#view.getInt16(this.take(2), true);
  uint32 = (): number => this.#view.getUint32(this.take(4), true);
  int32 = (): number => this.#view.getInt32(this.take(4), true);
  float32 = (): number => this.#view.getFloat32(this.take(4), true);
  float64 = (): number => this.#view.getFloat64(this.take(8), true);
  uint64 = (): bigint => this.#view.getBigUint64(this.take(8), true);
  int64 = (): bigint => this.#view.getBigInt64(this.take(8), true);

  /** A 64-bit count that must not exceed `most`. */
  count(what: string, most: number): number {
    const at = this.offset;
    const value = this.uint64();
    if (value > BigInt(most)) {
      throw new GgufError('malformed', `${what} is ${value}, and can't be more than ${most}`, at, redo);
    }
    return Number(value);
  }

  string(what: string, most: number): string {
    const length = this.count(`the length of ${what}`, most);
    const start = this.take(length);
    return decoder.decode(this.#bytes.subarray(start, start + length));
  }

  /** The length of an array, as long as all of them together stay within bounds. */
  elements(): number {
    const length = this.count('the length of an array', limits.arrayElements - this.#elements);
    this.#elements += length;
    return length;
  }

  /** Steps over so many bytes; returns where they begin. */
  take(bytes: number): number {
    if (bytes > this.left) {
      throw new GgufError(
        'truncated',
        `the header needs ${bytes} bytes where ${this.left} are left`,
        this.offset,
        redo,
      );
    }
    const start = this.offset;
    this.offset += bytes;
    return start;
  }
}
