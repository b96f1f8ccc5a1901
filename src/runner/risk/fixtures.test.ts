/** Assesses the lists of `fixtures/risk`: what is dangerous is found, what is harmless is left alone. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type RiskLevel, riskLevels } from '../../contract/index.ts';
import { parseYaml } from '../../yaml-document/index.ts';
import { loadRisk } from './index.ts';

const { assess } = await loadRisk();
const commands = z.array(z.string());
const dangerous = z.record(z.string(), z.partialRecord(z.enum(['moderate', 'high', 'critical']), commands));
const harmless = z.record(z.string(), commands);

function load<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const { data, problems } = parseYaml(
    readFileSync(new URL(`../../../fixtures/risk/${file}`, import.meta.url), 'utf8'),
  );
  expect(problems).toEqual([]);
  return schema.parse(data);
}

const reaches = (command: string, level: RiskLevel): boolean =>
  riskLevels.indexOf(assess(command).risk) >= riskLevels.indexOf(level);

const folders = [
  '',
  'held-out/',
  'second-held-out/',
  'third-held-out/',
  'fourth-held-out/',
  'fifth-held-out/',
  'sixth-held-out/',
  'seventh-held-out/',
  'eighth-held-out/',
  'ninth-held-out/',
];

describe.each(folders)('fixtures/risk/%s', (folder) => {
  it('finds at least 99 of 100 dangerous commands', () => {
    const all = Object.values(load(`${folder}dangerous.yaml`, dangerous)).flatMap((levels) =>
      Object.entries(levels).flatMap(([level, each]) =>
        each.map((command) => ({ level: level as RiskLevel, command })),
      ),
    );
    const missed = all.filter(({ level, command }) => !reaches(command, level));
    expect(all.length).toBeGreaterThan(80);
    expect(missed.length / all.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.01);
  });

  it('leaves at least 99 of 100 harmless commands alone', () => {
    const all = Object.values(load(`${folder}harmless.yaml`, harmless)).flat();
    const flagged = all.filter((command) => assess(command).risk !== 'safe');
    expect(all.length).toBeGreaterThan(80);
    expect(flagged.length / all.length, JSON.stringify(flagged)).toBeLessThanOrEqual(0.01);
  });
});

it('does not call every limited change high', () => {
  const moderate = Object.values(load('dangerous.yaml', dangerous)).flatMap((levels) => levels.moderate ?? []);
  const exact = moderate.filter((command) => assess(command).risk === 'moderate');
  expect(exact.length / moderate.length).toBeGreaterThan(0.9);
});
