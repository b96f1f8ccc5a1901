/** Writes a chat as the tokens that the model was trained on, with the template from its file. */
import type { ChatHistoryItem, ChatWrapper, LlamaModel, LlamaText, Token } from 'node-llama-cpp';
import type { Message } from '../engine.ts';
import type { Library } from './library.ts';

export interface PromptTokens {
  readonly tokens: Token[];
  /** Any of these ends the answer, beside the model's own end tokens. */
  readonly stopTokens: ReadonlySet<Token>;
  readonly stopTexts: readonly string[];
}

/**
 * The template of the model's file; for a model without one, what the library knows of its kind.
 *
 * To ask for the file's own saves half a second: otherwise the library compares it with all that it knows.
 */
export function templateOf({ resolveChatWrapper }: Library, model: LlamaModel): ChatWrapper {
  const options = { warningLogs: false };
  const template = model.fileInfo.metadata.tokenizer?.chat_template;
  return resolveChatWrapper(model, template === undefined ? options : { ...options, type: 'jinjaTemplate' });
}

/** Message texts are never read as special tokens, so that no message can end its own turn. */
export function chatPrompt(model: LlamaModel, wrapper: ChatWrapper, messages: readonly Message[]): PromptTokens {
  const chatHistory: ChatHistoryItem[] = [...messages.map(toHistoryItem), { type: 'model', response: [] }];
  const { contextText, stopGenerationTriggers } = wrapper.generateContextState({ chatHistory });
  return { tokens: contextText.tokenize(model.tokenizer), ...toStops(model, stopGenerationTriggers) };
}

function toHistoryItem({ role, content }: Message): ChatHistoryItem {
  switch (role) {
    case 'system':
      return { type: 'system', text: content };
    case 'user':
      return { type: 'user', text: content };
    case 'assistant':
      return { type: 'model', response: [content] };
  }
}

/** A trigger that is one token is compared as a token; anything longer can only be seen in the text. */
function toStops(model: LlamaModel, triggers: readonly LlamaText[]): Pick<PromptTokens, 'stopTokens' | 'stopTexts'> {
  const stopTokens = new Set<Token>();
  const stopTexts: string[] = [];
  for (const trigger of triggers) {
    const [first, ...rest] = trigger.tokenize(model.tokenizer);
    if (first === undefined) continue;
    if (rest.length === 0) stopTokens.add(first);
    else stopTexts.push(trigger.toString());
  }
  return { stopTokens, stopTexts };
}

/** A raw prompt, with the token that begins every text where the model wants one. */
export function rawPrompt(model: LlamaModel, prompt: string): PromptTokens {
  const { bos, shouldPrependBosToken } = model.tokens;
  const beginning = shouldPrependBosToken && bos !== null ? [bos] : [];
  return { tokens: [...beginning, ...model.tokenize(prompt)], stopTokens: new Set(), stopTexts: [] };
}
