/**
 * Checks the sizes of a model, of which llama.cpp takes some as they are and divides by them.
 *
 * Source: https://github.com/ggml-org/llama.cpp/blob/master/src/llama-model.cpp (load_hparams)
 */
import { checkExperts } from './check-experts.ts';
import { type Metadata, metadataArray, metadataNumber, metadataString } from './header.ts';
import type { Problem } from './problem.ts';

/** Without attention heads, or without a feed-forward part of its own. */
const recurrent = new Set(['mamba', 'mamba2', 'rwkv6', 'rwkv6qwen2', 'rwkv7', 'arwkv7']);
const again = 'convert the model again with a current convert_hf_to_gguf.py';
/** LLAMA_MAX_LAYERS and what no model comes near. */
const most = {
  block_count: 512,
  context_length: 2 ** 31 - 1,
  embedding_length: 2 ** 20,
  feed_forward_length: 2 ** 24,
  'attention.head_count': 2 ** 16,
  'attention.head_count_kv': 2 ** 16,
} as const;
type Size = keyof typeof most;

/** Finds sizes that are missing, no whole positive numbers, too large, or that don't fit each other. */
export function checkHyperparameters(metadata: Metadata): Problem[] {
  const architecture = metadataString(metadata, 'general.architecture');
  if (architecture === undefined) return [missing('general.architecture')];
  if (metadataString(metadata, 'general.type') === 'adapter') return [adapter];
  const needed: Size[] = ['block_count', 'context_length', 'embedding_length'];
  if (!recurrent.has(architecture)) needed.push('feed_forward_length', 'attention.head_count');
  const problems = needed.flatMap((size) => checkSize(metadata, architecture, size));
  if (problems.length > 0) return problems;
  const experts = checkExperts(metadata, architecture);
  return recurrent.has(architecture) ? experts : [...experts, ...checkHeads(metadata, architecture)];
}

const missing = (key: string): Problem => ({ code: 'gguf-missing-key', message: `"${key}" is missing`, hint: again });

const adapter: Problem = {
  code: 'gguf-no-model',
  message: 'this is an adapter (LoRA), not a model',
  hint: 'name the model that it belongs to, or merge the two',
};

/** A size is one number, or one for each block. */
function checkSize(metadata: Metadata, architecture: string, size: Size): Problem[] {
  const key = `${architecture}.${size}`;
  if (!metadata.has(key)) return [missing(key)];
  const values = readSizes(metadata, key);
  const perBlock = metadataArray(metadata, key) !== undefined;
  if (perBlock && values.length < (metadataNumber(metadata, `${architecture}.block_count`) ?? 0)) {
    return [
      {
        code: 'gguf-bad-value',
        message: `"${key}" has ${values.length} numbers, fewer than there are blocks`,
        hint: again,
      },
    ];
  }
  // A block without attention has 0 heads in such a list.
  const least = perBlock ? 0 : 1;
  const bad = values.find((value) => !Number.isInteger(value) || value < least || value > most[size]);
  if (bad === undefined && values.length > 0) return [];
  const found = bad === undefined ? 'no number' : String(bad);
  const message = `"${key}" is ${found}, and must be a whole number from ${least} to ${most[size]}`;
  return [{ code: 'gguf-bad-value', message, hint: again }];
}

function readSizes(metadata: Metadata, key: string): number[] {
  const one = metadataNumber(metadata, key);
  if (one !== undefined) return [one];
  const values: readonly unknown[] = metadataArray(metadata, key)?.value ?? [];
  return values.map((value) => (typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN));
}

function checkHeads(metadata: Metadata, architecture: string): Problem[] {
  const of = (size: string): number | undefined => metadataNumber(metadata, `${architecture}.${size}`);
  const heads = of('attention.head_count');
  const keyHeads = of('attention.head_count_kv');
  const width = of('embedding_length');
  const problems: Problem[] = [];
  const unfit = (message: string): void => void problems.push({ code: 'gguf-bad-value', message, hint: again });
  if (heads !== undefined && width !== undefined && of('attention.key_length') === undefined && width % heads !== 0) {
    unfit(`an embedding of ${width} can't be shared among ${heads} heads`);
  }
  if (metadata.has(`${architecture}.attention.head_count_kv`)) {
    problems.push(...checkSize(metadata, architecture, 'attention.head_count_kv'));
  }
  if (heads !== undefined && keyHeads !== undefined && keyHeads > 0 && heads % keyHeads !== 0) {
    unfit(`${heads} heads can't share ${keyHeads} key-value heads`);
  }
  return [...problems, ...checkRotation(metadata, architecture, heads, width), ...checkEpsilon(metadata, architecture)];
}

/** The llama family rotates whole heads. */
function checkRotation(metadata: Metadata, architecture: string, heads?: number, width?: number): Problem[] {
  if (architecture !== 'llama' || heads === undefined || width === undefined) return [];
  const rotated = metadataNumber(metadata, 'llama.rope.dimension_count');
  const head = metadataNumber(metadata, 'llama.attention.key_length') ?? width / heads;
  if (rotated === undefined || rotated === head || !Number.isInteger(head)) return [];
  const message = `"llama.rope.dimension_count" is ${rotated}, and must be the size of a head, ${head}`;
  return [{ code: 'gguf-bad-value', message, hint: again }];
}

function checkEpsilon(metadata: Metadata, architecture: string): Problem[] {
  if (architecture !== 'llama') return [];
  const key = 'llama.attention.layer_norm_rms_epsilon';
  const value = metadataNumber(metadata, key);
  if (value === undefined) return [missing(key)];
  if (value >= 0 && value < 1) return [];
  return [{ code: 'gguf-bad-value', message: `"${key}" is ${value}, and must be small and not negative`, hint: again }];
}
