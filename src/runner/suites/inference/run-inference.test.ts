import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { caseReportSchema, measurementSchema } from '../../../contract/index.ts';
import { loadConfig } from '../../../synth/load-config.ts';
import { commandEngine } from '../../engines/command.ts';
import { EngineError } from '../../engines/engine.ts';
import { llamaEngine } from '../../engines/llama.ts';
import { scriptedEngine } from '../../engines/scripted.ts';
import { type Check, right } from './check.ts';
import { checks } from './registry.ts';
import { runInferenceSuite } from './run-inference.ts';

const embedded = fileURLToPath(new URL('../../../../fixtures/models/embedded-q8_0.gguf', import.meta.url));
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'pipewright-inference-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = { seed: 42, timeoutMs: 20_000, loadConfig, environment: {} };
const scripted = { engine: scriptedEngine({ answers: ['fine'] }), model: '', ...settings };
const check = (id: string, run: Check['run']): Check => ({ id, title: id, why: id, tags: ['contract'], run });

test('the embedded model passes every check, and everything is measured', async () => {
  const engine = llamaEngine();
  const progress: string[] = [];
  const { cases, measurements, timings, interrupted } = await runInferenceSuite({
    engine,
    model: embedded,
    ...settings,
    onProgress: ({ done, total, id, outcome }) => progress.push(`${done}/${total} ${id} ${outcome}`),
  });
  await engine.dispose();
  const failures = cases.filter(({ outcome }) => outcome !== 'passed').map(({ id, attempts }) => ({ id, attempts }));
  expect(failures).toEqual([]);
  expect(progress).toEqual(checks.map(({ id }, index) => `${index + 1}/${checks.length} ${id} passed`));
  for (const each of cases) caseReportSchema.parse(each);
  for (const each of measurements) measurementSchema.parse(each);
  expect(measurements.filter(({ value }) => value === null)).toEqual([]);
  expect(measurements.find(({ id }) => id === 'warm-chat')?.n).toBe(3);
  expect(timings.loadMs).toBeLessThan(timings.totalMs);
  expect(interrupted).toBeUndefined();
});

test('a program is checked for what it can do, and nothing else counts as passed', async () => {
  const script = `process.stdin.on('data', (text) => process.stdout.write('You asked: ' + text))`;
  const engine = commandEngine({ command: [process.execPath, '-e', script] });
  const { cases, measurements } = await runInferenceSuite({ engine, model: embedded, ...settings });
  const outcomes = Object.fromEntries(
    cases.map(({ id, outcome, attempts }) => [id, `${outcome}: ${attempts[0]?.reasons[0]}`]),
  );
  expect(outcomes).toMatchObject({
    chat: expect.stringMatching(/^passed/),
    'multi-turn': expect.stringMatching(/^passed/),
    conversation: expect.stringMatching(/^passed/),
    concurrency: expect.stringMatching(/^passed/),
    streaming: expect.stringMatching(/^passed/),
    'invalid-model': 'not-measured: the engine reads no model file',
    determinism: 'not-measured: the engine takes no seed',
    grammar: 'not-measured: the engine takes no grammar',
    'context-overflow': 'not-measured: the engine does not tell how large its context is',
    memory: 'not-measured: the engine holds no model in memory between answers',
  });
  expect(measurements.find(({ id }) => id === 'throughput')).toMatchObject({ value: null, n: 0 });
});

test('a check that throws, hangs or is wrong stops no other', async () => {
  const own = [
    check('throws', () => Promise.reject(new EngineError('failed', 'it broke'))),
    check('hangs', () => new Promise(() => {})),
    check('passes', async ({ ask }) => right((await ask([{ role: 'user', content: 'x' }])).text)),
  ];
  const { cases } = await runInferenceSuite({ ...scripted, checks: own, timeoutMs: 20 });
  expect(cases).toMatchObject([
    { id: 'throws', outcome: 'failed', attempts: [{ verdict: 'engine-error', reasons: ['it broke'] }] },
    { id: 'hangs', outcome: 'failed', attempts: [{ verdict: 'timed-out', reasons: ['no answer within 0.2 s'] }] },
    { id: 'passes', outcome: 'passed', attempts: [{ verdict: 'right', reasons: ['fine'] }] },
  ]);
});

test('one answer that takes too long is told as that', async () => {
  const engine = scriptedEngine({ answers: [{ endless: true }] });
  const asks = check('asks', async ({ ask }) => right((await ask([{ role: 'user', content: 'x' }])).text));
  const { cases } = await runInferenceSuite({ ...scripted, engine, checks: [asks], timeoutMs: 30 });
  expect(cases[0]?.attempts).toMatchObject([{ verdict: 'timed-out', reasons: ['no answer within 0.03 s'] }]);
});

test.each([
  ['nothing', '', 'says nothing', 0],
  ['10 MB', 'x'.repeat(10_000_000), 'whole', 4000],
])('a model that answers %s', async (_, text, reason, shown) => {
  const engine = scriptedEngine({ answers: [text] });
  const validation = checks.filter(({ id }) => id === 'answer-validation');
  const { cases } = await runInferenceSuite({ ...scripted, engine, checks: validation });
  expect(cases[0]?.attempts[0]?.reasons[0]).toContain(reason);
  expect(cases[0]?.attempts[0]?.answer.length).toBe(shown);
});

test('right in some rounds only is flaky', async () => {
  let round = 0;
  const turns = check('turns', async () => (round++ === 1 ? { verdict: 'wrong', reasons: ['no'] } : right('yes')));
  const { cases } = await runInferenceSuite({ ...scripted, checks: [turns], repeat: 3 });
  expect(cases[0]).toMatchObject({
    outcome: 'flaky',
    attempts: [{ verdict: 'right' }, { verdict: 'wrong' }, { verdict: 'right' }],
  });
});

test('an interruption gives the checks that were finished, and says so', async () => {
  const controller = new AbortController();
  const own = [
    check('first', async () => right('done')),
    check('second', async ({ signal }) => {
      controller.abort(new Error('interrupted by SIGINT'));
      await sleep(5000, undefined, { signal });
      return right('never');
    }),
    check('third', async () => right('never')),
  ];
  const { cases, interrupted } = await runInferenceSuite({ ...scripted, checks: own, signal: controller.signal });
  expect(cases.map(({ id }) => id)).toEqual(['first']);
  expect(interrupted).toBe('interrupted by SIGINT');
});

test('without a model there is nothing to check', async () => {
  const engine = llamaEngine();
  const model = join(folder, 'no-such-model.gguf');
  await expect(runInferenceSuite({ ...scripted, engine, model })).rejects.toMatchObject({ code: 'bad-model' });
  await engine.dispose();
});
