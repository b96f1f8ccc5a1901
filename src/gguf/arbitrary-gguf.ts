/** Random files for property tests, and a small whole model to break on purpose. */
import fc from 'fast-check';
import type { MetadataArray, MetadataValue } from './header.ts';
import { type CodecName, codecs, encodeTensor } from './quantize/registry.ts';
import type { TensorData } from './write.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const numbers = {
  uint8: fc.integer({ min: 0, max: 255 }),
  int8: fc.integer({ min: -128, max: 127 }),
  uint16: fc.integer({ min: 0, max: 65_535 }),
  int16: fc.integer({ min: -32_768, max: 32_767 }),
  uint32: fc.integer({ min: 0, max: 0xffff_ffff }),
  int32: fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
  float32: fc.float({ noNaN: true }),
  float64: fc.double({ noNaN: true }),
} as const;
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

const numberTypes = Object.keys(numbers) as (keyof typeof numbers)[];
const few = { maxLength: 5 };
const plainArray = (of: MetadataArray['of'], element: fc.Arbitrary<unknown>): fc.Arbitrary<MetadataArray> =>
  fc.array(element, few).map((value) => ({ type: 'array', of, value }) as MetadataArray);

const flatArray: fc.Arbitrary<MetadataArray> = fc.oneof(
  ...numberTypes.map((type) => plainArray(type, numbers[type])),
  plainArray('uint64', uint64),
  plainArray('int64', int64),
  plainArray('bool', fc.boolean()),
  plainArray('string', text),
);

const metadataValue: fc.Arbitrary<MetadataValue> = fc.oneof(
  ...numberTypes.map((type) => numbers[type].map((value): MetadataValue => ({ type, value }))),
  uint64.map((value): MetadataValue => ({ type: 'uint64', value })),
  int64.map((value): MetadataValue => ({ type: 'int64', value })),
  fc.boolean().map((value): MetadataValue => ({ type: 'bool', value })),
  text.map((value): MetadataValue => ({ type: 'string', value })),
  flatArray,
  plainArray('array', flatArray),
);

/** Metadata of any types; no key changes how the file is read. */
export const arbitraryMetadata = fc
  .array(fc.tuple(text, metadataValue), { maxLength: 8 })
  .map((entries) => new Map(entries.filter(([key]) => key !== 'general.alignment')));

const codecNames = Object.keys(codecs) as CodecName[];

export const arbitraryTensors: fc.Arbitrary<TensorData[]> = fc
  .uniqueArray(fc.tuple(text, fc.constantFrom(...codecNames), fc.integer({ min: 1, max: 3 })), {
    maxLength: 4,
    selector: ([name]) => name,
  })
  .map((tensors) => tensors.map(([name, type, rows]) => rampTensor(name, type, rows)));

function rampTensor(name: string, type: CodecName, rows: number): TensorData {
  const columns = codecs[type].blockValues;
  const values = Float32Array.from({ length: columns * rows }, (_, index) => (index % 17) - 8);
  return { name, shape: [columns, rows], type, bytes: encodeTensor(type, values) };
}

const word = (value: number): MetadataValue => ({ type: 'uint32', value });

/** What a small llama model has; complete, as far as `checkGguf` looks. */
export const soundMetadata: ReadonlyMap<string, MetadataValue> = new Map<string, MetadataValue>([
  ['general.architecture', { type: 'string', value: 'llama' }],
  ['llama.block_count', word(1)],
  ['llama.context_length', word(64)],
  ['llama.embedding_length', word(32)],
  ['llama.feed_forward_length', word(64)],
  ['llama.attention.head_count', word(4)],
  ['llama.attention.head_count_kv', word(2)],
  ['llama.attention.layer_norm_rms_epsilon', { type: 'float32', value: Math.fround(1e-5) }],
  ['llama.rope.dimension_count', word(8)],
  ['tokenizer.ggml.model', { type: 'string', value: 'gpt2' }],
  ['tokenizer.ggml.tokens', { type: 'array', of: 'string', value: ['a', 'b', 'ab', '<end>'] }],
  ['tokenizer.ggml.token_type', { type: 'array', of: 'int32', value: [1, 1, 1, 3] }],
  ['tokenizer.ggml.merges', { type: 'array', of: 'string', value: ['a b'] }],
  ['tokenizer.ggml.eos_token_id', word(3)],
  ['tokenizer.chat_template', { type: 'string', value: '{{ messages[0].content }}' }],
]);

export const soundTensors: readonly TensorData[] = [
  {
    name: 'token_embd.weight',
    shape: [32, 4],
    type: 'Q8_0',
    bytes: encodeTensor('Q8_0', new Float32Array(128).fill(1)),
  },
  { name: 'output_norm.weight', shape: [32], type: 'F32', bytes: encodeTensor('F32', new Float32Array(32).fill(1)) },
];
