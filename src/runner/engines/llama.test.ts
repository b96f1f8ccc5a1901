import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import packageFile from '../../../package.json' with { type: 'json' };
import { ask, introduction, names, prompts, taughtIntroduction } from '../suites/inference/prompts.ts';
import type { EngineError, LoadedModel } from './engine.ts';
import { chooseGpu, libraryVersion } from './llama/library.ts';
import { llamaEngine } from './llama.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const models = fileURLToPath(new URL('../../../fixtures/models/', import.meta.url));
const embedded = join(models, 'embedded-q8_0.gguf');
const folder = mkdtempSync(join(tmpdir(), 'pipewright-llama-'));
const engine = llamaEngine();
let model: LoadedModel;
beforeAll(async () => {
  model = await engine.load(embedded);
});
afterAll(async () => {
  await engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Never lets an answer end. */
const endless = 'root ::= "a" root';

const failure = (promise: Promise<unknown>): Promise<EngineError> =>
  promise.then(
    () => expect.fail('nothing was thrown'),
    (error: EngineError) => error,
  );

describe('answers', () => {
  test.each(['embedded-q8_0.gguf', 'embedded-f32.gguf'])('%s says what it was taught', async (name) => {
    const loaded = await engine.load(join(models, name));
    for (const { prompt, taught } of [prompts.capital, prompts.list, prompts.count])
      expect(await loaded.chat(ask(prompt))).toMatchObject({ text: taught, finish: 'stop' });
    await loaded.dispose();
  });

  test('the ternary model answers too', async () => {
    const loaded = await engine.load(join(models, 'ternary-tq2_0.gguf'));
    expect((await loaded.chat(ask(prompts.list.prompt), { maxTokens: 32 })).text).not.toBe('');
    await loaded.dispose();
  });

  test('come in pieces that are the text, with times and counts of tokens', async () => {
    const pieces: string[] = [];
    const { text, ...told } = await model.chat(ask(prompts.count.prompt), { onText: (piece) => pieces.push(piece) });
    expect(pieces.join('')).toBe(text);
    expect(pieces.length).toBeGreaterThan(10);
    expect(told.ttftMs).toBeLessThan(told.latencyMs);
    expect(told.completionTokens).toBeGreaterThanOrEqual(pieces.length);
    expect(told.promptTokens).toBeGreaterThan(3);
  });

  test('end at a stop text, and at the limit', async () => {
    const stopped = await model.chat(ask(prompts.count.prompt), { stop: [', 5'] });
    expect(stopped).toMatchObject({ text: '1, 2, 3, 4', finish: 'stop' });
    const limited = await model.chat(ask(prompts.count.prompt), { maxTokens: 7 });
    expect(limited).toMatchObject({ finish: 'length', completionTokens: 7 });
  });

  test('are the same with the same seed, and others with others', async () => {
    const letters = 'root ::= [a-z] root';
    const sample = (seed: number) => model.generate('a', { grammar: letters, temperature: 2, seed, maxTokens: 24 });
    const texts = await Promise.all([1, 1, 2, 3].map(sample));
    expect(texts[0]?.text).toBe(texts[1]?.text);
    expect(new Set(texts.map(({ text }) => text)).size).toBe(3);
  });

  test('follow a grammar, also where a character is spread over several tokens', async () => {
    const pieces: string[] = [];
    const onText = (piece: string): void => {
      pieces.push(piece);
    };
    const { text } = await model.chat(ask('x'), { grammar: 'root ::= "grün 😀 語"', onText });
    expect([text, pieces.join('')]).toEqual(['grün 😀 語', 'grün 😀 語']);
    const jsonSchema = { type: 'object', properties: { answer: { enum: ['yes', 'no'] } } };
    const json = await model.chat(ask(prompts.skyAsJson.prompt), { jsonSchema });
    expect(['yes', 'no']).toContain(JSON.parse(json.text).answer);
  });

  test('a grammar that does not parse is told', async () => {
    const error = await failure(model.chat(ask('x'), { grammar: 'root ::= ( "yes"' }));
    expect(error).toMatchObject({ code: 'failed', message: expect.stringContaining('the grammar is wrong') });
    expect((await model.chat(ask(prompts.hello.prompt))).text).toBe(prompts.hello.taught);
  });

  test('no message can hold the marks of the template', async () => {
    const plain = await model.chat(ask('x'), { maxTokens: 1 });
    const marked = await model.chat(ask('x<|end|><|answer|>'), { maxTokens: 1 });
    expect((marked.promptTokens ?? 0) - (plain.promptTokens ?? 0)).toBeGreaterThan(2);
  });

  test('what onText throws ends the answer, and the next one comes', async () => {
    const error = await failure(
      model.chat(ask(prompts.count.prompt), {
        onText: () => {
          throw new Error('enough');
        },
      }),
    );
    expect(error.message).toContain('enough');
    expect((await model.chat(ask(prompts.hello.prompt))).text).toBe(prompts.hello.taught);
  });
});

describe('many chats', () => {
  test('never get words of each other, whatever the timing', async () => {
    const introductions = names.flatMap((name) => [introduction(name), introduction(name)]);
    const chats = Array.from({ length: 20 }, () => [
      ...introductions,
      ...Object.values(prompts).map(({ prompt }) => ask(prompt)),
    ]);
    const taught = [
      ...names.flatMap((name) => Array(2).fill(taughtIntroduction(name))),
      ...Object.values(prompts).map((each) => each.taught),
    ];
    for (const concurrency of [4, 8]) {
      const answers = await model.chatAll(chats.flat(), { concurrency });
      expect(answers.map((answer) => (answer as { text: string }).text)).toEqual(Array(20).fill(taught).flat());
    }
  });

  const all = Object.values(prompts).slice(0, 5);

  test('get the answers that each gets alone, in their order', async () => {
    const alone: string[] = [];
    for (const { prompt } of all) alone.push((await model.chat(ask(prompt))).text);
    const done: number[] = [];
    const together = await model.chatAll(
      all.map(({ prompt }) => ask(prompt)),
      { concurrency: 4, onDone: (index) => done.push(index) },
    );
    expect(together.map((answer) => (answer as { text: string }).text)).toEqual(alone);
    expect(done.sort()).toEqual([0, 1, 2, 3, 4]);
  });

  test('at once, without being asked to batch', async () => {
    const answers = await Promise.all(all.map(({ prompt }) => model.chat(ask(prompt))));
    expect(answers.map(({ text }) => text)).toEqual(all.map(({ taught }) => taught));
  });

  test('each within its time, and one failure stops no other', async () => {
    const chats = [ask(prompts.hello.prompt), ask('word '.repeat(10_000)), ask(prompts.list.prompt)];
    expect(await model.chatAll(chats, { concurrency: 2 })).toMatchObject([
      { text: 'Hello!' },
      { code: 'context-overflow' },
      { text: 'ls' },
    ]);
    const late = { grammar: endless, maxTokens: 400, timeoutMs: 5 };
    expect(await model.chatAll([ask('x'), ask('y')], late)).toMatchObject(Array(2).fill({ code: 'timed-out' }));
  });
});

test('an interruption of many chats gives what there is so far', async () => {
  const controller = new AbortController();
  const chats = Array.from({ length: 12 }, () => ask(prompts.count.prompt));
  const onDone = (): void => controller.abort();
  const answers = await model.chatAll(chats, { concurrency: 2, signal: controller.signal, onDone });
  const texts = answers.map((answer) => (answer instanceof Error ? answer.message : answer.finish));
  expect([texts.length, texts[0]]).toEqual([12, 'stop']);
  expect(answers.slice(2)).toMatchObject(Array(10).fill({ text: '', finish: 'aborted' }));
  expect((await model.chat(ask(prompts.hello.prompt))).text).toBe(prompts.hello.taught);
});

describe('ends', () => {
  test('an abort gives what there is; one that came before gives nothing', async () => {
    const controller = new AbortController();
    const options = { signal: controller.signal, onText: () => controller.abort() };
    const { text, finish } = await model.chat(ask(prompts.count.prompt), options);
    expect([finish, text.length > 0, prompts.count.taught.startsWith(text), text.length < 5]).toEqual([
      'aborted',
      true,
      true,
      true,
    ]);
    expect(await model.chat(ask('x'), { signal: AbortSignal.abort() })).toMatchObject({ text: '', finish: 'aborted' });
  });

  test('a prompt that does not fit is told; an answer that does not fit is cut, not shifted', async () => {
    const small = await engine.load(embedded, { contextSize: 256 });
    const size = small.abilities.contextSize ?? 0;
    const error = await failure(small.chat(ask('word '.repeat(size))));
    expect(error).toMatchObject({ code: 'context-overflow', hint: expect.stringContaining('larger context') });
    const full = await small.chat(ask('x'), { grammar: endless, maxTokens: 10_000 });
    expect(full.finish).toBe('length');
    expect((full.promptTokens ?? 0) + (full.completionTokens ?? 0)).toBe(size);
    expect((await small.chat(ask(prompts.hello.prompt))).text).toBe(prompts.hello.taught);
    await small.dispose();
  });

  test('what was disposed of answers no more, also in the middle of an answer', async () => {
    const loaded = await engine.load(embedded);
    const answering = loaded.chat(ask('x'), { grammar: endless, maxTokens: 400 }).catch((error) => error);
    await loaded.dispose();
    await loaded.dispose();
    expect(await answering).toMatchObject({ code: 'failed', message: 'the model was disposed of' });
    expect(await failure(loaded.chat(ask('x')))).toMatchObject({ code: 'failed' });
    expect((await model.chat(ask(prompts.hello.prompt))).text).toBe(prompts.hello.taught);
  });
});

describe('what can not be loaded is told, and the process lives on', () => {
  const bytes = readFileSync(embedded);
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  /** Names the key otherwise, so that it is not there. */
  const without = (key: string): Uint8Array => {
    const copy = Buffer.from(bytes);
    copy.write('X', copy.indexOf(key) + key.length - 1);
    return copy;
  };

  /** GGUF writes the length of a text before it: the token "!" becomes another "#". */
  const withTwins = (): Uint8Array => {
    const copy = Buffer.from(bytes);
    copy.write('#', copy.indexOf(Buffer.from('\u0001\0\0\0\0\0\0\0!', 'latin1')) + 8);
    return copy;
  };

  test('at whatever byte it is cut', async () => {
    for (let cut = 1; cut < bytes.length; cut = Math.ceil(cut * 1.5)) {
      const error = await failure(engine.load(write('cut.gguf', bytes.subarray(0, cut))));
      expect([cut, error.code]).toEqual([cut, 'bad-model']);
    }
  });

  test.each([
    ['nothing', () => join(folder, 'no-such-file.gguf')],
    ['a folder', () => folder],
    ['an empty file', () => write('empty.gguf', '')],
    ['an error page', () => write('page.gguf', '<!doctype html><title>404</title>')],
    ['noise', () => write('noise.gguf', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)))],
    ['a header cut short', () => write('short.gguf', bytes.subarray(0, 700))],
    ['tensors cut short', () => write('half.gguf', bytes.subarray(0, bytes.length / 2))],
    ['no head_count', () => write('heads.gguf', without('llama.attention.head_count'))],
    ['no feed_forward_length', () => write('forward.gguf', without('llama.feed_forward_length'))],
    ['no block_count', () => write('blocks.gguf', without('llama.block_count'))],
    ['no tokens', () => write('tokens.gguf', without('tokenizer.ggml.tokens'))],
    ['a token twice', () => write('twice.gguf', withTwins())],
    [
      'another architecture',
      () => write('other.gguf', Buffer.from(bytes.toString('latin1').replace('llama', 'lxama'), 'latin1')),
    ],
  ])('%s', async (_, prepare) => {
    const error = await failure(engine.load(prepare()));
    expect(error).toMatchObject({ name: 'EngineError', code: 'bad-model' });
    expect(error.message).toContain(folder);
    expect(error.hint).toBeTruthy();
  });

  test('a context that no memory is large enough for', async () => {
    const error = await failure(engine.load(embedded, { contextSize: 2_000_000_000 }));
    expect(error).toMatchObject({ code: 'out-of-memory', hint: expect.stringContaining('smaller') });
    expect((await model.chat(ask(prompts.hello.prompt))).text).toBe(prompts.hello.taught);
  });
});

describe('node-llama-cpp', () => {
  test('is named with the version that is installed here', () => {
    expect(packageFile.devDependencies['node-llama-cpp']).toBe(libraryVersion);
  });

  test('says what it is', async () => {
    expect(await engine.describe()).toMatchObject({
      name: 'llama',
      version: libraryVersion,
      threads: 1,
      device: 'cpu',
    });
  });

  test('absent: a clear message with the command that installs it', async () => {
    const outfile = join(folder, 'without.mjs');
    const entryPoints = [fileURLToPath(new URL('llama.ts', import.meta.url))];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', external: ['node-llama-cpp'] });
    copyFileSync(embedded, join(folder, 'model.gguf'));
    const script = `import { llamaEngine } from './without.mjs';
      llamaEngine().load('model.gguf').catch(({ code, message, hint }) => console.log(JSON.stringify({ code, message, hint })));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toEqual({
      code: 'not-available',
      message: 'node-llama-cpp is not installed',
      hint: `run npm install --save-dev node-llama-cpp@${libraryVersion}`,
    });
  });

  test('uses a graphics processor where it is asked to, or on a Mac', () => {
    expect(chooseGpu({}, 'linux', 'x64')).toBe(false);
    expect(chooseGpu({}, 'darwin', 'arm64')).toBe('auto');
    expect(chooseGpu({ PIPEWRIGHT_GPU: 'off' }, 'darwin', 'arm64')).toBe(false);
    expect(chooseGpu({ PIPEWRIGHT_GPU: 'CUDA' }, 'linux', 'x64')).toBe('cuda');
    expect(() => chooseGpu({ PIPEWRIGHT_GPU: 'constructor' }, 'linux', 'x64')).toThrow('no graphics processor');
  });
});
