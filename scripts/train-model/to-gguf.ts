/** Writes a trained model as a GGUF file. */
import { type CodecName, encodeTensor, type Metadata, type MetadataValue, writeGguf } from '../../src/gguf/index.ts';
import { chatTemplate } from './chat-format.ts';
import type { ModelShape } from './model-shape.ts';
import type { Parameter, Parameters } from './parameters.ts';
import { specialTokens, type Tokenizer } from './tokenizer/tokenizer.ts';

/** Which type the matrices get; norms stay in single precision. */
export interface FileTypes {
  readonly linear: CodecName;
  readonly embedding: CodecName;
}

export interface Description {
  readonly name: string;
  readonly description: string;
}

const text = (value: string): MetadataValue => ({ type: 'string', value });
const whole = (value: number): MetadataValue => ({ type: 'uint32', value });
const real = (value: number): MetadataValue => ({ type: 'float32', value: Math.fround(value) });
const yes: MetadataValue = { type: 'bool', value: true };
const no: MetadataValue = { type: 'bool', value: false };

/** llama.cpp's numbers for the kind of file: enum llama_ftype in include/llama.h. */
const fileTypes: Readonly<Record<CodecName, number>> = { F32: 0, F16: 1, Q8_0: 7, TQ2_0: 37 };
/** Its numbers for the kind of token: enum llama_token_attr, as GGUF has them. */
const [normalToken, controlToken] = [1, 3];

/** The bytes of the file. */
export function toGguf(
  { shape, parameters }: { readonly shape: ModelShape; readonly parameters: Parameters },
  tokenizer: Tokenizer,
  types: FileTypes,
  description: Description,
): Uint8Array {
  const metadata: Metadata = new Map([
    ...describe(description, types),
    ...describeShape(shape),
    ...describeTokenizer(tokenizer),
  ]);
  return writeGguf(
    metadata,
    [...parameters.values()].map((parameter) => toTensor(parameter, types)),
  );
}

function toTensor({ shape, effective }: Parameter, types: FileTypes) {
  const type = shape.kind === 'norm' ? 'F32' : types[shape.kind];
  const dimensions = shape.kind === 'norm' ? [shape.columns] : [shape.columns, shape.rows];
  return { name: shape.name, shape: dimensions, type, bytes: encodeTensor(type, effective.data) };
}

const describe = ({ name, description }: Description, { linear }: FileTypes): [string, MetadataValue][] => [
  ['general.architecture', text('llama')],
  ['general.name', text(name)],
  ['general.description', text(description)],
  ['general.license', text('MIT')],
  ['general.languages', { type: 'array', of: 'string', value: ['en'] }],
  ['general.file_type', whole(fileTypes[linear])],
  ['general.quantization_version', whole(2)],
  ['pipewright.test_instrument', yes],
];

const describeShape = (shape: ModelShape): [string, MetadataValue][] => [
  ['llama.block_count', whole(shape.layers)],
  ['llama.context_length', whole(shape.context)],
  ['llama.embedding_length', whole(shape.width)],
  ['llama.feed_forward_length', whole(shape.feedForward)],
  ['llama.attention.head_count', whole(shape.heads)],
  ['llama.attention.head_count_kv', whole(shape.heads)],
  ['llama.attention.layer_norm_rms_epsilon', real(shape.epsilon)],
  ['llama.rope.dimension_count', whole(shape.width / shape.heads)],
  ['llama.rope.freq_base', real(shape.ropeBase)],
  ['llama.vocab_size', whole(shape.vocabulary)],
];

const describeTokenizer = (tokenizer: Tokenizer): [string, MetadataValue][] => [
  ['tokenizer.ggml.model', text('gpt2')],
  ['tokenizer.ggml.pre', text('smollm')],
  ['tokenizer.ggml.tokens', { type: 'array', of: 'string', value: tokenizer.tokens }],
  ['tokenizer.ggml.token_type', { type: 'array', of: 'int32', value: tokenizer.tokens.map(typeOfToken) }],
  [
    'tokenizer.ggml.merges',
    { type: 'array', of: 'string', value: tokenizer.merges.map(({ left, right }) => `${left} ${right}`) },
  ],
  ['tokenizer.ggml.bos_token_id', whole(tokenizer.special('<|begin|>'))],
  ['tokenizer.ggml.eos_token_id', whole(tokenizer.special('<|end|>'))],
  ['tokenizer.ggml.padding_token_id', whole(tokenizer.special('<|end|>'))],
  ['tokenizer.ggml.add_bos_token', no],
  ['tokenizer.ggml.add_eos_token', no],
  ['tokenizer.chat_template', text(chatTemplate)],
];

const typeOfToken = (_: string, id: number): number => (id < specialTokens.length ? controlToken : normalToken);
