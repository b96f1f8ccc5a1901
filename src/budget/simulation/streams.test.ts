/** The events of a month keep their number, however many entries of the traffic they are spread over. */
import { describe, expect, it } from 'vitest';
import { type TrafficOptions, trafficSchema } from '../../config/budget.ts';
import { readMonth } from '../calendar/month.ts';
import { streamsOf } from './streams.ts';

function eventsOf(traffic: TrafficOptions): Readonly<Record<string, number>> {
  const { streams } = streamsOf(readMonth('2026-11'), [], trafficSchema.parse(traffic), 1);
  const counts: Record<string, number> = {};
  for (const { title, occurrences } of streams) counts[title] = (counts[title] ?? 0) + occurrences.length;
  return counts;
}

const spread = <T>(entries: number, entry: T): T[] => Array.from({ length: entries }, () => entry);

describe('the events of a month', () => {
  it('do not vanish because each is rare', () => {
    expect(eventsOf({ pushes: spread(45, { perMonth: 1 / 3 }) })).toEqual({ 'push to main': 15 });
    expect(eventsOf({ pullRequests: spread(20, { perDay: 0.01, synchronizations: 0 }) })).toMatchObject({
      'pull request opened': 6,
      'pull request closed': 6,
      'push to the branch of a pull request': 6,
    });
  });

  it('have as many synchronizations as the pull requests of all entries together', () => {
    const once = eventsOf({ pullRequests: [{ perMonth: 10, synchronizations: 1.5 }] });
    const rare = eventsOf({ pullRequests: spread(10, { perMonth: 1, synchronizations: 1.5 }) });
    expect(once['pull request synchronize']).toBe(15);
    expect(rare).toEqual(once);
  });
});
