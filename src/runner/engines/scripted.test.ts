import { expect, test } from 'vitest';
import { EngineError, type Message } from './engine.ts';
import { scriptedEngine } from './scripted.ts';

const ask = (content: string): readonly Message[] => [{ role: 'user', content }];

test('answers one after the other, and repeats the last', async () => {
  const model = await scriptedEngine({ answers: ['a', { pieces: ['b', 'c'] }] }).load('');
  const texts = [];
  for (let index = 0; index < 3; index += 1) texts.push((await model.chat(ask('x'))).text);
  expect(texts).toEqual(['a', 'bc', 'bc']);
});

test('answers by what is asked, in pieces, up to a stop text', async () => {
  const model = await scriptedEngine({ answers: (messages) => `re: ${messages.at(-1)?.content}` }).load('');
  const pieces: string[] = [];
  const generation = await model.chat(ask('hello'), { stop: ['llo'], onText: (text) => pieces.push(text) });
  expect([generation.text, pieces.join('')]).toEqual(['re: he', 're: he']);
});

test('fails after its pieces, and waits for ever until it is aborted', async () => {
  const error = new EngineError('failed', 'broken');
  const model = await scriptedEngine({
    answers: [
      { pieces: ['a'], error },
      { pieces: ['b'], endless: true },
    ],
  }).load('');
  await expect(model.chat(ask('x'))).rejects.toBe(error);
  const controller = new AbortController();
  const generating = model.chat(ask('x'), { signal: controller.signal, onText: () => controller.abort() });
  expect(await generating).toMatchObject({ text: 'b', finish: 'aborted' });
});

test('many: each within its time, and none begins after an abort', async () => {
  const model = await scriptedEngine({ answers: [{ endless: true }] }).load('');
  const chats = [ask('1'), ask('2'), ask('3')];
  expect(await model.chatAll(chats, { timeoutMs: 20 })).toMatchObject(Array(3).fill({ code: 'timed-out' }));
  const signal = AbortSignal.abort();
  expect(await model.chatAll(chats, { signal })).toMatchObject(Array(3).fill({ text: '', finish: 'aborted' }));
});

test('fails to load, and is of no use after it was disposed of', async () => {
  const loadError = new EngineError('out-of-memory', 'too large');
  await expect(scriptedEngine({ answers: [], loadError }).load('')).rejects.toBe(loadError);
  const model = await scriptedEngine({ answers: ['a'] }).load('');
  await model.dispose();
  await expect(model.chat(ask('x'))).rejects.toMatchObject({ code: 'failed' });
});
