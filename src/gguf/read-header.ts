/** Reads the header of a GGUF file from bytes; a hostile or damaged one gives a `GgufError`. */
import { Cursor, limits } from './cursor.ts';
import { GgufError } from './error.ts';
import {
  type GgufHeader,
  type MetadataArray,
  type MetadataType,
  type MetadataValue,
  metadataNumber,
  metadataTypes,
  type TensorInfo,
} from './header.ts';
import { tensorBytes, tensorTypeName, tensorTypes } from './tensor-types.ts';

/** `GGUF`, as the four bytes stand in the file. */
export const magic = 'GGUF';
const defaultAlignment = 32;

/**
 * Reads a header; the bytes may be the whole file or its beginning.
 *
 * @throws GgufError with the byte where reading failed; `truncated` when the bytes end before the header
 * @example
 * readGgufHeader(await readFile('model.gguf')).metadata.get('general.architecture'); // { type: 'string', value: 'llama' }
 */
export function readGgufHeader(bytes: Uint8Array): GgufHeader {
  const cursor = new Cursor(bytes);
  checkMagic(bytes);
  cursor.take(magic.length);
  const version = readVersion(cursor);
  const tensorCount = cursor.count('the number of tensors', limits.tensors);
  const entries = cursor.count('the number of metadata entries', limits.metadataEntries);
  const metadata = readMetadata(cursor, entries);
  const tensors = Array.from({ length: tensorCount }, () => readTensorInfo(cursor));
  const alignment = readAlignment(metadata, cursor.offset);
  return { version, metadata, tensors, alignment, dataOffset: roundUp(cursor.offset, alignment) };
}

/** The next multiple of the alignment. */
export function roundUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

function checkMagic(bytes: Uint8Array): void {
  const found = String.fromCharCode(...bytes.subarray(0, magic.length));
  if (found === magic) return;
  if (bytes.length < magic.length) throw new GgufError('truncated', `the file has ${bytes.length} bytes`, 0);
  throw new GgufError(
    'not-gguf',
    `the file begins with ${JSON.stringify(found)} instead of "${magic}"`,
    0,
    hintOf(found),
  );
}

function hintOf(found: string): string {
  if (/^\s*<|^HTT/.test(found)) return 'this looks like a web page: the download answered with an error page';
  if (/^(ggml|lmgg|fmgg|tjgg|ggjt|ggmf)/.test(found)) return 'this is a model in an older format: convert it to GGUF';
  if (/^vers/.test(found)) return 'this looks like a Git LFS pointer: fetch the file itself with "git lfs pull"';
  return 'name a model in GGUF format';
}

function readVersion(cursor: Cursor): number {
  const at = cursor.offset;
  const version = cursor.uint32();
  if (version === 2 || version === 3) return version;
  if (version === 1)
    throw new GgufError('unsupported', 'GGUF version 1 is not supported', at, 'convert the model anew');
  // The low half is zero when a small number stands there in the other byte order.
  if ((version & 0xffff) === 0 && version !== 0) {
    throw new GgufError('unsupported', 'the file is big-endian', at, 'convert it with gguf_convert_endian.py');
  }
  throw new GgufError('unsupported', `GGUF version ${version} is not known (2 and 3 are)`, at);
}

function readMetadata(cursor: Cursor, entries: number): Map<string, MetadataValue> {
  const metadata = new Map<string, MetadataValue>();
  for (let index = 0; index < entries; index++) {
    const at = cursor.offset;
    const key = cursor.string('a metadata key', limits.keyBytes);
    if (metadata.has(key)) throw new GgufError('malformed', `the key ${JSON.stringify(key)} is there twice`, at);
    metadata.set(key, readValue(cursor, readType(cursor)));
  }
  return metadata;
}

function readType(cursor: Cursor): MetadataType {
  const at = cursor.offset;
  const id = cursor.uint32();
  const type = metadataTypes[id];
  if (type === undefined) throw new GgufError('malformed', `there is no metadata type ${id}`, at);
  return type;
}

function readValue(cursor: Cursor, type: MetadataType): MetadataValue {
  switch (type) {
    case 'array':
      return readArray(cursor, 1);
    case 'string':
      return { type, value: cursor.string('a text', limits.stringBytes) };
    case 'bool':
      return { type, value: cursor.uint8() !== 0 };
    case 'uint64':
    case 'int64':
      return { type, value: cursor[type]() };
    default:
      return { type, value: cursor[type]() };
  }
}

function readArray(cursor: Cursor, depth: number): MetadataArray {
  const at = cursor.offset;
  if (depth > limits.arrayDepth) throw new GgufError('malformed', `arrays lie more than ${depth - 1} deep`, at);
  const of = readType(cursor);
  const length = cursor.elements();
  const list = <T>(read: () => T): T[] => {
    const values: T[] = [];
    for (let index = 0; index < length; index++) values.push(read());
    return values;
  };
  switch (of) {
    case 'array':
      return { type: 'array', of, value: list(() => readArray(cursor, depth + 1)) };
    case 'string':
      return { type: 'array', of, value: list(() => cursor.string('a text', limits.stringBytes)) };
    case 'bool':
      return { type: 'array', of, value: list(() => cursor.uint8() !== 0) };
    case 'uint64':
    case 'int64':
      return { type: 'array', of, value: list(cursor[of]) };
    default:
      return { type: 'array', of, value: list(cursor[of]) };
  }
}

function readTensorInfo(cursor: Cursor): TensorInfo {
  const name = cursor.string('the name of a tensor', limits.keyBytes);
  const at = cursor.offset;
  const dimensions = cursor.uint32();
  if (dimensions > limits.dimensions) {
    throw new GgufError('malformed', `a tensor has ${dimensions} dimensions, and can't have more than 4`, at);
  }
  const shape = Array.from({ length: dimensions }, () => cursor.count('a dimension', Number.MAX_SAFE_INTEGER));
  const typeId = cursor.uint32();
  const offset = cursor.count('the offset of a tensor', Number.MAX_SAFE_INTEGER);
  return { name, shape, typeId, type: tensorTypeName(typeId), offset, bytes: bytesOf(shape, typeId) };
}

function bytesOf(shape: readonly number[], typeId: number): number | undefined {
  const type = tensorTypeName(typeId);
  const values = shape.reduce((product, length) => product * length, 1);
  if (type === undefined || (shape[0] ?? 1) % tensorTypes[type].blockValues !== 0) return undefined;
  return tensorBytes(type, values);
}

/** What the metadata says, or what holds when it says nothing; `at` is for the error. */
export function readAlignment(metadata: ReadonlyMap<string, MetadataValue>, at: number): number {
  if (!metadata.has('general.alignment')) return defaultAlignment;
  const alignment = metadataNumber(metadata, 'general.alignment') ?? 0;
  const sound = Number.isInteger(alignment) && alignment > 0 && alignment <= limits.alignment;
  // A power of two has one bit.
  if (sound && (alignment & (alignment - 1)) === 0) return alignment;
  throw new GgufError('malformed', `general.alignment is ${alignment}, and must be a power of two`, at);
}
