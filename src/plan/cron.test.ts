/** Schedules: what is read, what is refused, and how far firings lie apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CronFields, canFire, firesOn, isCron, parseCron, shortestInterval } from './cron.ts';

function read(text: string): CronFields {
  const parsed = parseCron(text);
  if (!isCron(parsed)) throw new Error(parsed.message);
  return parsed;
}

describe('parseCron', () => {
  it('reads lists, ranges, steps and names', () => {
    const { minutes, hours, daysOfMonth, months, daysOfWeek, anyDayOfMonth, anyDayOfWeek } = read(
      '0,30 2-6/2 */10 jan,DEC mon-FRI',
    );
    expect([...minutes]).toEqual([0, 30]);
    expect([...hours]).toEqual([2, 4, 6]);
    expect([...daysOfMonth]).toEqual([1, 11, 21, 31]);
    expect([...months]).toEqual([1, 12]);
    expect([...daysOfWeek]).toEqual([1, 2, 3, 4, 5]);
    expect([anyDayOfMonth, anyDayOfWeek]).toEqual([true, false]);
  });

  it('steps from a single value to the end of the field', () => {
    expect([...read('10/20 * * * *').minutes]).toEqual([10, 30, 50]);
  });

  it.each([
    ['', 'is empty'],
    ['* * * *', 'has 4 fields'],
    ['@daily', 'does not know'],
    ['60 * * * *', '"60" is no minute'],
    ['* 24 * * *', '"24" is no hour'],
    ['* * 0 * *', '"0" is no day of the month'],
    ['* * * 13 *', '"13" is no month'],
    ['* * * * 7', '"7" is no day of the week'],
    ['* * * * MONDAY', '"MONDAY" is no day of the week'],
    ['5-1 * * * *', 'backwards'],
    ['*/0 * * * *', 'steps by 0'],
    ['*-5 * * * *', '"*-5" is no minute'],
    ['1,,2 * * * *', '"" is no minute'],
    ['1.5 * * * *', '"1.5" is no minute'],
    ['-1 * * * *', '"-1" is no minute'],
    ['* * L * *', '"L" is no day of the month'],
  ])('refuses %j', (text, message) => {
    const parsed = parseCron(text);
    expect(isCron(parsed) ? 'fine' : parsed.message).toContain(message);
  });

  it('never throws', () => {
    const part = fc.stringMatching(/^[-0-9*,/A-Za-z@?#]{0,6}$/);
    fc.assert(fc.property(fc.array(part, { maxLength: 6 }), (parts) => void parseCron(parts.join(' '))));
  });
});

describe('canFire', () => {
  it.each(['0 0 31 4,6 *', '0 0 30 2 *'])('knows that %j never does', (text) => {
    expect(canFire(read(text))).toBe(false);
  });

  it.each(['0 0 29 2 *', '0 0 30 2 1', '0 0 31 4,5 *', '* * * * *'])('knows that %j does', (text) => {
    expect(canFire(read(text))).toBe(true);
  });
});

describe('firesOn', () => {
  it('takes either day where both fields say one', () => {
    const both = read('0 0 13 * FRI');
    expect(firesOn(both, 1, 13, 1)).toBe(true);
    expect(firesOn(both, 1, 2, 5)).toBe(true);
    expect(firesOn(both, 1, 2, 1)).toBe(false);
    expect(firesOn(read('0 0 13 * *'), 1, 2, 5)).toBe(false);
  });
});

describe('shortestInterval', () => {
  it.each([
    ['* * * * *', 1],
    ['*/5 * * * *', 5],
    ['*/7 * * * *', 4],
    ['2,58 * * * *', 4],
    ['2,58 3 * * *', 56],
    ['0,57 0,23 * * *', 3],
    ['0,57 0,23 * * 1', 57],
    ['0 0 * * *', 1440],
    ['0 0 1 * *', Number.POSITIVE_INFINITY],
    ['59,0 0,23 28,1 2,3 *', 1],
  ])('%s: %d minutes', (text, minutes) => {
    expect(shortestInterval(read(text))).toBe(minutes);
  });
});
