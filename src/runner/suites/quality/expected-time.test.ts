import { expect, test } from 'vitest';
import type { Report } from '../../../contract/index.ts';
import type { TestCase } from '../../cases/test-case.ts';
import { expectedTime } from './expected-time.ts';

const testCase = (id: string, prompt: string, answer: string) =>
  ({ id, kind: 'command', prompt, known_good: [answer] }) as unknown as TestCase;
const short = testCase('short', 'List', 'ls');
const long = testCase('long', 'List '.repeat(50), 'find . '.repeat(20));

test('without a baseline, the length of prompts and answers decides', () => {
  const time = expectedTime(undefined);
  expect(time(long)).toBeGreaterThan(time(short));
});

test('a baseline knows better, and guesses for new cases are of the same size', () => {
  const measured = {
    id: 'short',
    prompt: 'List',
    attempts: [
      { latencyMs: 400, answer: 'ls' },
      { latencyMs: 600, answer: 'ls' },
    ],
  };
  const time = expectedTime({ cases: [measured] } as unknown as Report);
  expect(time(short)).toBe(500);
  expect(time(long)).toBeGreaterThan(500);
});
