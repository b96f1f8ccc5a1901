/**
 * Checks that the tokenizer of a model is whole.
 *
 * Source: https://github.com/ggml-org/llama.cpp/blob/master/src/llama-vocab.cpp (impl::load)
 */
import { type Metadata, metadataArray, metadataNumber, metadataString } from './header.ts';
import type { Problem } from './problem.ts';

const again = 'convert the model again, with the tokenizer files beside it';
const specialKeys = ['bos_token_id', 'eos_token_id', 'unknown_token_id', 'padding_token_id'] as const;

/** Finds what is missing of the tokenizer, and ids and lists that don't fit the vocabulary. */
export function checkTokenizer(metadata: Metadata): Problem[] {
  const model = metadataString(metadata, 'tokenizer.ggml.model');
  if (model === undefined) return [missing('tokenizer.ggml.model')];
  if (model === 'no_vocab' || model === 'none') {
    return [
      { code: 'gguf-no-vocabulary', message: 'the model has no vocabulary: it can not be asked anything', hint: again },
    ];
  }
  const tokens = metadataArray(metadata, 'tokenizer.ggml.tokens');
  if (tokens?.of !== 'string' || tokens.value.length === 0) return [missing('tokenizer.ggml.tokens')];
  return [
    ...checkRepeats(tokens.value),
    ...checkBytes(model, tokens.value),
    ...checkMerges(metadata, model),
    ...checkLength(metadata, 'tokenizer.ggml.token_type', tokens.value.length),
    ...checkLength(metadata, 'tokenizer.ggml.scores', tokens.value.length),
    ...specialKeys.flatMap((key) => checkToken(metadata, `tokenizer.ggml.${key}`, tokens.value.length)),
    ...(metadata.has('tokenizer.chat_template') ? [] : [noTemplate]),
  ];
}

const missing = (key: string): Problem => ({ code: 'gguf-missing-key', message: `"${key}" is missing`, hint: again });

const noTemplate: Problem = {
  severity: 'info',
  code: 'gguf-no-chat-template',
  message: 'there is no "tokenizer.chat_template": chats use a general one',
};

/** llama.cpp gives empty tokens a name of their own; of the others no two may be the same. */
function checkRepeats(tokens: readonly string[]): Problem[] {
  const seen = new Set<string>();
  const twice = tokens.find((token) => token !== '' && seen.size === seen.add(token).size);
  if (twice === undefined) return [];
  return [{ code: 'gguf-bad-value', message: `the token ${JSON.stringify(twice)} is there twice`, hint: again }];
}

/** A SentencePiece vocabulary spells what it has no token for in bytes, and must have them all. */
function checkBytes(model: string, tokens: readonly string[]): Problem[] {
  if (model !== 'llama') return [];
  const known = new Set(tokens);
  const hexadecimal = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${hexadecimal(byte)}>`);
  const missingByte = bytes.find((byte) => !known.has(byte));
  if (missingByte === undefined) return [];
  return [{ code: 'gguf-bad-value', message: `the vocabulary has no token for the byte ${missingByte}`, hint: again }];
}

function checkMerges(metadata: Metadata, model: string): Problem[] {
  if (model !== 'gpt2') return [];
  return metadataArray(metadata, 'tokenizer.ggml.merges')?.of === 'string' ? [] : [missing('tokenizer.ggml.merges')];
}

function checkLength(metadata: Metadata, key: string, tokens: number): Problem[] {
  if (!metadata.has(key)) return [];
  const length = metadataArray(metadata, key)?.value.length ?? 0;
  if (length >= tokens) return [];
  return [{ code: 'gguf-bad-value', message: `"${key}" has ${length} values for ${tokens} tokens`, hint: again }];
}

function checkToken(metadata: Metadata, key: string, tokens: number): Problem[] {
  const id = metadataNumber(metadata, key);
  // llama.cpp takes the largest number for "none".
  if (id === undefined || id < tokens || id === 0xffff_ffff) return [];
  return [{ code: 'gguf-bad-value', message: `"${key}" is ${id}, and there are ${tokens} tokens`, hint: again }];
}
