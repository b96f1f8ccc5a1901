/** Puts a new calibration in the place of an old one, and says what that changes. */
import type { CalibratedJob, Calibration } from '../../contract/calibration.ts';
import { compareText } from './fit-calibration.ts';

/** The new calibration, with what the old one says of the workflows that were not asked about. */
export function keepOthers(old: Calibration, made: Calibration, asked: ReadonlySet<string>): Calibration {
  const kept = old.jobs.filter(({ workflow }) => !asked.has(workflow));
  if (kept.length === 0) return made;
  const jobs = [...kept, ...made.jobs].sort(
    (one, other) => compareText(one.workflow, other.workflow) || compareText(one.job, other.job),
  );
  const from = Date.parse(old.from) < Date.parse(made.from) ? old.from : made.from;
  const to = Date.parse(old.to) > Date.parse(made.to) ? old.to : made.to;
  const repository = old.repository === made.repository ? made.repository : null;
  return { ...made, repository, from, to, jobs };
}

export interface ComparedJob {
  readonly job: CalibratedJob;
  /** Undefined where nothing was measured of it. */
  readonly before: CalibratedJob | undefined;
}

export interface CalibrationChanges {
  readonly jobs: readonly ComparedJob[];
  /** Those of the old calibration that the new one does not have. */
  readonly gone: readonly CalibratedJob[];
}

export function compareCalibrations(old: Calibration | undefined, made: Calibration): CalibrationChanges {
  const keyOf = ({ workflow, job }: CalibratedJob): string => JSON.stringify([workflow, job]);
  const before = new Map(old?.jobs.map((job) => [keyOf(job), job]));
  const now = new Set(made.jobs.map(keyOf));
  return {
    jobs: made.jobs.map((job) => ({ job, before: before.get(keyOf(job)) })),
    gone: [...before].filter(([key]) => !now.has(key)).map(([, job]) => job),
  };
}
