/** Where durations come from: what the settings say of a job, else what is usual for its steps. */
import type { BudgetSettings } from '../../config/budget.ts';
import { defaultEstimate, jobSetUp } from './default-durations.ts';
import { exactly } from './estimate.ts';
import type { DurationSource } from './run-template.ts';

/**
 * @param declared by `ci.yml/build`, or `ci.yml/*` for all jobs of a workflow
 * @example
 * durationsOf({ 'ci.yml/build': 90 }).job({ file: 'ci.yml', job: 'build', cacheHit: true }); // { median: 90, p90: 90 }
 */
export function durationsOf(declared: BudgetSettings['durations']): DurationSource {
  const find = (name: string) => (Object.hasOwn(declared, name) ? declared[name] : undefined);
  return {
    job({ file, job, cacheHit }) {
      const said = find(`${file}/${job}`) ?? find(`${file}/*`);
      if (said === undefined) return undefined;
      return exactly(typeof said === 'number' ? said : cacheHit ? said.hit : said.miss);
    },
    step: ({ cacheHit }, step) => defaultEstimate(step, cacheHit),
    setUp: jobSetUp,
  };
}
