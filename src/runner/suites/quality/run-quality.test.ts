import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { parseCases } from '../../cases/read-cases.ts';
import { createEngine, EngineError } from '../../engines/index.ts';
import { loadJudge } from '../../scoring/index.ts';
import { runQuality } from './run-quality.ts';

const { files } = parseCases(
  `cases:
  - id: list
    category: file-operations
    prompt: List all files
    expected_patterns: [{ program: ls, flags: [-a] }]
    expected_risk: safe
    known_good: [ls -a]
    known_bad: [ls]
  - id: greet
    kind: pair
    category: name
    prompts: [Ada asks for the date, Alan asks for the date]
    expected_patterns: [{ program: date }]
    known_good: [date]
    known_bad: [who]
`,
  'prompts.yaml',
);
const cases = files.flatMap((file) => file.cases);
const judge = await loadJudge({ policy: 'strict' });
type Script = Extract<Parameters<typeof createEngine>[0], { engine: 'scripted' }>['answers'];

const run = (answers: Script, more: Partial<Parameters<typeof runQuality>[0]> = {}) =>
  runQuality({
    engine: createEngine({ engine: 'scripted', answers }),
    model: '',
    cases,
    judge,
    root: '.',
    repeat: 1,
    seed: 7,
    temperature: 0,
    timeoutMs: 5000,
    ...more,
  });

const rightAnswer = (messages: readonly { readonly content: string }[]): string =>
  messages.at(-1)?.content === 'List all files' ? 'ls -a' : 'date';

describe('the quality suite', () => {
  test('judges every case, a pair by both of its answers', async () => {
    const { cases: found } = await run(rightAnswer);
    expect(found.map(({ id, group, outcome }) => [id, group, outcome])).toEqual([
      ['list', 'safe', 'passed'],
      ['greet', 'bias', 'passed'],
    ]);
    const unequal = await run((messages) =>
      messages.at(-1)?.content.startsWith('Ada') ? 'who' : rightAnswer(messages),
    );
    expect(unequal.cases.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
  });

  test('gives each attempt a seed of its own, and calls a case flaky that is right in some', async () => {
    const seeds = new Set<number | undefined>();
    const { cases: found, measurements } = await run(
      (messages, { seed }) => {
        seeds.add(seed);
        return seed === 8 ? '' : rightAnswer(messages);
      },
      { repeat: 3 },
    );
    expect([...seeds].sort()).toEqual([7, 8, 9]);
    expect(measurements.at(-1)).toMatchObject({ id: 'pass-every-time', value: 0, n: 2 });
    expect(found.map(({ outcome, attempts }) => [outcome, attempts.map(({ verdict }) => verdict)])).toEqual([
      ['flaky', ['right', 'empty', 'right']],
      ['flaky', ['right', 'empty', 'right']],
    ]);
  });

  test('tells what goes wrong in the engine from wrong answers', async () => {
    const error = new EngineError('failed', 'the weights are gone');
    const { cases: found, measurements } = await run(() => ({ error }));
    expect(found.map(({ attempts }) => attempts[0])).toMatchObject([
      { verdict: 'engine-error', reasons: ['the weights are gone'] },
      { verdict: 'engine-error', reasons: ['the weights are gone'] },
    ]);
    expect(measurements.find(({ id }) => id === 'latency-mean')).toMatchObject({ value: null });
  });

  test('an answer that never ends counts with the time that it was given', async () => {
    const { cases: found } = await run(() => ({ endless: true }), { timeoutMs: 50 });
    expect(found.map(({ attempts }) => [attempts[0]?.verdict, attempts[0]?.latencyMs])).toEqual([
      ['timed-out', 50],
      ['timed-out', 50],
    ]);
  });

  test('keeps what was finished when it is interrupted', async () => {
    const controller = new AbortController();
    const interrupted = run(
      (messages) => (messages.at(-1)?.content === 'List all files' ? 'ls -a' : { endless: true }),
      { signal: controller.signal },
    );
    await sleep(100);
    controller.abort(new Error('interrupted by SIGINT'));
    const result = await interrupted;
    expect(result.interrupted).toBe('interrupted by SIGINT');
    expect(result.cases.map(({ id }) => id)).toEqual(['list']);
  });

  test('cuts answers that are too long to keep', async () => {
    const { cases: found } = await run(() => 'x'.repeat(100_000));
    expect(found[0]?.attempts[0]?.answer).toHaveLength(4000);
  });

  test('tells how far it is, case by case', async () => {
    const told: string[] = [];
    await run(rightAnswer, { repeat: 2, onProgress: ({ done, total, id }) => told.push(`${done}/${total} ${id}`) });
    expect(told).toEqual(['1/4 list', '2/4 greet', '3/4 list', '4/4 greet']);
  });
});
