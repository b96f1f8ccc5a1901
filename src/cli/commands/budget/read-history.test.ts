/** Histories of real repositories, with the traffic that they are. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { trafficSchema } from '../../../config/budget.ts';
import type { Workflow } from '../../../model/index.ts';
import { readYaml } from '../../../yaml/read.ts';
import { parseYaml } from '../../../yaml-document/index.ts';
import { makeRepository, removeFolders } from './history-testing/make-repository.ts';
import { readHistory } from './read-history.ts';

vi.setConfig({ testTimeout: 60_000 });
afterAll(removeFolders);

const commitSchema = z.strictObject({
  at: z.string().regex(/^-?\d+d$/),
  message: z.string(),
  files: z.array(z.string()).optional(),
  renames: z.record(z.string(), z.string()).optional(),
  branch: z.string().optional(),
  merge: z.string().optional(),
});
const caseSchema = z.strictObject({
  name: z.string(),
  branch: z.string().optional(),
  settings: trafficSchema.prefault({}),
  workflows: z.record(z.string(), z.strictObject({ on: z.unknown() })),
  commits: z.array(commitSchema),
  expect: z.strictObject({
    findings: z.array(z.string()),
    says: z.string().optional(),
    ...trafficSchema.shape,
  }),
});
const file = new URL('../../../../fixtures/budget/history/cases.yaml', import.meta.url);
const { cases } = z.strictObject({ cases: z.array(caseSchema) }).parse(parseYaml(readFileSync(file, 'utf8')).data);

const now = Date.UTC(2026, 10, 21, 12);

const secondsOf = (at: string): number => now / 1000 - Number(at.slice(0, -1)) * 86_400;

function sourceOf(name: string, on: unknown) {
  const jobs = { test: { 'runs-on': 'ubuntu-latest', steps: [{ run: 'make' }] } };
  const { document } = readYaml(JSON.stringify({ on, jobs }), name);
  return { file: name, document: document as Workflow, called: () => undefined };
}

describe('the traffic of a history', () => {
  it.each(cases)('$name', async ({ branch, settings, workflows, commits, expect: expected }) => {
    const root = makeRepository(
      commits.map((commit) => ({ ...commit, at: secondsOf(commit.at) })),
      branch,
    );
    const sources = Object.entries(workflows).map(([name, { on }]) => sourceOf(name, on));
    const { traffic, findings } = await readHistory({ root, days: 10, workflows: sources, settings, now });
    const { findings: codes, says, ...told } = expected;
    expect(findings.map(({ code }) => code)).toEqual(codes);
    expect(findings.map(({ message }) => message).join('\n')).toContain(says ?? '');
    expect(traffic).toEqual(told);
    expect(trafficSchema.parse(traffic)).toEqual(traffic);
  });
});
