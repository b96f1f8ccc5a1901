/** GGUF, the file format of llama.cpp's models: reading headers, checking files, writing. */
export { checkGguf, checkGgufHeader, type GgufCheck } from './check.ts';
export { GgufError, type GgufTrouble } from './error.ts';
export {
  type GgufHeader,
  type Metadata,
  type MetadataValue,
  metadataArray,
  metadataNumber,
  metadataString,
  type TensorInfo,
} from './header.ts';
export { type CodecName, decodeTensor, encodeTensor } from './quantize/registry.ts';
export { type GgufFile, readGguf } from './read-file.ts';
export { readGgufHeader } from './read-header.ts';
export { type TensorTypeName, tensorTypes } from './tensor-types.ts';
export { type TensorData, writeGguf } from './write.ts';
