import { expect, it } from 'vitest';
import { formatRoute } from './route.ts';

it.each([
  [[], ''],
  [['name'], 'name'],
  [['jobs', 'build', 'steps', 1, 'with'], 'jobs.build.steps[1].with'],
  [[0, 1, 'a'], '[0][1].a'],
  [['a', ''], 'a.'],
])('formatRoute(%j) is %j', (route, expected) => {
  expect(formatRoute(route)).toBe(expected);
});
