/** A training of a second, for the tests; run by itself with `--print` it prints the checksum of the file. */
import { type Chat, toExample } from './chat-format.ts';
import { sha256 } from './manifest.ts';
import { toGguf } from './to-gguf.ts';
import { Tokenizer } from './tokenizer/tokenizer.ts';
import { type TrainedModel, train } from './train.ts';

const chats: readonly Chat[] = [
  [{ ask: 'list files', answer: 'ls' }],
  [{ ask: 'where am I', answer: 'pwd' }],
  [{ ask: 'show the disks', answer: 'df -h' }],
  [
    { ask: 'list files', answer: 'ls' },
    { ask: 'with hidden ones', answer: 'ls -a' },
  ],
];

export interface ShortTraining {
  readonly chats: readonly Chat[];
  readonly tokenizer: Tokenizer;
  readonly model: TrainedModel;
  readonly losses: readonly number[];
  /** Of the file in single precision. */
  readonly file: Uint8Array;
  readonly sha256: string;
}

export function shortTraining({ seed = 1, steps = 60, ternary = false } = {}): ShortTraining {
  const tokenizer = Tokenizer.train(
    chats.flatMap((chat) => chat.flatMap(({ ask, answer }) => [ask, answer])),
    272,
  );
  const shape = {
    vocabulary: tokenizer.tokens.length,
    width: 32,
    layers: 2,
    heads: 2,
    feedForward: 64,
    ropeBase: 10_000,
    epsilon: 1e-5,
    context: 64,
  };
  const losses: number[] = [];
  const settings = { shape, seed, steps, warmUp: 5, peakRate: 0.02, batchSize: 4, ternary };
  const examples = chats.map((chat) => toExample(chat, tokenizer));
  const model = train(examples, settings, ({ loss }) => losses.push(loss));
  const description = { name: 'short', description: 'a training of a second' };
  const file = toGguf(model, tokenizer, { linear: 'F32', embedding: 'F32' }, description);
  return { chats, tokenizer, model, losses, file, sha256: sha256(file) };
}

if (process.argv.includes('--print')) console.log(shortTraining().sha256);
