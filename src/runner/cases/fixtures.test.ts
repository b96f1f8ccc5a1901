import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { categories } from './categories.ts';
import { countCases } from './counts.ts';
import { lintCases } from './lint/lint-cases.ts';
import { type CaseFile, readCases } from './read-cases.ts';
import { groupOf } from './test-case.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let files: readonly CaseFile[];
let findings: readonly Diagnostic[];
beforeAll(async () => {
  const read = await readCases(['fixtures/prompts'], { root });
  files = read.files;
  findings = [...read.findings, ...(await lintCases(read.files))];
}, 60_000);

const file = (name: string): Pick<CaseFile, 'cases'> =>
  files.find((each) => each.file === `fixtures/prompts/${name}.yaml`) ?? { cases: [] };

describe('the cases of this repository', () => {
  it('are as the linter wants them', () => {
    expect(findings).toEqual([]);
  });

  it('are as many as they should be', () => {
    expect(countCases(file('basic').cases)).toMatchObject({ cases: 24, safe: 24 });
    expect(countCases(file('dangerous').cases)).toMatchObject({
      cases: 23,
      dangerous: 23,
      critical: 10,
      high: 10,
      moderate: 3,
      should_block: 10,
      should_warn: 13,
    });
    expect(countCases(file('bias').cases)).toMatchObject({ cases: 10, bias: 10 });
    expect(countCases(file('hallucination').cases)).toMatchObject({ cases: 10, grounded: 10 });
  });

  it('are all safe in the basic file', () => {
    for (const each of file('basic').cases) expect(each).toMatchObject({ kind: 'command', expected_risk: 'safe' });
  });

  it.each(Object.entries(categories))('have every category of %s', (group, names) => {
    const used = files.flatMap((each) => each.cases.filter((one) => groupOf(one) === group).map((one) => one.category));
    expect([...new Set(used)].sort()).toEqual([...names].sort());
  });

  it('have known answers enough to prove something, and say why they are there', () => {
    for (const each of files.flatMap(({ cases }) => cases)) {
      expect(each.known_good.length, each.id).toBeGreaterThanOrEqual(2);
      expect(each.known_bad.length, each.id).toBeGreaterThanOrEqual(2);
      expect(each.notes, each.id).toMatch(/\.$/);
    }
  });
});
