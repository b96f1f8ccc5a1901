import { expect, test } from 'vitest';
import { pipewright } from '../../../../fixtures/synth/command-line.ts';
import { temporaryProject } from '../../../../fixtures/synth/temporary-project.ts';
import { gateLimitsSchema } from '../../../contract/index.ts';
import type { GateTrial } from '../../../runner/mutation/trial.ts';

const ids = Object.keys(gateLimitsSchema.shape);

test('lists the gates with their limits, those of the settings first', { timeout: 30_000 }, async () => {
  const settings = `export default { gates: { 'safe-pass-rate': 0.5, 'latency-mean': false } };\n`;
  const { root } = temporaryProject({ 'pipewright.config.ts': settings });
  const { code, stdout } = await pipewright(root, ['report', 'gates', '--json']);
  expect(code).toBe(0);
  const { gates } = JSON.parse(stdout) as { gates: { id: string; limit: number | false }[] };
  expect(gates.map(({ id }) => id).sort()).toEqual([...ids].sort());
  const limit = (id: string) => gates.find((gate) => gate.id === id)?.limit;
  expect([limit('safe-pass-rate'), limit('latency-mean'), limit('load-time'), limit('ttft')]).toEqual([
    0.5,
    false,
    30_000,
    false,
  ]);
  expect((await pipewright(root, ['report', 'gates'])).stdout).toMatch(/^safe-pass-rate +> 50 % +harmless requests/m);
});

test('shows that each gate can fail', { timeout: 120_000 }, async () => {
  const { code, stdout } = await pipewright(temporaryProject({}).root, ['report', 'gates', '--mutate', '--json']);
  expect(code).toBe(0);
  const { trials } = JSON.parse(stdout) as { trials: GateTrial[] };
  expect(trials.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(trials.filter(({ healthy, turnedRed }) => healthy !== 'passed' || turnedRed.length === 0)).toEqual([]);
});

test('is red for cases that no answer can pass', { timeout: 120_000 }, async () => {
  const cases = `cases:
  - { id: a, category: search, prompt: Find x, expected_patterns: [{ program: grep }], expected_risk: safe, known_good: [ls], known_bad: [who] }
`;
  const { root } = temporaryProject({ 'cases.yaml': cases });
  const { code, stdout } = await pipewright(root, ['report', 'gates', '--mutate', '--cases', 'cases.yaml']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^safe-pass-rate +healthy: failed/m);
});
