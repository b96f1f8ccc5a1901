/** Finds what real runs say of a planned job. */
import type { CalibratedJob, Calibration } from '../../contract/calibration.ts';
import { groupBy } from '../simulation/group-by.ts';
import { foldName, matchesName, partsOf, readPattern } from './name-pattern.ts';
import { type MeasuredDuration, pool } from './pool.ts';

/**
 * What was measured of the job with this name; without one, of all jobs that it may stand for, taken together.
 *
 * @param file of the workflow, `ci.yml`
 * @param name as GitHub shows the job, with the expressions in it that only a run knows
 * @example
 * calibratedJob(calibration, 'release.yml', 'Deploy ${{ needs.plan.outputs.version }}'); // that of "Deploy 1.2" and "Deploy 1.3"
 */
export const calibratedJob = (calibration: Calibration, file: string, name: string): MeasuredDuration | undefined =>
  indexOf(calibration).get(file)?.find(name);

// A month asks for the same few jobs once for every kind of event.
const indexes = new WeakMap<Calibration, ReadonlyMap<string, WorkflowIndex>>();

function indexOf(calibration: Calibration): ReadonlyMap<string, WorkflowIndex> {
  const known = indexes.get(calibration);
  if (known) return known;
  const byFile = groupBy(calibration.jobs, ({ workflow }) => workflow);
  const index = new Map([...byFile].map(([file, jobs]) => [file, new WorkflowIndex(jobs)]));
  indexes.set(calibration, index);
  return index;
}

/** The measured jobs of a workflow, and what was found among them before. */
class WorkflowIndex {
  readonly #byName: ReadonlyMap<string, readonly CalibratedJob[]>;
  readonly #parts: readonly (readonly [parts: readonly string[], job: CalibratedJob])[];
  readonly #found = new Map<string, MeasuredDuration | undefined>();

  constructor(jobs: readonly CalibratedJob[]) {
    this.#byName = groupBy(jobs, ({ job }) => foldName(job));
    this.#parts = jobs.map((job) => [partsOf(job.job), job]);
  }

  find(name: string): MeasuredDuration | undefined {
    if (!this.#found.has(name)) this.#found.set(name, pool(this.#byName.get(foldName(name)) ?? this.#matching(name)));
    return this.#found.get(name);
  }

  #matching(name: string): CalibratedJob[] {
    const pattern = readPattern(name);
    return pattern ? this.#parts.flatMap(([parts, job]) => (matchesName(pattern, parts) ? [job] : [])) : [];
  }
}
