import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { configSchema } from '../../../config/index.ts';
import type { CaseReport } from '../../../contract/index.ts';
import { loadConfig } from '../../../synth/load-config.ts';
import { chatAll } from '../../engines/chat-all.ts';
import { type Engine, EngineError, type Generation, type LoadedModel, type Message } from '../../engines/engine.ts';
import { scriptedEngine } from '../../engines/scripted.ts';
import { conversation, noIntroduction, prompts, taughtNoIntroduction } from './prompts.ts';
import { checks } from './registry.ts';
import { type InferenceRun, runInferenceSuite } from './run-inference.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'pipewright-checks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const model = join(folder, 'model.gguf');
writeFileSync(model, 'no model, but the scripted engine does not mind');

const taught = new Map<string, string>(
  [...Object.values(prompts), ...conversation].map((each) => [each.prompt, each.taught]),
);

function answer(messages: readonly Message[]): string {
  const last = messages.at(-1)?.content ?? '';
  const name = /My name is (\w+)/.exec(messages[0]?.content ?? '')?.[1];
  if (last === noIntroduction[0]?.content) return name ? `Your name is ${name}.` : taughtNoIntroduction;
  return taught.get(last) ?? 'What?';
}

const contextSize = 256;
const abilities = {
  streaming: true,
  chat: true,
  grammar: true,
  seed: true,
  abort: true,
  modelFile: true,
  resident: true,
  concurrent: true,
  contextSize,
};

/** What is wrong with an engine that is otherwise as it should be. */
interface Defect {
  /** Takes the place of the answer to a chat. */
  readonly answer?: (messages: readonly Message[]) => string;
  readonly chat?: (good: LoadedModel['chat'], ...parameters: Parameters<LoadedModel['chat']>) => Promise<Generation>;
  readonly chatAll?: LoadedModel['chatAll'];
  readonly dispose?: () => Promise<void>;
  readonly load?: (file: string) => void;
}

function engineWith(defect: Defect): Engine {
  const inner = scriptedEngine({
    answers: (messages) => ({ pieces: (defect.answer ?? answer)(messages).split(/(?=[ ,])/) }),
    abilities,
  });
  const load = async (file: string): Promise<LoadedModel> => {
    (defect.load ?? refuseOthers)(file);
    const loaded = await inner.load(file);
    const good: LoadedModel['chat'] = async (messages, options) => {
      if ((messages.at(-1)?.content.length ?? 0) > contextSize) throw new EngineError('context-overflow', 'too long');
      return { ...(await loaded.chat(messages, options)), promptTokens: messages.length };
    };
    const chat: LoadedModel['chat'] = (...parameters) =>
      defect.chat ? defect.chat(good, ...parameters) : good(...parameters);
    return {
      ...loaded,
      chat,
      chatAll: defect.chatAll ?? ((chats, options = {}) => chatAll(chat, chats, options, 4)),
      dispose: defect.dispose ?? loaded.dispose,
    };
  };
  return { ...inner, load };
}

function refuseOthers(file: string): void {
  if (file !== model) throw new EngineError('bad-model', `${file} is no model`);
}

async function run(id: string, defect: Defect, more: Partial<InferenceRun> = {}): Promise<CaseReport | undefined> {
  const { cases } = await runInferenceSuite({
    engine: engineWith(defect),
    model,
    seed: 1,
    timeoutMs: 5000,
    environment: { PIPEWRIGHT_ENGINE: 'command', PIPEWRIGHT_COMMAND: '["true"]' },
    loadConfig,
    checks: checks.filter((each) => each.id === id),
    ...more,
  });
  return cases[0];
}

test.each(checks.map(({ id }) => id))('%s passes where nothing is wrong', async (id) => {
  const found = await run(id, {});
  expect([found?.outcome, found?.attempts]).toEqual(['passed', expect.anything()]);
});

const forgetful = (messages: readonly Message[]): string => answer(messages.slice(-1));
const randomly = (): string => `answer ${Math.random()}`;
const asIs = async (good: LoadedModel['chat'], ...[messages, options]: Parameters<LoadedModel['chat']>) =>
  good(messages, options);
const kept: Buffer[] = [];

const defects: readonly (readonly [string, string, Defect, RegExp])[] = [
  ['load', 'answers after it was disposed of', { dispose: async () => {} }, /answers although it was disposed of/],
  ['load', 'says nothing', { answer: () => '' }, /it says nothing/],
  ['invalid-model', 'loads anything', { load: () => {} }, /a file that is not there is taken for a model/],
  [
    'invalid-model',
    'fails without a word',
    {
      load: (file) => {
        if (file !== model) throw new EngineError('bad-model', '');
      },
    },
    /refused without a word/,
  ],
  ['answer-validation', 'lets the template through', { answer: () => 'Paris.<|im_end|>' }, /mark of the chat template/],
  ['answer-validation', 'answers with broken characters', { answer: () => 'Par\ufffds' }, /no valid UTF-8/],
  ['chat', 'says the same to everything', { answer: () => 'Yes.' }, /get the same answer/],
  ['multi-turn', 'forgets the turns before', { answer: forgetful }, /Ada and Alan get the same answer/],
  [
    'streaming',
    'loses a piece',
    {
      chat: (good, messages, options = {}) => {
        let first = true;
        const onText = (text: string): void => {
          if (!first) options.onText?.(text);
          first = false;
        };
        return good(messages, { ...options, onText });
      },
    },
    /pieces together are not the answer/,
  ],
  [
    'streaming',
    'streams another answer',
    {
      chat: async (good, messages, options) => ({
        ...(await asIs(good, messages, options)),
        ...(options?.onText ? {} : { text: 'other' }),
      }),
    },
    /streamed answer is not the whole one/,
  ],
  ['determinism', 'answers as it likes', { answer: randomly }, /temperature 0 gives two different answers/],
  ['grammar', 'follows no grammar', { answer: () => 'maybe' }, /the answer is "maybe"/],
  [
    'abort',
    'takes its time',
    {
      chat: async (good, messages, options) => {
        const generation = await good(messages, options);
        if (generation.finish === 'aborted') await sleep(2100);
        return generation;
      },
    },
    /the abort took 2\.\d+ s/,
  ],
  [
    'context-overflow',
    'forgets what does not fit',
    {
      chat: (good, messages, options) =>
        good(
          messages.map((each) => ({ ...each, content: each.content.slice(-40) })),
          options,
        ),
    },
    /was answered, with 1 tokens/,
  ],
  [
    'context-overflow',
    'gives another error',
    {
      chat: (good, messages, options) =>
        (messages[0]?.content.length ?? 0) > contextSize ? Promise.reject(new Error('boom')) : good(messages, options),
    },
    /fails with another error: Error: boom/,
  ],
  [
    'concurrency',
    'mixes up answers',
    {
      chatAll: async (chats) => {
        const loaded = await engineWith({}).load(model);
        return (await Promise.all(chats.map((chat) => loaded.chat(chat)))).reverse();
      },
    },
    /Ada got the answer of somebody else/,
  ],
  [
    'conversation',
    'loses the turns before',
    {
      chat: async (good, messages, options) => ({ ...(await good(messages, options)), promptTokens: 5 }),
    },
    /turns before it are not part of the prompt/,
  ],
  [
    'memory',
    'frees nothing',
    { load: () => void kept.push(Buffer.alloc(30e6, 1)) },
    /more after 8 loads than after 3; at most/,
  ],
];

describe('goes red', () => {
  test.each(defects)('%s: an engine that %s', async (id, _, defect, reason) => {
    const found = await run(id, defect);
    kept.length = 0;
    expect(found?.outcome).toBe('failed');
    expect(found?.attempts[0]?.reasons.join('\n')).toMatch(reason);
  });

  test('config-file: settings that are not read, or whose mistakes are passed over', async () => {
    const deaf = await run('config-file', {}, { loadConfig: async () => configSchema.parse({}) });
    expect(deaf?.attempts[0]?.reasons).toEqual([
      'the limit of load-time is undefined, not 12345',
      'the label is lost',
      'a misspelt gate is passed over',
    ]);
    const absent = await run('config-file', {}, { loadConfig: undefined });
    expect(absent?.outcome).toBe('not-measured');
  });

  test('every check but that of the environment, which is broken nowhere but in its own function', () => {
    const red = new Set(['config-file', 'backend-detection', ...defects.map(([id]) => id)]);
    expect(checks.filter(({ id }) => !red.has(id))).toEqual([]);
  });
});
