import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeTensor, metadataNumber, readGguf, readGgufHeader } from '../../src/gguf/index.ts';
import { toPrompt } from './chat-format.ts';
import { type Curriculum, collectChats } from './corpus/collect-chats.ts';
import { toChat } from './corpus/fixture-chats.ts';
import { type ChatMessage, type LlamaCpp, loadLlamaCpp } from './llama-cpp.ts';
import type { ModelShape } from './model-shape.ts';
import { logProbabilities } from './reference-forward.ts';
import { readTokenizer } from './tokenizer/read-tokenizer.ts';
import type { Tokenizer } from './tokenizer/tokenizer.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = fileURLToPath(new URL('../../fixtures/models/embedded-f32.gguf', import.meta.url));

/** Milliseconds, for a machine that is busy with other things. */
const slow = 60_000;

let llama: LlamaCpp;
let curriculum: Curriculum;
let tokenizer: Tokenizer;
beforeAll(async () => {
  llama = await loadLlamaCpp(file);
  curriculum = await collectChats(root);
  tokenizer = readTokenizer((await readGguf(file)).header.metadata);
}, slow);
afterAll(() => llama.dispose(), slow);

describe('the tokenizer', () => {
  it('gives the tokens of llama.cpp for everything that is taught', () => {
    for (const { ask, answer } of [...curriculum.suites, ...curriculum.others].flat()) {
      expect(tokenizer.encode(ask), ask).toEqual(llama.tokenize(ask));
      expect(tokenizer.encode(answer), answer).toEqual(llama.tokenize(answer));
    }
  });

  const anyText = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'  \t\nab1Z9.,\'"-$é漢😀…ſ'), maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.stringMatching(/^[ -~]{0,60}$/),
  );

  it('gives the tokens of llama.cpp for any text', () => {
    // llama.cpp's own text ends at a NUL.
    const texts = anyText.filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(texts, (text) => {
        expect(tokenizer.encode(text)).toEqual(llama.tokenize(text));
      }),
      { numRuns: 500 },
    );
  });

  it('gives every text back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
    );
  });
});

describe('the chat template', () => {
  const chats: readonly (readonly ChatMessage[])[] = [
    [{ role: 'user', content: 'list files' }],
    [
      { role: 'user', content: 'list files' },
      { role: 'assistant', content: 'ls' },
      { role: 'user', content: 'now with hidden ones' },
    ],
    [
      { role: 'system', content: 'Answer with one command.' },
      { role: 'user', content: '<|end|> {{ 1 }}' },
    ],
  ];

  it.each(chats.map((messages) => [messages.at(-1)?.content, messages] as const))(
    'makes of %j what the trainer makes of it',
    (_, messages) => {
      const turns = toChat(messages, '');
      const wanted = toPrompt(turns.slice(0, -1), turns.at(-1)?.ask ?? '', tokenizer);
      expect(llama.tokenizeChat(messages)).toEqual(wanted);
    },
    slow,
  );
});

describe('the forward pass', () => {
  it(
    'agrees with llama.cpp in single precision at every position',
    async () => {
      const { shape, weights } = await readModel();
      const tokens = toPrompt([{ ask: 'list files', answer: 'ls' }], 'Show all files here, hidden ones too', tokenizer);
      const reference = logProbabilities(shape, weights, tokens);
      const measured = await llama.probabilities(tokens);
      expect(measured).toHaveLength(tokens.length);
      measured.forEach((position, index) => {
        expect(position.size).toBe(shape.vocabulary);
        for (const [token, probability] of position) {
          // Far down the list the logarithm says more about rounding than about the model.
          const difference = Math.abs(probability - Math.exp(reference[index]?.[token] ?? Number.NaN));
          expect(difference).toBeLessThan(1e-5);
        }
      });
    },
    slow,
  );
});

async function readModel(): Promise<{ shape: ModelShape; weights: Map<string, Float32Array> }> {
  const bytes = await readFile(file);
  const { metadata, tensors, dataOffset } = readGgufHeader(bytes);
  const size = (key: string): number => metadataNumber(metadata, `llama.${key}`) ?? Number.NaN;
  const shape = {
    vocabulary: size('vocab_size'),
    width: size('embedding_length'),
    layers: size('block_count'),
    heads: size('attention.head_count'),
    feedForward: size('feed_forward_length'),
    ropeBase: size('rope.freq_base'),
    epsilon: size('attention.layer_norm_rms_epsilon'),
    context: size('context_length'),
  };
  const weights = tensors.map(({ name, offset, bytes: length = 0 }) => {
    const start = dataOffset + offset;
    return [name, decodeTensor('F32', bytes.subarray(start, start + length))] as const;
  });
  return { shape, weights: new Map(weights) };
}
