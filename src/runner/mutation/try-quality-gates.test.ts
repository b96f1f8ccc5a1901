import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readCases } from '../cases/read-cases.ts';
import { gates } from '../gates/index.ts';
import { loadJudge } from '../scoring/index.ts';
import { mutants } from './registry.ts';
import { type GateTrial, isProven } from './trial.ts';
import { tryQualityGates } from './try-quality-gates.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { files } = await readCases(['fixtures/prompts'], { root });
const cases = files.flatMap((file) => file.cases);
const trials = await tryQualityGates({ cases, judgeWith: loadJudge, root });

test('every gate of the quality suite passes a healthy run, and fails a broken one', () => {
  const suite = Object.entries(gates).filter(([, { suites }]) => suites.includes('quality'));
  expect(trials.map(({ id }) => id)).toEqual(suite.map(([id]) => id));
  expect(trials.filter((trial) => !isProven(trial))).toEqual([]);
});

test('every mutant turns a gate red', () => {
  const seen = new Set(trials.flatMap(({ turnedRed }) => turnedRed.map(({ mutant }) => mutant)));
  expect(mutants.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
});

test('a gate that fails when all is well, or never fails, is not proven', () => {
  const trial: GateTrial = { id: 'x', label: 'x', healthy: 'passed', turnedRed: [] };
  const red = [{ mutant: 'm', breaks: 'b', message: 'x' }];
  expect([trial, { ...trial, healthy: 'failed' as const, turnedRed: red }].map(isProven)).toEqual([false, false]);
  expect(isProven({ ...trial, turnedRed: red })).toBe(true);
});
