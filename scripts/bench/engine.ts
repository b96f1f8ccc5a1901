/**
 * Measures what the `llama` engine costs over node-llama-cpp itself, and what it gains by answering chats together.
 *
 * `npx tsx scripts/bench/engine.ts` prints tables; with `--json` the numbers alone, for `npm run bench`.
 */
import { fileURLToPath } from 'node:url';
import {
  type ChatWrapper,
  getLlama,
  LlamaChat,
  type LlamaContextSequence,
  LlamaLogLevel,
  resolveChatWrapper,
} from 'node-llama-cpp';
import { llamaEngine } from '../../src/runner/engines/llama.ts';
import { ask, conversation, prompts } from '../../src/runner/suites/inference/prompts.ts';

const file = fileURLToPath(new URL('../../fixtures/models/embedded-q8_0.gguf', import.meta.url));
const json = process.argv.includes('--json');
const rounds = 15;
const maxTokens = 64;

const mixed = Array.from({ length: 4 }, () => [...Object.values(prompts), ...conversation].map(({ prompt }) => prompt));
const workloads: Readonly<Record<string, readonly string[]>> = {
  'short and long answers': mixed.flat(),
  'long answers': Array<string>(32).fill(prompts.count.prompt),
};

/** Answers all prompts, and tells how many tokens the answers have. */
type Way = (asked: readonly string[]) => Promise<number>;

interface Row {
  readonly way: string;
  /** The fastest round: everything else is what the machine did beside it. */
  readonly ms: number;
  readonly 'tokens/s': number;
  readonly 'times raw': number;
}

const ours = await prepareOurs();
const raw = await prepareRaw();
const bareLoop = 'raw: bare evaluate(), one after the other';
const oneByOne = 'ours: chat(), one after the other';
const ways: Readonly<Record<string, Way>> = {
  [bareLoop]: raw.bare,
  'raw: LlamaChat, one after the other': raw.chats,
  [oneByOne]: ours.sequential,
  ...Object.fromEntries([2, 4, 8, 16].map((count) => [`ours: chatAll(), ${count} together`, ours.together(count)])),
};

/** What one workload shows. */
export interface EngineBench {
  readonly name: string;
  /** Over the bare loop; 0.05 is 5 %. */
  readonly overhead: number;
  /** How much sooner all answers are there when they are given together. */
  readonly gain: number;
}

const found: EngineBench[] = [];
for (const [name, asked] of Object.entries(workloads)) {
  const rows = await measure(asked);
  const time = (way: string): number => rows.find((row) => row.way === way)?.ms ?? Number.NaN;
  const together = rows.filter(({ way }) => way.includes('together')).map(({ ms }) => ms);
  const overhead = time(oneByOne) / time(bareLoop) - 1;
  const gain = time(oneByOne) / Math.min(...together);
  found.push({ name, overhead, gain });
  if (json) continue;
  console.log(`\n${name}: ${asked.length} prompts`);
  console.table(rows);
  console.log(`overhead over the bare loop ${(overhead * 100).toFixed(1)} %; gain together ${gain.toFixed(2)} x`);
}
if (json) console.log(JSON.stringify(found));
await Promise.all([ours.dispose(), raw.dispose()]);

/** All ways in turn in every round, so that what else the machine does strikes all of them alike. */
async function measure(asked: readonly string[]): Promise<Row[]> {
  const best: Record<string, number> = {};
  const tokens: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [way, run] of Object.entries(ways)) {
      const started = performance.now();
      tokens[way] = await run(asked);
      best[way] = Math.min(best[way] ?? Number.POSITIVE_INFINITY, performance.now() - started);
    }
  }
  const raw = best[bareLoop] ?? Number.NaN;
  return Object.entries(best).map(([way, ms]) => ({
    way,
    ms: Math.round(ms * 10) / 10,
    'tokens/s': Math.round(((tokens[way] ?? 0) / ms) * 1000),
    'times raw': Math.round((ms / raw) * 1000) / 1000,
  }));
}

async function prepareOurs() {
  const engine = llamaEngine();
  const model = await engine.load(file);
  // The first batch decides how many are answered together: each number has a model of its own.
  const batches = new Map<number, typeof model>();
  const sequential: Way = async (asked) => {
    let tokens = 0;
    for (const prompt of asked) tokens += (await model.chat(ask(prompt), { maxTokens })).completionTokens ?? 0;
    return tokens;
  };
  const together =
    (concurrency: number): Way =>
    async (asked) => {
      const loaded = batches.get(concurrency) ?? (await engine.load(file));
      batches.set(concurrency, loaded);
      const answers = await loaded.chatAll(asked.map(ask), { maxTokens, concurrency });
      return answers.reduce((sum, answer) => sum + (answer instanceof Error ? 0 : (answer.completionTokens ?? 0)), 0);
    };
  return { sequential, together, dispose: () => engine.dispose() };
}

async function prepareRaw() {
  const llama = await getLlama({ build: 'never', gpu: false, logLevel: LlamaLogLevel.error, maxThreads: 2 });
  const model = await llama.loadModel({ modelPath: file });
  const context = await model.createContext({ contextSize: Math.min(model.trainContextSize, 4096), threads: 1 });
  const sequence = context.getSequence();
  const chatWrapper: ChatWrapper = resolveChatWrapper(model);
  const chat = new LlamaChat({ contextSequence: sequence, chatWrapper });
  const chats: Way = async (asked) => {
    let tokens = 0;
    const count = (generated: readonly unknown[]): void => {
      tokens += generated.length;
    };
    for (const prompt of asked) {
      await sequence.clearHistory();
      const history = [
        { type: 'user' as const, text: prompt },
        { type: 'model' as const, response: [] },
      ];
      await chat.generateResponse(history, { maxTokens, repeatPenalty: false, onToken: count });
    }
    return tokens;
  };
  const bare: Way = async (asked) => {
    let tokens = 0;
    for (const prompt of asked) tokens += await answerBare(sequence, chatWrapper, prompt);
    return tokens;
  };
  return { chats, bare, dispose: () => llama.dispose() };
}

/** The least that an answer takes: template, tokens, evaluation, and the text at the end. */
async function answerBare(sequence: LlamaContextSequence, wrapper: ChatWrapper, prompt: string): Promise<number> {
  await sequence.clearHistory();
  const chatHistory = [
    { type: 'user' as const, text: prompt },
    { type: 'model' as const, response: [] },
  ];
  const tokens = wrapper.generateContextState({ chatHistory }).contextText.tokenize(sequence.model.tokenizer);
  const answer = [];
  for await (const token of sequence.evaluate(tokens, { temperature: 0 })) {
    answer.push(token);
    if (answer.length >= maxTokens) break;
  }
  sequence.model.detokenize(answer);
  return answer.length;
}
