/** When schedules fire: calendar days, time zones, and the two nights on which clocks change. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firesAt, firingsOf, nextFiring } from './firings.ts';

const times = (cron: string, from: string, to: string, timezone?: string): string[] | undefined =>
  firingsOf({ cron, timezone }, new Date(from), new Date(to))?.map((at) => at.toISOString().slice(0, 16));

describe('firingsOf()', () => {
  it('has the last instant no more, and the first one', () => {
    expect(times('0 0 * * *', '2026-02-27T00:00Z', '2026-03-01T00:00Z')).toEqual([
      '2026-02-27T00:00',
      '2026-02-28T00:00',
    ]);
  });

  it.each([
    ['a leap February', '0 0 29 2 *', '2028-01-01T00:00Z', '2029-01-01T00:00Z', 1],
    ['one that is none', '0 0 29 2 *', '2026-01-01T00:00Z', '2027-01-01T00:00Z', 0],
    ['five Sundays', '0 3 * * SUN', '2026-11-01T00:00Z', '2026-12-01T00:00Z', 5],
    ['either day', '0 0 13 * 5', '2026-11-01T00:00Z', '2026-12-01T00:00Z', 4],
    ['both days, one with a star', '0 0 */2 * 1', '2026-11-01T00:00Z', '2026-12-01T00:00Z', 2],
    ['steps from a value on', '0 4/8 * * *', '2026-11-01T00:00Z', '2026-11-02T00:00Z', 3],
  ])('counts %s', (_, cron, from, to, count) => {
    expect(times(cron, from, to)).toHaveLength(count);
  });

  it('follows the clock of a time zone', () => {
    const zone = 'Europe/Berlin';
    expect(times('30 9 * * *', '2026-03-28T00:00Z', '2026-03-30T00:00Z', zone)).toEqual([
      '2026-03-28T08:30',
      '2026-03-29T07:30',
    ]);
  });

  it('comes when the clock goes on, where it skips the time, and once where it comes twice', () => {
    const zone = 'America/New_York';
    expect(times('30 2 * * *', '2026-03-08T00:00Z', '2026-03-09T00:00Z', zone)).toEqual(['2026-03-08T07:00']);
    expect(times('30 1 * * *', '2026-11-01T00:00Z', '2026-11-02T00:00Z', zone)).toEqual(['2026-11-01T05:30']);
  });

  it('skips a whole day with the clock', () => {
    expect(times('0 12 * * *', '2011-12-29T10:00Z', '2011-12-31T10:00Z', 'Pacific/Apia')).toEqual([
      '2011-12-29T22:00',
      '2011-12-30T10:00',
      '2011-12-30T22:00',
    ]);
  });

  it.each(['@daily', '60 * * * *', '* * * *', '* * * * 7', '5-1 * * * *', '*/0 * * * *', '', 'x'])(
    'does not read %j',
    (cron) => {
      expect(times(cron, '2026-01-01T00:00Z', '2026-01-02T00:00Z')).toBeUndefined();
    },
  );

  it('does not know every time zone', () => {
    expect(times('0 0 * * *', '2026-01-01T00:00Z', '2026-01-02T00:00Z', 'Europe/Atlantis')).toBeUndefined();
  });

  it('agrees with asking of each minute', () => {
    const field = fc.constantFrom('*', '*/7', '3', '1-4', '2,5');
    const cron = fc.tuple(field, field, field, field, fc.constantFrom('*', '1', '5-6')).map((parts) => parts.join(' '));
    const zone = fc.constantFrom('UTC', 'Asia/Kolkata', 'America/Sao_Paulo');
    const start = fc.date({
      min: new Date('2026-01-01T00:00Z'),
      max: new Date('2026-12-31T00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(cron, zone, start, (text, timezone, day) => {
        const from = new Date(Math.floor(day.getTime() / 60_000) * 60_000);
        const to = new Date(from.getTime() + 90 * 60_000);
        const found = firingsOf({ cron: text, timezone }, from, to)?.map(Number);
        const asked = Array.from({ length: 90 }, (_, index) => from.getTime() + index * 60_000);
        expect(found).toEqual(asked.filter((at) => firesAt({ cron: text, timezone }, new Date(at + 31_000))));
      }),
      { numRuns: 30 },
    );
  });
});

it('nextFiring() is the first one after an instant', () => {
  expect(nextFiring({ cron: '0 3 * * *' }, new Date('2026-11-22T03:00Z'))).toEqual(new Date('2026-11-23T03:00Z'));
  expect(nextFiring({ cron: '0 0 1 1 *' }, new Date('2026-01-01T00:00Z'))).toEqual(new Date('2027-01-01T00:00Z'));
  expect(nextFiring({ cron: '0 0 30 2 *' }, new Date('2026-01-01T00:00Z'))).toBeUndefined();
});
