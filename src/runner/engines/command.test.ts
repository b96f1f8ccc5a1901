import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { type CommandSettings, commandEngine } from './command.ts';
import type { EngineError, LoadedModel } from './engine.ts';

// Each test starts programs, and a busy machine takes its time for that.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'pipewright-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that runs the given script, and gets `rest` as arguments. */
const node = (script: string, ...rest: string[]): string[] => [process.execPath, '-e', script, '--', ...rest];
const load = (command: readonly string[], settings?: Partial<CommandSettings>): Promise<LoadedModel> =>
  commandEngine({ command, ...settings }).load('model.gguf');
const echoInput = "process.stdin.on('data', (text) => process.stdout.write('<' + text + '>'))";

test('asks on standard input, and answers with standard output', async () => {
  const model = await load(node(echoInput));
  const pieces: string[] = [];
  const generation = await model.chat([{ role: 'user', content: 'ünïcode' }], { onText: (text) => pieces.push(text) });
  expect(generation).toMatchObject({ text: '<ünïcode>', finish: 'stop' });
  expect(pieces.join('')).toBe(generation.text);
});

test('fills placeholders without a shell: what they hold stays one argument', async () => {
  const script = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  const model = await load(node(script, 'ask={prompt}', '{model}', '{seed}/{temperature}/{maxTokens}', '{"json": {}}'));
  const nasty = '$(touch x) `id` "quoted" \'single\' ; rm -rf / {seed}\nline';
  const { text } = await model.generate(nasty, { seed: 7, temperature: 0.5, maxTokens: 9 });
  expect(JSON.parse(text)).toEqual([`ask=${nasty}`, 'model.gguf', '7/0.5/9', '{"json": {}}']);
  expect(model.abilities.seed).toBe(true);
});

test('gets the prompt alone, without instructions, and several messages as a conversation', async () => {
  const model = await load(node(echoInput));
  const instructed = [{ role: 'system', content: 'Be short.' } as const, { role: 'user', content: 'Hi' } as const];
  expect((await model.chat(instructed)).text).toBe('<Hi>');
  const further = [{ role: 'assistant', content: 'Hello!' } as const, { role: 'user', content: 'Bye' } as const];
  expect((await model.chat([...instructed, ...further])).text).toBe(
    '<User: Hi\nAssistant: Hello!\nUser: Bye\nAssistant:>',
  );
});

test('hands over no secrets unless they are named', async () => {
  process.env['PIPEWRIGHT_TEST_SECRET'] = 'hidden';
  const command = node("process.stdout.write(String(process.env.PIPEWRIGHT_TEST_SECRET) + ' ' + !!process.env.PATH)");
  try {
    expect((await (await load(command)).generate('')).text).toBe('undefined true');
    const named = await load(command, { env: ['PIPEWRIGHT_TEST_SECRET'] });
    expect((await named.generate('')).text).toBe('hidden true');
  } finally {
    delete process.env['PIPEWRIGHT_TEST_SECRET'];
  }
});

test('says what a failing program said, without its control characters', async () => {
  const model = await load(node("console.error('bad \\u001b[31m thing\\n::error::x'); process.exit(3)"));
  const error = (await model.generate('x').catch((reason) => reason)) as EngineError;
  expect(error).toMatchObject({ name: 'EngineError', code: 'failed' });
  expect(error.message).toMatch(/ended with exit code 3: bad \ufffd\[31m thing\n> ::error::x$/);
});

test.each([['no-such-program-anywhere'], [join(folder, 'nothing')], [folder]])(
  'says that there is no program %s',
  async (program) => {
    const error = (await load([program]).catch((reason) => reason)) as EngineError;
    expect(error).toMatchObject({ code: 'not-available' });
    expect(error.message).toContain(program);
    await expect(load([])).rejects.toMatchObject({ code: 'not-available' });
  },
);

test('an answer of nothing is an empty answer', async () => {
  const generation = await (await load(node('0'))).generate('x');
  expect(generation).toMatchObject({ text: '', finish: 'stop', ttftMs: undefined });
});

test('reads nothing, and the prompt is long: no mistake', async () => {
  const generation = await (await load(node("process.stdout.write('ok')"))).generate('x'.repeat(5_000_000));
  expect(generation.text).toBe('ok');
});

test('cuts an answer off that never stops growing', async () => {
  const script =
    "const all = Buffer.alloc(65536, 'y'); const go = () => { while (process.stdout.write(all)); }; process.stdout.on('drain', go); go()";
  const error = await (await load(node(script))).generate('x').catch((reason) => reason);
  expect(error).toMatchObject({ code: 'failed', message: 'the answer is longer than 10 MB: it was cut off' });
});

test('ends at a stop text, and ends the program with it', async () => {
  const model = await load(node("process.stdout.write('ls -la\\nUser:'); setInterval(() => {}, 1000)"));
  expect(await model.generate('x', { stop: ['\nUser:'] })).toMatchObject({ text: 'ls -la', finish: 'stop' });
});

/** Starts a child that writes the time into a file again and again, says hello, and waits for ever. */
const family = (file: string): string[] =>
  node(
    `const beat = \`setInterval(() => require('fs').writeFileSync(process.argv[1], String(Date.now())), 20)\`;
     require('child_process').spawn(process.execPath, ['-e', beat, process.argv[1]], { stdio: 'inherit' });
     process.on('SIGTERM', () => {}); process.stdout.write('hello'); setInterval(() => {}, 1000)`,
    file,
  );

async function isAlive(file: string): Promise<boolean> {
  const before = readFileSync(file, 'utf8');
  await sleep(300);
  return readFileSync(file, 'utf8') !== before;
}

test('ends the whole tree when the time is up, also when it does not want to', async () => {
  const file = join(folder, 'time-out');
  const model = await load(family(file), { timeoutMs: 2500 });
  await expect(model.generate('x')).rejects.toMatchObject({ code: 'timed-out', message: 'no answer within 2.5 s' });
  expect(existsSync(file)).toBe(true);
  expect(await isAlive(file)).toBe(false);
});

test('an abort gives what there is, and ends the whole tree', async () => {
  const file = join(folder, 'abort');
  const controller = new AbortController();
  const model = await load(family(file));
  const generating = model.generate('x', { signal: controller.signal });
  while (!existsSync(file)) await sleep(20);
  controller.abort();
  expect(await generating).toMatchObject({ text: 'hello', finish: 'aborted' });
  expect(await isAlive(file)).toBe(false);
});

test('after an interruption no program is started', async () => {
  const file = join(folder, 'never');
  const model = await load(node("require('fs').writeFileSync(process.argv[1], '')", file));
  const chats = [[{ role: 'user', content: 'x' }]] as const;
  const answers = await model.chatAll(chats, { signal: AbortSignal.abort() });
  expect(answers).toMatchObject([{ text: '', finish: 'aborted', latencyMs: 0 }]);
  expect(existsSync(file)).toBe(false);
});

test('no program outlives this process', async () => {
  const file = join(folder, 'orphan');
  const script = `import { commandEngine } from ${JSON.stringify(new URL('command.ts', import.meta.url).href)};
    import { existsSync } from 'node:fs';
    const model = await commandEngine({ command: ${JSON.stringify(family(file))} }).load('');
    model.generate('x');
    setInterval(() => existsSync(${JSON.stringify(file)}) && process.exit(7), 20);`;
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  expect(status).toBe(7);
  expect(await isAlive(file)).toBe(false);
});

test('does not wait for what a program leaves behind, and ends it', async () => {
  const file = join(folder, 'left');
  const script = `const beat = \`setInterval(() => require('fs').writeFileSync(process.argv[1], String(Date.now())), 20)\`;
    require('child_process').spawn(process.execPath, ['-e', beat, process.argv[1]], { stdio: 'inherit' }).unref();
    process.stdout.write('done'); const wait = setInterval(() => { if (require('fs').existsSync(process.argv[1])) process.exit(0); }, 20)`;
  expect(await (await load(node(script, file))).generate('x')).toMatchObject({ text: 'done', finish: 'stop' });
  expect(await isAlive(file)).toBe(false);
});

test.skipIf(process.platform === 'win32')('measures memory and CPU time of the whole tree', async () => {
  const burn = 'const all = Buffer.alloc(150e6, 1); const end = Date.now() + 500; while (Date.now() < end); all.length';
  const script = `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(burn)}])`;
  const { process: usage } = await (await load(node(script))).generate('x');
  expect(usage?.peakBytes).toBeGreaterThan(180e6);
  expect(usage?.peakBytes).toBeLessThan(600e6);
  expect(usage?.cpuMs).toBeGreaterThan(150);
});

test('answers many, each within its time, and one failure stops no other', async () => {
  const script = `process.stdin.on('data', (text) => {
    if (text == 'fail') process.exit(1);
    if (text == 'wait') return setInterval(() => {}, 1000);
    process.stdout.write(text);
  })`;
  const model = await load(node(script));
  const done: number[] = [];
  const results = await model.chatAll(
    ['a', 'fail', 'wait', 'b'].map((content) => [{ role: 'user', content }]),
    { concurrency: 2, timeoutMs: 5000, onDone: (index) => done.push(index) },
  );
  expect(results).toMatchObject([{ text: 'a' }, { code: 'failed' }, { code: 'timed-out' }, { text: 'b' }]);
  expect(done.sort()).toEqual([0, 1, 2, 3]);
});
