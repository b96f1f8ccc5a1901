/** Writes a GGUF file, version 3, little endian. */
import { GgufError } from './error.ts';
import { type Metadata, type MetadataArray, type MetadataValue, metadataTypes } from './header.ts';
import { magic, readAlignment, roundUp } from './read-header.ts';
import { type TensorTypeName, tensorBytes, tensorTypes } from './tensor-types.ts';

export interface TensorData {
  readonly name: string;
  /** The length of a row first. */
  readonly shape: readonly number[];
  readonly type: TensorTypeName;
  /** As `encodeTensor` gives them. */
  readonly bytes: Uint8Array;
}

type Sink = (bytes: Uint8Array) => void;

/**
 * The bytes of a file with this metadata and these tensors, in this order.
 *
 * @throws GgufError when a tensor has more or fewer bytes than its shape and type need, or the alignment is none
 * @example
 * writeGguf(new Map([['general.architecture', { type: 'string', value: 'llama' }]]), []);
 */
export function writeGguf(metadata: Metadata, tensors: readonly TensorData[]): Uint8Array {
  const alignment = readAlignment(metadata, 0);
  const parts: Uint8Array[] = [];
  let length = 0;
  const put: Sink = (bytes) => {
    parts.push(bytes);
    length += bytes.length;
  };
  const pad = (): void => put(new Uint8Array(roundUp(length, alignment) - length));
  writeHeader(put, metadata, tensors, alignment);
  pad();
  for (const tensor of tensors) {
    put(tensor.bytes);
    pad();
  }
  return Buffer.concat(parts);
}

function writeHeader(put: Sink, metadata: Metadata, tensors: readonly TensorData[], alignment: number): void {
  put(Buffer.from(magic, 'latin1'));
  putNumber(put, 'uint32', 3);
  putBigint(put, BigInt(tensors.length));
  putBigint(put, BigInt(metadata.size));
  for (const [key, value] of metadata) {
    putString(put, key);
    putNumber(put, 'uint32', metadataTypes.indexOf(value.type));
    putValue(put, value);
  }
  let offset = 0;
  for (const tensor of tensors) {
    checkTensor(tensor);
    putTensorInfo(put, tensor, offset);
    offset = roundUp(offset + tensor.bytes.length, alignment);
  }
}

function checkTensor({ name, shape, type, bytes }: TensorData): void {
  const needed = tensorBytes(
    type,
    shape.reduce((product, each) => product * each, 1),
  );
  const rowsFit = (shape[0] ?? 1) % tensorTypes[type].blockValues === 0;
  if (rowsFit && needed === bytes.length) return;
  throw new GgufError(
    'malformed',
    `the tensor ${name} has ${bytes.length} bytes; ${shape.join(' x ')} in ${type} are ${needed}`,
    0,
  );
}

function putTensorInfo(put: Sink, { name, shape, type }: TensorData, offset: number): void {
  putString(put, name);
  putNumber(put, 'uint32', shape.length);
  for (const each of shape) putBigint(put, BigInt(each));
  putNumber(put, 'uint32', tensorTypes[type].id);
  putBigint(put, BigInt(offset));
}

function putValue(put: Sink, value: MetadataValue): void {
  switch (value.type) {
    case 'array':
      putArray(put, value);
      break;
    case 'string':
      putString(put, value.value);
      break;
    case 'bool':
      put(Uint8Array.of(value.value ? 1 : 0));
      break;
    case 'uint64':
    case 'int64':
      putBigint(put, value.value);
      break;
    default:
      putNumber(put, value.type, value.value);
  }
}

function putArray(put: Sink, array: MetadataArray): void {
  putNumber(put, 'uint32', metadataTypes.indexOf(array.of));
  putBigint(put, BigInt(array.value.length));
  if (array.of === 'array') {
    for (const each of array.value) putArray(put, each);
    return;
  }
  for (const value of array.value) putValue(put, { type: array.of, value } as MetadataValue);
}

const setters = {
  uint8: [1, 'setUint8'],
  int8: [1, 'setInt8'],
  uint16: [2, 'setUint16'],
  int16: [2, 'setInt16'],
  uint32: [4, 'setUint32'],
  int32: [4, 'setInt32'],
  float32: [4, 'setFloat32'],
  float64: [8, 'setFloat64'],
} as const;

function putNumber(put: Sink, type: keyof typeof setters, value: number): void {
  const [size, setter] = setters[type];
  const view = new DataView(new ArrayBuffer(size));
  view[setter](0, value, true);
  put(new Uint8Array(view.buffer));
}

/** Two's complement: the same bytes whether there is a sign or not. */
function putBigint(put: Sink, value: bigint): void {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, value, true);
  put(new Uint8Array(view.buffer));
}

function putString(put: Sink, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  putBigint(put, BigInt(bytes.length));
  put(bytes);
}
