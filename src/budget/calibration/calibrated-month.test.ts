/** A month whose jobs were measured: names that only a run knows, matrices that nobody knows, called workflows. */
import { describe, expect, it } from 'vitest';
import { budgetSettingsSchema, trafficSchema } from '../../config/budget.ts';
import type { Calibration } from '../../contract/calibration.ts';
import type { Workflow } from '../../model/index.ts';
import { readYaml } from '../../yaml/read.ts';
import { makeBudget } from '../make-budget.ts';

const texts: Readonly<Record<string, string>> = {
  'ci.yml': `
on: push
jobs:
  plan: { runs-on: ubuntu-24.04, outputs: { version: '\${{ steps.a.outputs.v }}', grid: '\${{ steps.a.outputs.g }}' }, steps: [{ id: a, run: ./plan }] }
  deploy: { needs: plan, name: 'Deploy \${{ needs.plan.outputs.version }}', runs-on: ubuntu-24.04, steps: [{ run: ./deploy }] }
  grid: { needs: plan, strategy: { matrix: '\${{ fromJSON(needs.plan.outputs.grid) }}' }, runs-on: ubuntu-24.04, steps: [{ run: ./grid }] }
  call: { strategy: { matrix: { on: [a, b] } }, uses: ./.github/workflows/called.yml }
  unmeasured: { runs-on: ubuntu-24.04, steps: [{ run: ./x }] }
`,
  'called.yml': `
on: workflow_call
jobs:
  build: { runs-on: ubuntu-24.04, steps: [{ run: ./build }] }
`,
};
const documents = new Map(
  Object.entries(texts).map(([file, text]) => {
    const { document } = readYaml(text, file);
    if (document?.kind !== 'workflow') throw new Error(`${file} is no workflow`);
    return [file, document] as const;
  }),
);
const called = (uses: string): Workflow | undefined => documents.get(uses.split('/').at(-1) ?? '');

const measured = (job: string, seconds: number) => {
  const statistics = { runs: 5, median: seconds, p90: seconds };
  return { workflow: 'ci.yml', job, ...statistics, steps: [] };
};
const calibration: Calibration = {
  ...{ version: 1, repository: null, from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
  jobs: [
    measured('plan', 130),
    ...[measured('Deploy 1.2', 200), measured('Deploy 1.3', 200)],
    ...[measured('grid (20)', 250), measured('grid (22)', 250)],
    ...[measured('call (a) / build', 310), measured('call (b) / build', 370)],
  ],
};

describe('makeBudget', () => {
  it('takes the measured durations of every job that has any', () => {
    const { workflows } = makeBudget({
      workflows: [...documents].map(([file, document]) => ({ file, document, called })),
      settings: budgetSettingsSchema.parse({ trials: 10 }),
      month: '2026-02',
      traffic: trafficSchema.parse({ pushes: [{ perMonth: 1, varies: false, branch: 'main' }] }),
      calibration,
    });
    const rows = workflows[0]?.jobs.map(({ job, billableMinutes, duration }) => [job, billableMinutes, duration]);
    const calibrated = (basedOnRuns: number) => ({ source: 'calibrated', basedOnRuns });
    expect(Object.fromEntries((rows ?? []).map(([job, ...rest]) => [job, rest]))).toEqual({
      plan: [3, expect.objectContaining(calibrated(5))],
      deploy: [4, expect.objectContaining(calibrated(10))],
      grid: [5, expect.objectContaining(calibrated(10))],
      'call/build': [6 + 7, expect.objectContaining(calibrated(5))],
      unmeasured: [expect.any(Number), expect.objectContaining({ source: 'usual', basedOnRuns: null })],
    });
  });
});
