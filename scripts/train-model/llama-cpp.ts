/** llama.cpp for the tests: answers of a model file, its probabilities, and its tokens. */
import {
  type ChatHistoryItem,
  getLlama,
  type LlamaContext,
  type LlamaModel,
  resolveChatWrapper,
  type Token,
} from 'node-llama-cpp';

export interface LlamaCpp {
  tokenize(text: string): number[];
  /** The tokens of messages, written with the chat template of the file. */
  tokenizeChat(messages: readonly ChatMessage[]): number[];
  /** Continues greedily until the model ends its answer, or after so many tokens. */
  complete(tokens: readonly number[], most?: number): Promise<number[]>;
  /** For every position the probability of each token to come next. */
  probabilities(tokens: readonly number[]): Promise<Map<number, number>[]>;
  dispose(): Promise<void>;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Loads a file; one thread, as more only slow a model of this size down. */
export async function loadLlamaCpp(file: string): Promise<LlamaCpp> {
  const llama = await getLlama({ build: 'never', gpu: false, maxThreads: 1 });
  const model = await llama.loadModel({ modelPath: file });
  // Single precision throughout: what is compared are the weights, not the cache.
  const context = await model.createContext({
    contextSize: 512,
    threads: 1,
    flashAttention: false,
    experimentalKvCacheKeyType: 'F32',
    experimentalKvCacheValueType: 'F32',
  });
  const sequence = context.getSequence();
  return {
    tokenize: (text) => model.tokenize(text),
    tokenizeChat: (messages) => tokenizeChat(model, messages),
    async complete(tokens, most = 128) {
      await sequence.clearHistory();
      const answer: number[] = [];
      for await (const token of sequence.evaluate(tokens as Token[], { temperature: 0 })) {
        if (model.isEogToken(token) || answer.push(token) >= most) break;
      }
      return answer;
    },
    async probabilities(tokens) {
      await sequence.clearHistory();
      return probabilities(sequence, tokens as Token[]);
    },
    dispose: () => llama.dispose(),
  };
}

function tokenizeChat(model: LlamaModel, messages: readonly ChatMessage[]): number[] {
  const wrapper = resolveChatWrapper(model);
  const history = messages.map(({ role, content }): ChatHistoryItem => {
    return role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content };
  });
  const chatHistory: ChatHistoryItem[] = [...history, { type: 'model', response: [] }];
  return wrapper.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer);
}

type Sequence = ReturnType<LlamaContext['getSequence']>;

async function probabilities(sequence: Sequence, tokens: readonly Token[]): Promise<Map<number, number>[]> {
  const generateNext = {
    probabilities: true,
    options: { temperature: 1, topK: 0, topP: 1, minP: 0 },
  } as const;
  const results = await sequence.controlledEvaluate(tokens.map((token) => [token, { generateNext }]));
  return results.map((result) => new Map(result?.next.probabilities ?? []));
}
