/**
 * Checks the types of keys that llama.cpp reads without looking at the type first, which ends the process.
 *
 * Source: https://github.com/ggml-org/ggml/blob/master/src/gguf.cpp (gguf_get_val_u16, gguf_get_val_u32)
 */
import type { Metadata, MetadataType } from './header.ts';
import type { Problem } from './problem.ts';

const types: Readonly<Record<string, MetadataType>> = {
  'general.alignment': 'uint32',
  'split.no': 'uint16',
  'split.count': 'uint16',
  'split.tensors.count': 'int32',
};
const arrays: Readonly<Record<string, MetadataType>> = {
  'tokenizer.ggml.token_type': 'int32',
  'tokenizer.ggml.scores': 'float32',
};

/** Finds keys whose values are of another type than llama.cpp takes them for. */
export function checkKeyTypes(metadata: Metadata): Problem[] {
  const single = Object.entries(types).flatMap(([key, type]) => compare(key, metadata.get(key)?.type, type));
  const lists = Object.entries(arrays).flatMap(([key, type]) => {
    const value = metadata.get(key);
    return compare(key, value?.type === 'array' ? value.of : value?.type, type);
  });
  return [...single, ...lists];
}

function compare(key: string, found: MetadataType | undefined, wanted: MetadataType): Problem[] {
  if (found === undefined || found === wanted) return [];
  const message = `"${key}" is of type ${found}, and must be ${wanted}`;
  return [{ code: 'gguf-bad-value', message, hint: 'write the key with the type of the GGUF specification' }];
}
