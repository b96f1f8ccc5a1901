/** Firings against a calendar counted by hand, and against a walk through every minute of a month. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PipelineError } from '../../diagnostics/index.ts';
import { parseYaml } from '../../yaml-document/index.ts';
import { firingsIn } from './firings.ts';
import { minuteMs, readMonth } from './month.ts';

const text = z.string();
const fixtureSchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      ...{ name: text, month: text, cron: text, timezone: text.optional(), count: z.int() },
      ...{ first: text.optional(), last: text.optional(), includes: text.optional() },
    }),
  ),
  wrong: z.array(z.strictObject({ cron: text, timezone: text.optional(), says: text })),
});
const file = new URL('../../../fixtures/billing/calendar.yaml', import.meta.url);
const { cases, wrong } = fixtureSchema.parse(parseYaml(readFileSync(file, 'utf8')).data);

const inWords = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

describe('the firings of a month', () => {
  it.each(cases)('$month $cron: $name', ({ month, cron, timezone, count, first, last, includes }) => {
    const firings = firingsIn(readMonth(month), cron, timezone) as number[];
    const words = firings.map(inWords);
    expect(words).toHaveLength(count);
    if (first) expect(words[0]).toBe(first);
    if (last) expect(words.at(-1)).toBe(last);
    if (includes) expect(words).toContain(includes);
  });

  it.each(wrong)('$cron $timezone is wrong: $says', ({ cron, timezone, says }) => {
    expect(firingsIn(readMonth('2026-02'), cron, timezone)).toContain(says);
  });
});

const months = fc.constantFrom('2024-02', '2026-03', '2026-10', '2026-11', '2027-01').map(readMonth);
const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

describe('any schedule', () => {
  it('fires where every clock that shows its hour and minute says so', () => {
    const schedule = fc.record({ minute: fc.nat(59), hour: fc.nat(23), zone: fc.constantFrom(...zones) });
    fc.assert(
      fc.property(months, schedule, (month, { minute, hour, zone }) => {
        const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
        const wanted = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const firings = firingsIn(month, `${minute} ${hour} * * *`, zone) as number[];
        const shown = firings.filter((instant) => clock.format(instant) === wanted);
        // All but the one on the day on which clocks go forward.
        expect(firings.length - shown.length).toBeLessThanOrEqual(1);
        expect(Math.abs(firings.length - month.days)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });

  it('in UTC fires at every minute that fits its fields, and at no other', () => {
    const list = (least: number, most: number) =>
      fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 4 });
    const fields = fc.record({ hours: list(0, 23), days: list(1, 31), weekdays: list(0, 6), either: fc.boolean() });
    fc.assert(
      fc.property(months, fields, (month, { hours, days, weekdays, either }) => {
        const cron = `0 ${hours.join()} ${days.join()} * ${either ? weekdays.join() : '*'}`;
        const expected: number[] = [];
        for (let instant = month.from; instant < month.to; instant += 30 * minuteMs) {
          const date = new Date(instant);
          const day = days.includes(date.getUTCDate()) || (either && weekdays.includes(date.getUTCDay()));
          if (day && hours.includes(date.getUTCHours()) && date.getUTCMinutes() === 0) expected.push(instant);
        }
        expect(firingsIn(month, cron)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

it.each(['2026-13', '2026-00', '2026-2', '26-02', 'next', '', '2026-02-01', '9999-01'])('%j is no month', (name) => {
  expect(() => readMonth(name)).toThrow(PipelineError);
});
