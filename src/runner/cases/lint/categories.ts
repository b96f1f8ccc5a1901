/** Every category is a known one of its group. */
import { didYouMean } from '../../../diagnostics/index.ts';
import { categories as known } from '../categories.ts';
import { groupOf } from '../test-case.ts';
import { casesOf, type LintRule } from './rule.ts';

export const categories: LintRule = {
  id: 'categories',
  finds: 'a category that cases of this group do not have',
  check: (context) =>
    casesOf(context).flatMap(({ file, testCase }) => {
      const group = groupOf(testCase);
      const names: readonly string[] = known[group];
      if (names.includes(testCase.category)) return [];
      const message = `there is no category "${testCase.category}" of ${group} cases`;
      return [{ file, route: [...testCase.route, 'category'], message, hint: didYouMean(testCase.category, names) }];
    }),
};
