/** What is wrong with data, in words. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { describeIssue, innermostIssues, knownKeys } from './describe-issues.ts';

const schema = z.strictObject({
  text: z.string().optional(),
  count: z.int().min(2).max(5).default(2),
  choice: z.enum(['a', 'b', 'c']).optional(),
  either: z.union([z.literal('all'), z.number(), z.strictObject({ minutes: z.number().optional() })]).optional(),
  list: z.array(z.strictObject({ name: z.string(), size: z.number().optional() })).prefault([]),
  named: z
    .record(z.string().regex(/^[a-z]+$/, 'must be in small letters'), z.strictObject({ deep: z.number() }))
    .optional(),
  sum: z.string().transform(Number).optional(),
});

function problemsOf(data: object): string[] {
  const { error } = schema.safeParse(data, { error: describeIssue });
  const issues = (error?.issues ?? []).flatMap(innermostIssues);
  return issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim());
}

describe('describeIssue', () => {
  it.each([
    [{ text: 1 }, 'text must be a text; put it in quotes'],
    [{ text: {} }, 'text must be a text'],
    [{ count: 'x' }, 'count must be a number'],
    [{ count: 1 }, 'count must be at least 2'],
    [{ count: 6 }, 'count must be at most 5'],
    [{ choice: 'd' }, 'choice must be "a", "b" or "c"'],
    [{ either: 'some' }, 'either must be "all", a number or a map'],
    [{ either: { minutes: 'x' } }, 'either.minutes must be a number'],
    [{ list: {} }, 'list must be a list'],
    [{ list: [{}] }, 'list.0.name is missing'],
    [{ named: { A: { deep: 1 } } }, 'named.A must be in small letters'],
    [{ other: 1, more: 2 }, 'has "other" and "more" in it, which nobody knows'],
  ])('says of %j: %s', (data, said) => {
    expect(problemsOf(data)).toEqual([said]);
  });
});

describe('knownKeys', () => {
  it.each([
    [[], ['text', 'count', 'choice', 'either', 'list', 'named', 'sum']],
    [['either'], ['minutes']],
    [
      ['list', 3],
      ['name', 'size'],
    ],
    [['named', 'x'], ['deep']],
    [['text'], []],
    [['nothing', 'there'], []],
  ])('at %j are %j', (path, keys) => {
    expect(knownKeys(schema, path)).toEqual(keys);
  });
});
