/** A month that was really simulated, as pages: what the engine gives, they can show. */
import { describe, expect, it } from 'vitest';
import { budgetSettingsSchema, trafficSchema } from '../../config/budget.ts';
import { type BudgetReport, budgetReportSchema } from '../../contract/budget.ts';
import { readYaml } from '../../yaml/read.ts';
import { makeBudget } from '../make-budget.ts';
import { writeBudget } from './index.ts';

const text = `
name: CI
on:
  push: { branches: [main] }
  schedule: [{ cron: 0 2 * * * }]
jobs:
  build:
    runs-on: ubuntu-24.04
    steps: [{ run: make }]
  test:
    needs: build
    strategy: { matrix: { shard: [1, 2, 3] } }
    runs-on: ubuntu-24.04
    steps: [{ run: make test }]
  publish:
    needs: [build, test]
    if: github.ref == 'refs/heads/main'
    runs-on: macos-15
    steps: [{ run: make publish }]
`;

function budgetOf(visibility: 'private' | 'public', month: string): BudgetReport {
  const { document } = readYaml(text, 'ci.yml');
  if (document?.kind !== 'workflow') throw new Error('the workflow of the test cannot be read');
  const { month: _, report: __, ...settings } = budgetSettingsSchema.parse({ visibility, trials: 20, max: 'included' });
  const traffic = trafficSchema.parse({ pushes: [{ perMonth: 40 }] });
  const workflows = [{ file: 'ci.yml', document, called: () => undefined }];
  return makeBudget({ workflows, settings, month, traffic });
}

describe.each(['private', 'public'] as const)('a %s repository', (visibility) => {
  it.each(['2024-02', '2026-08'])('in %s', async (month) => {
    const report = budgetOf(visibility, month);
    expect(budgetReportSchema.parse(report)).toEqual(report);
    const [markdown = '', , page = ''] = (await writeBudget(report, { folder: 'generated' })).map((file) => file.text);
    for (const each of [markdown, page]) {
      expect(each).not.toMatch(/NaN|undefined|Infinity|\bnull\b/);
      expect(each).toContain('ci.yml');
      expect(each).toContain('build, then test, then publish');
    }
    expect(markdown).toMatch(/"◆ test × 3, [\dms ]+"/);
    expect(page).toContain('>× 3</text>');
  });
});
