/** Runs every rule's own examples, and checks that registry and files agree. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { riskLevels } from '../../contract/index.ts';
import { assess } from './assess.ts';
import { registry } from './registry.ts';

const found = (command: string, rule: string): readonly string[] =>
  assess(command)
    .reasons.filter((each) => each.rule === rule)
    .map((each) => each.level)
    .sort((one, other) => riskLevels.indexOf(other as never) - riskLevels.indexOf(one as never));

describe('the registry', () => {
  it('has every file of rules/, and nothing else', () => {
    const files = readdirSync(new URL('rules/', import.meta.url)).map((each) => each.replace(/\.ts$/, ''));
    expect(registry.map((each) => each.id)).toEqual(files.sort());
  });

  it.each(registry)('$id says why, and has examples', ({ why, examples }) => {
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(examples.match.length).toBeGreaterThan(1);
    expect(examples.pass.length).toBeGreaterThan(2);
  });
});

describe.each(registry)('$id', ({ id, examples }) => {
  it.each(examples.match)('finds %s: %s', (command, level) => {
    expect(found(command, id)[0]).toBe(level);
  });

  it.each(examples.pass)('leaves alone %s', (command) => {
    expect(found(command, id)).toEqual([]);
  });
});
