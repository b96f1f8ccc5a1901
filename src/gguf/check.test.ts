import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soundMetadata, soundTensors } from './arbitrary-gguf.ts';
import { checkGguf } from './check.ts';
import type { MetadataValue } from './header.ts';
import { encodeTensor } from './quantize/registry.ts';
import { readGgufHeader } from './read-header.ts';
import { type TensorData, writeGguf } from './write.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipewright-check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(bytes: Uint8Array): Promise<string> {
  const file = join(folder, `${count++}.gguf`);
  await writeFile(file, bytes);
  return file;
}

/** `code: message` of each problem with a file. */
async function problemsOf(bytes: Uint8Array): Promise<string[]> {
  const file = await write(bytes);
  const { problems } = await checkGguf(file);
  return problems.map(({ code, message }) => `${code}: ${message.replace(`${file}: `, '')}`);
}

const word = (value: number): MetadataValue => ({ type: 'uint32', value });
const text = (value: string): MetadataValue => ({ type: 'string', value });
type Changes = Readonly<Record<string, MetadataValue | undefined>>;

const changed = (changes: Changes, tensors: readonly TensorData[] = soundTensors): Uint8Array => {
  const metadata = new Map(soundMetadata);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) metadata.delete(key);
    else metadata.set(key, value);
  }
  return writeGguf(metadata, tensors);
};

const [embedding, norm] = soundTensors as [TensorData, TensorData];

describe('checkGguf', () => {
  it('has nothing to say about a sound file', async () => {
    const { header, problems } = await checkGguf(await write(changed({})));
    expect(problems).toEqual([]);
    expect(header?.metadata).toEqual(soundMetadata);
  });

  it.each([
    'general.architecture',
    'llama.block_count',
    'llama.context_length',
    'llama.embedding_length',
    'llama.feed_forward_length',
    'llama.attention.head_count',
    'llama.attention.layer_norm_rms_epsilon',
    'tokenizer.ggml.model',
    'tokenizer.ggml.tokens',
    'tokenizer.ggml.merges',
  ])('misses %s', async (key) => {
    expect(await problemsOf(changed({ [key]: undefined }))).toContain(`gguf-missing-key: "${key}" is missing`);
  });

  it.each<[Changes, string]>([
    [{ 'llama.attention.head_count': word(0) }, 'gguf-bad-value: "llama.attention.head_count" is 0'],
    [{ 'llama.attention.head_count': text('four') }, 'gguf-bad-value: "llama.attention.head_count" is no number'],
    [{ 'llama.attention.head_count': word(6) }, "gguf-bad-value: an embedding of 32 can't be shared among 6 heads"],
    [{ 'llama.attention.head_count_kv': word(3) }, "gguf-bad-value: 4 heads can't share 3 key-value heads"],
    [{ 'llama.attention.head_count_kv': word(0) }, 'gguf-bad-value: "llama.attention.head_count_kv" is 0'],
    [{ 'llama.block_count': word(100_000) }, 'gguf-bad-value: "llama.block_count" is 100000'],
    [{ 'llama.rope.dimension_count': word(6) }, 'gguf-bad-value: "llama.rope.dimension_count" is 6'],
    [
      { 'llama.attention.layer_norm_rms_epsilon': { type: 'float32', value: Number.NaN } },
      'gguf-bad-value: "llama.attention.layer_norm_rms_epsilon" is NaN',
    ],
    [
      { 'llama.feed_forward_length': { type: 'array', of: 'uint32', value: [] } },
      'gguf-bad-value: "llama.feed_forward_length" has 0 numbers, fewer than there are blocks',
    ],
    [{ 'general.type': text('adapter') }, 'gguf-no-model: this is an adapter (LoRA), not a model'],
    [{ 'tokenizer.ggml.model': text('no_vocab') }, 'gguf-no-vocabulary'],
    [{ 'tokenizer.ggml.eos_token_id': word(4) }, 'gguf-bad-value: "tokenizer.ggml.eos_token_id" is 4, and there are 4'],
    [
      { 'tokenizer.ggml.token_type': { type: 'array', of: 'int32', value: [1] } },
      'gguf-bad-value: "tokenizer.ggml.token_type" has 1 values for 4 tokens',
    ],
    [
      { 'tokenizer.ggml.token_type': { type: 'array', of: 'int8', value: [1, 1, 1, 1] } },
      'gguf-bad-value: "tokenizer.ggml.token_type" is of type int8, and must be int32',
    ],
    [{ 'split.count': word(2) }, 'gguf-bad-value: "split.count" is of type uint32, and must be uint16'],
    [{ 'llama.expert_count': word(8) }, 'gguf-bad-value: 0 of 8 experts are used'],
    [{ 'llama.expert_used_count': word(2) }, 'gguf-bad-value: 2 of 0 experts are used'],
    [
      { 'tokenizer.ggml.tokens': { type: 'array', of: 'string', value: ['a', 'b', 'a', ''] } },
      'gguf-bad-value: the token "a" is there twice',
    ],
    [{ 'tokenizer.ggml.model': text('llama') }, 'gguf-bad-value: the vocabulary has no token for the byte <0x00>'],
    [{ 'tokenizer.chat_template': undefined }, 'gguf-no-chat-template'],
  ])('sees %j', async (changes, problem) => {
    expect(await problemsOf(changed(changes))).toEqual([expect.stringContaining(problem)]);
  });

  it('takes a size for each block', async () => {
    const perBlock: MetadataValue = { type: 'array', of: 'uint32', value: [4] };
    expect(await problemsOf(changed({ 'llama.attention.head_count': perBlock }))).toEqual([]);
  });

  it('asks no attention heads of an architecture without attention', async () => {
    const metadata = new Map(soundMetadata).set('general.architecture', text('mamba'));
    for (const size of ['block_count', 'context_length', 'embedding_length']) {
      metadata.set(`mamba.${size}`, word(32));
    }
    expect(await problemsOf(writeGguf(metadata, soundTensors))).toEqual([]);
  });

  it.each<[string, readonly TensorData[], string]>([
    ['no tensors', [], 'gguf-no-tensors'],
    ['no embedding', [norm], 'gguf-missing-tensor: the tensor "token_embd.weight" is missing'],
    ['a tensor twice', [embedding, norm, norm], 'gguf-bad-tensor: the tensor "output_norm.weight" is there twice'],
    [
      'an embedding with too few rows',
      [{ ...embedding, shape: [32, 3], bytes: encodeTensor('Q8_0', new Float32Array(96)) }],
      'gguf-bad-tensor: "token_embd.weight" is 32 by 3, and must be 32 by 4',
    ],
    [
      'a feed-forward part of another size',
      [embedding, { ...norm, name: 'blk.0.ffn_down.weight' }],
      'gguf-bad-value: "llama.feed_forward_length" is 64, and "blk.0.ffn_down.weight" has rows of 32',
    ],
    [
      'an empty tensor',
      [embedding, { name: 'none', shape: [0], type: 'F32', bytes: new Uint8Array() }],
      'gguf-bad-tensor: the tensor "none" has a dimension of 0',
    ],
  ])('sees %s', async (_, tensors, problem) => {
    expect(await problemsOf(changed({}, tensors))).toEqual([expect.stringContaining(problem)]);
  });

  /** The place of a number in the table of tensors, counted from the end of the tensor's name. */
  const patch = (bytes: Uint8Array, name: string, after: number, value: bigint, size: 4 | 8): Uint8Array => {
    const copy = Buffer.from(bytes);
    const at = copy.indexOf(name) + name.length + after;
    if (size === 8) copy.writeBigUInt64LE(value, at);
    else copy.writeUInt32LE(Number(value), at);
    return copy;
  };
  const infoOfNorm = { type: 4 + 8, offset: 4 + 8 + 4 };

  it('sees a type that upstream llama.cpp does not know', async () => {
    const patched = patch(changed({}), 'output_norm.weight', infoOfNorm.type, 36n, 4);
    const { problems } = await checkGguf(await write(patched));
    expect(problems).toMatchObject([{ code: 'gguf-unknown-type', hint: expect.stringContaining('I2_S') }]);
  });

  it('sees rows that are no whole number of blocks', async () => {
    const patched = patch(changed({}), 'output_norm.weight', infoOfNorm.type, 35n, 4);
    expect(await problemsOf(patched)).toEqual([
      expect.stringContaining('32 values, no multiple of 256 as TQ2_0 needs'),
    ]);
  });

  it.each<[bigint, string]>([
    [0n, 'gguf-bad-tensor: the tensor "output_norm.weight" is at 0, and must be at 160'],
    [2n ** 52n, 'gguf-truncated: the tensor "output_norm.weight" ends at byte'],
  ])('sees a tensor at offset %d', async (offset, problem) => {
    const patched = patch(changed({}), 'output_norm.weight', infoOfNorm.offset, offset, 8);
    expect(await problemsOf(patched)).toEqual([expect.stringContaining(problem)]);
  });

  it('tells of five tensors that are wrong, and how many more there are', async () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ ...norm, name: `n${index}` }));
    const bytes = changed({}, [embedding, ...many]);
    const cut = bytes.subarray(0, readGgufHeader(bytes).dataOffset + 170);
    const problems = await problemsOf(cut);
    expect(problems).toHaveLength(6);
    expect(problems.at(-1)).toBe('gguf-bad-tensor: 3 more tensors are not right');
  });

  it('says of a file that was cut off where it ends', async () => {
    const file = await write(changed({}));
    await truncate(file, 400);
    const { header, problems } = await checkGguf(file);
    expect(header).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'gguf-truncated', message: expect.stringContaining('at byte') }]);
  });

  it('reads a header that is longer than what it reads at first', async () => {
    const tokens = Array.from({ length: 200_000 }, (_, index) => `token ${index}`);
    const metadata = new Map(soundMetadata).set('tokenizer.ggml.added', {
      type: 'array',
      of: 'string',
      value: tokens,
    });
    const { header, problems } = await checkGguf(await write(writeGguf(metadata, soundTensors)));
    expect(problems).toEqual([]);
    expect(header?.dataOffset).toBeGreaterThan(3_000_000);
  });

  it('says what can not be read', async () => {
    const missing = await checkGguf(join(folder, 'none.gguf'));
    expect(missing.problems).toMatchObject([{ severity: 'error', code: 'gguf-unreadable' }]);
    const directory = await checkGguf(folder);
    expect(directory.problems[0]?.severity).toBe('error');
  });
});
