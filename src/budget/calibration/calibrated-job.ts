/** Finds what real runs say of a job. */
import type { CalibratedJob, Calibration } from '../../contract/calibration.ts';

/**
 * @param file of the workflow, `ci.yml`
 * @param name as GitHub shows the job
 */
export const calibratedJob = ({ jobs }: Calibration, file: string, name: string): CalibratedJob | undefined =>
  jobs.find((each) => each.workflow === file && each.job.toLowerCase() === name.toLowerCase());
