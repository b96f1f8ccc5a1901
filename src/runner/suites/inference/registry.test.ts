import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkTags } from '../../../contract/suite-options.ts';
import { checks, checksOf } from './registry.ts';

test('has a line for every file of checks/, under its name', () => {
  const files = readdirSync(fileURLToPath(new URL('checks', import.meta.url)));
  expect(checks.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
});

test('every check says what it is about, and is in a group', () => {
  for (const { title, why, tags } of checks) {
    expect([title.length > 10, why.length > 10, tags.length > 0]).toEqual([true, true, true]);
  }
  expect(new Set(checks.map(({ title }) => title)).size).toBe(checks.length);
});

test('groups are what is named, and everything when nothing is', () => {
  expect(checksOf()).toEqual(checks);
  expect(checksOf([])).toEqual(checks);
  for (const tag of checkTags) {
    const group = checksOf([tag]);
    expect(group.length).toBeGreaterThan(1);
    expect(group.every(({ tags }) => tags.includes(tag))).toBe(true);
  }
  expect(checksOf(checkTags)).toEqual(checks);
});
