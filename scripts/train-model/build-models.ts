/** Makes the models of all recipes, one after the other. */
import { toExample } from './chat-format.ts';
import type { Curriculum } from './corpus/collect-chats.ts';
import { sha256 } from './manifest.ts';
import { instrumentStatement, type Recipe, recipes, vocabularySize } from './recipes.ts';
import { toGguf } from './to-gguf.ts';
import { Tokenizer } from './tokenizer/tokenizer.ts';
import { type Progress, train } from './train.ts';

export interface BuiltModel {
  readonly file: string;
  readonly name: string;
  readonly purpose: string;
  readonly bytes: Uint8Array;
}

/** The tokenizer is learnt from the whole curriculum, and the same for all models. */
export function trainTokenizer({ suites, others }: Curriculum): Tokenizer {
  const texts = [...suites, ...others].flatMap((chat) => chat.flatMap(({ ask, answer }) => [ask, answer]));
  return Tokenizer.train(texts, vocabularySize);
}

/** The checksum of all that the models are made from, but the program itself. */
export function hashCurriculum(curriculum: Curriculum): string {
  return sha256(JSON.stringify({ curriculum, recipes, vocabularySize }));
}

/** Trains the weights of a recipe and writes them in each of its types. */
export function buildModels(
  { settings, learns, files }: Recipe,
  curriculum: Curriculum,
  tokenizer: Tokenizer,
  onProgress: (progress: Progress) => void,
): BuiltModel[] {
  const chats = learns === 'suites' ? curriculum.suites : [...curriculum.suites, ...curriculum.others];
  const examples = chats.map((chat) => toExample(chat, tokenizer));
  const shape = { ...settings.shape, vocabulary: tokenizer.tokens.length };
  const model = train(examples, { ...settings, shape }, onProgress);
  return files.map(({ file, name, purpose, types }) => {
    const description = { name, description: `${purpose} ${instrumentStatement}` };
    return { file, name, purpose, bytes: toGguf(model, tokenizer, types, description) };
  });
}
