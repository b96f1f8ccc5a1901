/** The number of cases is what the head of the file says. */
import { countCases } from '../counts.ts';
import type { LintRule } from './rule.ts';

export const counts: LintRule = {
  id: 'counts',
  finds: 'a count in the head of a file that is not the number of its cases',
  check: ({ files }) =>
    files.flatMap((file) => {
      const real = countCases(file.cases);
      return Object.entries(file.counts ?? {}).flatMap(([name, said]) => {
        const found = real[name as keyof typeof real];
        if (said === undefined || said === found) return [];
        const message = `the head says ${name}: ${said}, and the file has ${found}`;
        return [{ file, route: ['counts', name], message }];
      });
    }),
};
