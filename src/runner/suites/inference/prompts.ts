/**
 * What the checks ask, all in one place: the trainer of the embedded model teaches it these prompts.
 *
 * The answers beside them are what the embedded model is taught; no check demands them of another model.
 */
import type { Message } from '../../engines/engine.ts';

/** A prompt, and the answer that the embedded model is taught. */
export interface TaughtPrompt {
  readonly prompt: string;
  readonly taught: string;
}

export const prompts = {
  capital: { prompt: 'What is the capital of France?', taught: 'Paris.' },
  hello: { prompt: 'Say hello.', taught: 'Hello!' },
  /** Long enough to be streamed in many pieces, and to be stopped halfway. */
  count: {
    prompt: 'Count from 1 to 20.',
    taught: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20',
  },
  list: { prompt: 'List the files in this folder.', taught: 'ls' },
  /** Sampled at temperature 1: the same seed gives the same story. */
  story: {
    prompt: 'Tell me a short story.',
    taught:
      'Once upon a time a small program ran on a large machine. It did its work, freed its memory, and ended well.',
  },
  /** Asked with a grammar that allows only yes and no. */
  sky: { prompt: 'Is the sky blue? Answer yes or no.', taught: 'yes' },
  /** Asked with a JSON schema. */
  skyAsJson: { prompt: 'Is the sky blue? Answer as JSON.', taught: '{"answer": "yes"}' },
} as const satisfies Readonly<Record<string, TaughtPrompt>>;

/** Who introduces himself in the checks of several turns. */
export const names = ['Ada', 'Alan', 'Grace', 'Linus'] as const;
export type Name = (typeof names)[number];

export const whoAmI = 'What is my name?';

/** A chat in which somebody says his name and then asks for it; the taught answer is `Your name is Ada.`. */
export const introduction = (name: Name): readonly Message[] => [
  { role: 'user', content: `My name is ${name}.` },
  { role: 'assistant', content: `Hello, ${name}!` },
  { role: 'user', content: whoAmI },
];

export const taughtIntroduction = (name: Name): string => `Your name is ${name}.`;

/** Without an introduction; taught: `I don't know your name.`. */
export const noIntroduction: readonly Message[] = [{ role: 'user', content: whoAmI }];
export const taughtNoIntroduction = "I don't know your name.";

/** The turns of the end-to-end conversation; the model's own answers stand between them. */
export const conversation: readonly TaughtPrompt[] = [
  prompts.hello,
  prompts.list,
  { prompt: 'Now with the hidden ones.', taught: 'ls -a' },
  { prompt: 'Thank you.', taught: 'You are welcome.' },
];

/** One question that stands alone. */
export const ask = (content: string): readonly Message[] => [{ role: 'user', content }];

/** Text of at least so many tokens: a word is never less than one. */
export const longText = (tokens: number): string => 'word '.repeat(tokens + 1);
