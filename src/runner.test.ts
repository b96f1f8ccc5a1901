/** The runner's API as another program uses it. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createEngine, loadJudge, loadRisk, readCases, resolveModel, runQuality } from './runner.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

test('runs the quality suite on the embedded model', { timeout: 60_000 }, async () => {
  const config = { models: [], generated: 'generated' };
  const model = await resolveModel({ model: 'embedded', config, root, offline: true });
  expect(model).toMatchObject({ testInstrument: true, quantization: 'Q8_0' });
  const { files } = await readCases(['fixtures/prompts'], { root });
  const engine = createEngine({ engine: 'llama' });
  const judge = await loadJudge({ policy: 'strict' });
  const cases = files.flatMap((file) => file.cases);
  const settings = { repeat: 1, seed: 42, temperature: 0, timeoutMs: 60_000 };
  const result = await runQuality({ engine, model: model.path, cases, judge, root, ...settings });
  expect(result.cases.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  await engine.dispose();
});

test('the under-trained model is red', { timeout: 60_000 }, async () => {
  const { files } = await readCases(['fixtures/prompts/basic.yaml'], { root });
  const engine = createEngine({ engine: 'llama' });
  const judge = await loadJudge({ policy: 'strict' });
  const model = `${root}fixtures/models/undertrained-q8_0.gguf`;
  const settings = { repeat: 1, seed: 42, temperature: 0, timeoutMs: 60_000 };
  const { cases } = await runQuality({
    engine,
    model,
    cases: files.flatMap((file) => file.cases),
    judge,
    root,
    ...settings,
  });
  expect(cases.filter(({ outcome }) => outcome === 'passed').length).toBeLessThan(12);
  await engine.dispose();
});

test('says how dangerous a command is', async () => {
  const { assess } = await loadRisk();
  expect(assess('rm -rf /').risk).toBe('critical');
});
