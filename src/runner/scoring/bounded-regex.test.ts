import { describe, expect, it } from 'vitest';
import { search } from './bounded-regex.ts';

describe('search', () => {
  it.each([
    ['ls', 'ls -la', false, 'found'],
    ['^la$', 'ls -la', false, 'absent'],
    ['LS', 'ls -la', false, 'absent'],
    ['LS', 'ls -la', true, 'found'],
    ['^.$', '😀', false, 'found'],
  ])('/%s/ in %j, ignoring case %s: %s', (regex, text, ignore_case, expected) => {
    expect(search({ regex, ignore_case }, text)).toBe(expected);
  });

  it('interrupts an expression that never ends, and goes on working', () => {
    const slow = { regex: '^(a+)+$' };
    expect(search(slow, `${'a'.repeat(60)}!`)).toBe('timed-out');
    expect(search(slow, 'aaa')).toBe('found');
  });

  it('has the limits that are given', () => {
    expect(search({ regex: '^(a+)+$' }, `${'a'.repeat(60)}!`, [5])).toBe('timed-out');
  });
});
