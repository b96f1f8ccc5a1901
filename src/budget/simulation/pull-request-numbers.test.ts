/** The pull requests of a month: each has its own number, and so its own branch, caches and group of runs. */
import { expect, it } from 'vitest';
import { trafficSchema } from '../../config/budget.ts';
import { readMonth } from '../calendar/month.ts';
import { streamsOf } from './streams.ts';

const pullRequests = [{ perMonth: 3 }, { perMonth: 2, labels: ['crossval'] }, { perMonth: 4, fork: true }];

const { streams } = streamsOf(readMonth('2026-09'), [], trafficSchema.parse({ pullRequests }), 1);
const subjectsOf = (title: string): number[] =>
  streams
    .filter((each) => each.title === title)
    .flatMap(({ occurrences }) => occurrences.map(({ subject }) => subject));

it('pull requests are counted through all entries of the traffic', () => {
  expect(subjectsOf('pull request opened').toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(subjectsOf('pull request labeled').toSorted()).toEqual([3, 4]);
  expect(subjectsOf('push to the branch of a pull request').toSorted()).toEqual(
    [0, 1, 2, 3, 4].flatMap((subject) => [subject, subject, subject]),
  );
});

it('no two pull requests share the caches of a ref', () => {
  const refs = streams
    .filter(({ title }) => title === 'pull request closed')
    .flatMap(({ occurrences, refOf }) => occurrences.map(({ subject }) => refOf(subject)));
  expect(new Set(refs).size).toBe(9);
});
