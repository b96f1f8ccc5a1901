/**
 * Checks that every tensor is of a known type, whole, where llama.cpp looks for it, and inside the file.
 *
 * Source: https://github.com/ggml-org/ggml/blob/master/src/gguf.cpp (gguf_init_from_file)
 */
import { type GgufHeader, metadataArray, metadataNumber, metadataString, type TensorInfo } from './header.ts';
import type { Problem } from './problem.ts';
import { roundUp } from './read-header.ts';
import { tensorTypes } from './tensor-types.ts';

const again = 'the file is cut off or damaged: download or write it again';
/** Findings of one kind about so many tensors are enough. */
const shown = 5;

/** Finds tensors that are missing, twice there, of an unknown type, badly shaped, misplaced or cut off. */
export function checkTensors(header: GgufHeader, fileBytes: number): Problem[] {
  if (header.tensors.length === 0) {
    return [
      {
        code: 'gguf-no-tensors',
        message: 'there are no tensors: this is a vocabulary only',
        hint: 'name a whole model',
      },
    ];
  }
  const each = header.tensors.flatMap((tensor) => checkTensor(tensor, header, fileBytes));
  if (each.length > shown) return [...each.slice(0, shown), moreProblems(each.length - shown)];
  if (each.length > 0) return each;
  return [
    ...checkNames(header.tensors),
    ...checkPlaces(header),
    ...checkEmbedding(header),
    ...checkFeedForward(header),
  ];
}

const moreProblems = (count: number): Problem => ({
  code: 'gguf-bad-tensor',
  message: `${count} more tensors are not right`,
});

function checkTensor(tensor: TensorInfo, { dataOffset }: GgufHeader, fileBytes: number): Problem[] {
  const name = JSON.stringify(tensor.name);
  if (tensor.type === undefined) return [unknownType(tensor)];
  if (tensor.shape.some((length) => length === 0)) {
    return [{ code: 'gguf-bad-tensor', message: `the tensor ${name} has a dimension of 0`, hint: again }];
  }
  if (tensor.bytes === undefined) {
    const block = tensorTypes[tensor.type].blockValues;
    const message = `the rows of the tensor ${name} have ${tensor.shape[0] ?? 0} values, no multiple of ${block} as ${tensor.type} needs`;
    return [{ code: 'gguf-bad-tensor', message, hint: 'choose another quantization for it' }];
  }
  const end = dataOffset + tensor.offset + tensor.bytes;
  if (Number.isSafeInteger(end) && end <= fileBytes) return [];
  const message = `the tensor ${name} ends at byte ${end}, and the file has ${fileBytes} bytes`;
  return [{ code: 'gguf-truncated', message, hint: again }];
}

function unknownType({ name, typeId }: TensorInfo): Problem {
  // Number 36 is free upstream; https://github.com/microsoft/BitNet has its I2_S there.
  const hint =
    typeId === 36 ? 'I2_S is read by bitnet.cpp only: use a TQ2_0 or TQ1_0 file' : 'use a file for upstream llama.cpp';
  return {
    code: 'gguf-unknown-type',
    message: `the tensor ${JSON.stringify(name)} has the unknown type ${typeId}`,
    hint,
  };
}

function checkNames(tensors: readonly TensorInfo[]): Problem[] {
  const seen = new Set<string>();
  const twice = tensors.filter(({ name }) => seen.size === seen.add(name).size);
  return twice.slice(0, shown).map(({ name }) => ({
    code: 'gguf-bad-tensor',
    message: `the tensor ${JSON.stringify(name)} is there twice`,
    hint: again,
  }));
}

/** Tensors lie one after the other, with nothing but padding in between. */
function checkPlaces({ tensors, alignment }: GgufHeader): Problem[] {
  let expected = 0;
  for (const { name, offset, bytes = 0 } of tensors) {
    if (offset !== expected) {
      const message = `the tensor ${JSON.stringify(name)} is at ${offset}, and must be at ${expected}`;
      return [{ code: 'gguf-bad-tensor', message, hint: again }];
    }
    expected = roundUp(offset + bytes, alignment);
  }
  return [];
}

/** The embedding has a row for every token. */
function checkEmbedding({ tensors, metadata }: GgufHeader): Problem[] {
  const architecture = metadataString(metadata, 'general.architecture');
  const embedding = tensors.find(({ name }) => name === 'token_embd.weight');
  if (embedding === undefined) {
    return [
      {
        code: 'gguf-missing-tensor',
        message: 'the tensor "token_embd.weight" is missing',
        hint: 'name a whole model; of one in several files, the first',
      },
    ];
  }
  const width = metadataNumber(metadata, `${architecture}.embedding_length`);
  const tokens = metadataArray(metadata, 'tokenizer.ggml.tokens')?.value.length;
  const [columns, rows] = embedding.shape;
  if (columns === width && rows === tokens) return [];
  const message = `"token_embd.weight" is ${columns} by ${rows}, and must be ${width} by ${tokens}`;
  return [{ code: 'gguf-bad-tensor', message, hint: again }];
}

/** llama.cpp takes a matrix of another depth for a transposed one. */
function checkFeedForward({ tensors, metadata }: GgufHeader): Problem[] {
  const architecture = metadataString(metadata, 'general.architecture');
  // Where each block has a length of its own llama.cpp compares them itself.
  const length = metadataNumber(metadata, `${architecture}.feed_forward_length`);
  const down = tensors.find(({ name }) => /^blk\.\d+\.ffn_down\.weight$/.test(name));
  const depth = down?.shape[0];
  if (length === undefined || depth === undefined || depth === length) return [];
  const message = `"${architecture}.feed_forward_length" is ${length}, and ${JSON.stringify(down?.name)} has rows of ${depth}`;
  return [{ code: 'gguf-bad-value', message, hint: again }];
}
