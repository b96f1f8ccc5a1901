/**
 * The header of a GGUF file as data: metadata and the table of tensors.
 *
 * Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
import type { TensorTypeName } from './tensor-types.ts';

/** The types of metadata values, at the place of their number in the file. */
export const metadataTypes = [
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'float32',
  'bool',
  'string',
  'array',
  'uint64',
  'int64',
  'float64',
] as const;

export type MetadataType = (typeof metadataTypes)[number];
export type NumberType = 'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'float32' | 'float64';
export type BigintType = 'uint64' | 'int64';

export type MetadataArray =
  | { readonly type: 'array'; readonly of: NumberType; readonly value: readonly number[] }
  | { readonly type: 'array'; readonly of: BigintType; readonly value: readonly bigint[] }
  | { readonly type: 'array'; readonly of: 'bool'; readonly value: readonly boolean[] }
  | { readonly type: 'array'; readonly of: 'string'; readonly value: readonly string[] }
  | { readonly type: 'array'; readonly of: 'array'; readonly value: readonly MetadataArray[] };

export type MetadataValue =
  | { readonly type: NumberType; readonly value: number }
  | { readonly type: BigintType; readonly value: bigint }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | MetadataArray;

export type Metadata = ReadonlyMap<string, MetadataValue>;

export interface TensorInfo {
  readonly name: string;
  /** The length of a row first, as GGUF has it. */
  readonly shape: readonly number[];
  readonly typeId: number;
  /** Undefined when upstream llama.cpp does not know the number. */
  readonly type: TensorTypeName | undefined;
  /** Bytes from `dataOffset`. */
  readonly offset: number;
  /** Undefined when the type is not known, or a row is no whole number of blocks. */
  readonly bytes: number | undefined;
}

export interface GgufHeader {
  readonly version: number;
  readonly metadata: Metadata;
  readonly tensors: readonly TensorInfo[];
  /** Every tensor begins at a multiple of so many bytes. */
  readonly alignment: number;
  /** Where the data of the tensors begins, bytes from the beginning of the file. */
  readonly dataOffset: number;
}

/** The number under a key, whatever its width; undefined when there is none, or it is no number. */
export function metadataNumber(metadata: Metadata, key: string): number | undefined {
  const value = metadata.get(key)?.value;
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

/** The text under a key; undefined when there is none, or it is no text. */
export function metadataString(metadata: Metadata, key: string): string | undefined {
  const value = metadata.get(key);
  return value?.type === 'string' ? value.value : undefined;
}

/** The array under a key; undefined when there is none, or it is no array. */
export function metadataArray(metadata: Metadata, key: string): MetadataArray | undefined {
  const value = metadata.get(key);
  return value?.type === 'array' ? value : undefined;
}
