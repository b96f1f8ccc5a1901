/** How a chat becomes the one text that the model continues. */
import type { Example } from './batch.ts';
import type { Tokenizer } from './tokenizer/tokenizer.ts';

/** A question and its answer. */
export interface Turn {
  readonly ask: string;
  readonly answer: string;
}

/** Turns in order; the model learns every answer. */
export type Chat = readonly Turn[];

/**
 * The same for llama.cpp, in Jinja. System messages are left out: the model is too small for them.
 *
 * Source: https://github.com/huggingface/transformers/blob/main/docs/source/en/chat_templating.md
 */
export const chatTemplate = [
  '{%- for message in messages -%}',
  "{%- if message['role'] == 'user' -%}{{- '<|ask|>' + message['content'] -}}",
  "{%- elif message['role'] == 'assistant' -%}{{- '<|answer|>' + message['content'] + '<|end|>' -}}",
  '{%- endif -%}',
  '{%- endfor -%}',
  "{%- if add_generation_prompt -%}{{- '<|answer|>' -}}{%- endif -%}",
].join('');

/**
 * A request below a system message, as node-llama-cpp writes the two for templates without system messages.
 *
 * Source: node-llama-cpp 3.21, dist/chatWrappers/generic/JinjaTemplateChatWrapper.js
 */
export const withSystemMessage = (system: string, ask: string): string =>
  `### System message\n\n${system}\n\n----\n\n${ask}`;

/** The tokens of a chat; what is predicted are the answers with the mark that ends them. */
export function toExample(chat: Chat, tokenizer: Tokenizer): Example {
  const parts = chat.flatMap(({ ask, answer }) => [
    { predicted: false, tokens: toQuestion(ask, tokenizer) },
    { predicted: true, tokens: [...tokenizer.encode(answer), tokenizer.special('<|end|>')] },
  ]);
  return {
    tokens: parts.flatMap(({ tokens }) => tokens),
    predicted: parts.flatMap(({ tokens, predicted }) => tokens.map(() => predicted)),
  };
}

/** The tokens of a question, up to where its answer begins. */
function toQuestion(ask: string, tokenizer: Tokenizer): number[] {
  return [tokenizer.special('<|ask|>'), ...tokenizer.encode(ask), tokenizer.special('<|answer|>')];
}

/** The tokens of a chat up to where its last answer begins. */
export function toPrompt(chat: Chat, ask: string, tokenizer: Tokenizer): number[] {
  return [...toExample(chat, tokenizer).tokens, ...toQuestion(ask, tokenizer)];
}
