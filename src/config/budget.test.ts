/** What the settings of the budget take, and what they say to the rest. */
import { describe, expect, it } from 'vitest';
import { budgetSettingsSchema, trafficSchema } from './budget.ts';

describe('the settings of the budget', () => {
  it('are those of a private repository on the Free plan where they are silent', () => {
    expect(budgetSettingsSchema.parse({})).toMatchObject({
      ...{ plan: 'free', visibility: 'private', month: 'next', paymentMethod: true, trials: 1000, seed: 1 },
    });
  });

  it.each([
    ['45s', 45],
    ['2m', 120],
    ['1m30s', 90],
    ['1h', 3600],
    ['1h1m1s', 3661],
    ['0.5m', 30],
    [12, 12],
  ])('read the duration %j as %d seconds', (text, seconds) => {
    expect(budgetSettingsSchema.parse({ durations: { 'ci.yml/build': text } }).durations).toEqual({
      'ci.yml/build': seconds,
    });
  });

  it('read their own output again', () => {
    const once = budgetSettingsSchema.parse({ durations: { 'ci.yml/*': { hit: '15s', miss: '2m' } } });
    expect(budgetSettingsSchema.parse(once)).toEqual(once);
  });

  it.each([
    { durations: { 'ci.yml/build': '45' } },
    { durations: { 'ci.yml/build': '' } },
    { durations: { 'ci.yml/build': '30s2m' } },
    { durations: { 'ci.yml/build': -1 } },
    { durations: { build: '45s' } },
    { month: '2026-13' },
    { month: 'last' },
    { plan: 'gold' },
    { card: '2019' },
    { trials: 0 },
    { trials: 1.5 },
    { labels: { gpu: '' } },
    { prices: 5 },
  ])('refuse %j', (settings) => {
    expect(budgetSettingsSchema.safeParse(settings).success).toBe(false);
  });
});

describe('the traffic', () => {
  it('is none where nobody tells it', () => {
    expect(trafficSchema.parse({})).toEqual({ defaultBranch: 'main', pushes: [], pullRequests: [], dispatches: [] });
  });

  it('varies unless it is said not to', () => {
    const { pushes } = trafficSchema.parse({ pushes: [{ perDay: 2 }, { perMonth: 3, varies: false }] });
    expect(pushes.map(({ varies }) => varies)).toEqual([true, false]);
  });

  it.each([
    { pushes: [{}] },
    { pushes: [{ perDay: 1, perMonth: 30 }] },
    { pushes: [{ perDay: -1 }] },
    { pushes: [{ perDay: Number.POSITIVE_INFINITY }] },
    { pullRequests: [{ perDay: 1, synchronizations: -1 }] },
    { dispatches: [{ perDay: 1 }] },
    { releases: [] },
  ])('refuses %j', (traffic) => {
    expect(trafficSchema.safeParse(traffic).success).toBe(false);
  });
});
