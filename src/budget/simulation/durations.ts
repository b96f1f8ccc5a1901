/**
 * Where durations come from: the settings come first, then real runs, then what the pipeline declares; for what nobody
 * says, what is usual for its steps.
 */
import type { BudgetSettings } from '../../config/budget.ts';
import type { Calibration } from '../../contract/calibration.ts';
import { calibratedJob } from '../calibration/calibrated-job.ts';
import { defaultEstimate, jobSetUp } from './default-durations.ts';
import { exactly } from './estimate.ts';
import type { DurationSource } from './job-duration.ts';

/**
 * @param settings by `ci.yml/build`, or `ci.yml/*` for all jobs of a workflow
 * @example
 * durationsOf({ 'ci.yml/build': 90 }).job({ file: 'ci.yml', job: 'build', … }); // { source: 'settings', estimate: 90 s }
 */
export function durationsOf(settings: BudgetSettings['durations'], calibration?: Calibration): DurationSource {
  const find = (name: string) => (Object.hasOwn(settings, name) ? settings[name] : undefined);
  return {
    job({ file, job, name, takes, cacheHit }) {
      const said = find(`${file}/${job}`) ?? find(`${file}/*`);
      if (said !== undefined) {
        const seconds = typeof said === 'number' ? said : cacheHit ? said.hit : said.miss;
        return { estimate: exactly(seconds), source: 'settings', basedOnRuns: null };
      }
      const measured = calibration && calibratedJob(calibration, file, name);
      if (measured) {
        const { median, p90, runs } = measured;
        return { estimate: { median, p90 }, source: 'calibrated', basedOnRuns: runs };
      }
      if (takes === undefined) return undefined;
      return { estimate: exactly(cacheHit ? takes.hit : takes.miss), source: 'declared', basedOnRuns: null };
    },
    step(cacheHit, step) {
      const takes = 'takes' in step ? step.takes : undefined;
      return takes ? exactly(cacheHit ? takes.hit : takes.miss) : defaultEstimate(step, cacheHit);
    },
    setUp: jobSetUp,
  };
}
