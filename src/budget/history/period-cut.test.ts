/** The commits of a period, whatever some clocks said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../calendar/month.ts';
import { openPeriodCut } from './period-cut.ts';

const to = Date.UTC(2026, 10, 21);
const period = { from: to - 30 * dayMs, to };

/** @param ages in days, the newest commit first */
function cut(ages: readonly number[]) {
  const accepted: string[] = [];
  const reading = openPeriodCut(period, ({ hash }) => accepted.push(hash));
  let read = 0;
  for (const [index, age] of ages.entries()) {
    read++;
    if (!reading.add({ hash: String(index), parents: [], committedAt: to - age * dayMs, message: '', changed: [] }))
      break;
  }
  return { accepted: accepted.length, read, wrong: reading.wrongDates };
}

const agesUpTo = (count: number, every = 1): number[] =>
  Array.from({ length: count }, (_, index) => (index + 0.5) * every);

describe('the period', () => {
  it('takes what is younger, in order', () => {
    expect(cut(agesUpTo(60))).toMatchObject({ accepted: 30, read: 60 });
    expect(cut([])).toMatchObject({ accepted: 0 });
    expect(cut([40, 50])).toMatchObject({ accepted: 0 });
  });

  it('does not read on for ever', () => {
    expect(cut(agesUpTo(5000))).toMatchObject({ accepted: 30, read: 30 + 200 });
  });

  it.each([
    ['old', 4000, { beforeParent: 1 }],
    ['of the future', -400, { inFuture: 1 }],
    ['of a clock that was not set', to / dayMs, { ancient: 1 }],
  ])('counts a date that is %s, and goes on', (_, age, wrong) => {
    expect(cut([1, 2, age, 3, 4, 50, 60])).toMatchObject({ accepted: 5, wrong });
  });

  it('has as many commits as without jumps, however few of the dates jump', () => {
    const jumps = fc.uniqueArray(fc.nat(99), { maxLength: 9 });
    const wrongAge = fc.constantFrom(-5000, -31, 0.1, 31, 400, 6000, to / dayMs);
    fc.assert(
      fc.property(jumps, wrongAge, (places, age) => {
        // The twenty around the end stay right: there, nothing else tells where it is.
        const jumping = new Set(places.filter((place) => Math.abs(place - 50) > 10));
        const ages = agesUpTo(300, 0.6).map((each, index) => (jumping.has(index) ? age : each));
        expect(cut(ages).accepted).toBe(50);
      }),
    );
  });
});
