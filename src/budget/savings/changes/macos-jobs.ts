/** Tells which jobs run on macOS, and sets a condition for what runs there, apart from the other systems of a matrix. */
import type { Data, Matrix, MatrixEntry, StepsJob, Workflow } from '../../../model/index.ts';
import type { DurationSource } from '../../simulation/job-duration.ts';
import { changeJob, replaceJob } from './change-workflow.ts';

export const isMacos = (label: Data | undefined): boolean =>
  typeof label === 'string' && /^(?:macos|xcode)-/i.test(label);

/** A job that runs on macOS: all of it, or those of its matrix that an axis sends there. */
export type MacosJob =
  | { readonly kind: 'whole'; readonly job: StepsJob; readonly label: string | undefined }
  | { readonly kind: 'part'; readonly job: StepsJob; readonly matrix: Matrix; readonly axis: string };

/** Undefined for other systems, and where only the run tells. */
export function macosJobOf(job: StepsJob): MacosJob | undefined {
  const label = labelOf(job);
  if (label === undefined) return undefined;
  if (isMacos(label)) return { kind: 'whole', job, label };
  const axis = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(label)?.[1];
  const matrix = job.strategy?.matrix;
  const values = axis === undefined || typeof matrix?.axes !== 'object' ? undefined : matrix.axes[axis];
  if (axis === undefined || !matrix || typeof values !== 'object' || !values.some(isMacos)) return undefined;
  if ([matrix.include, matrix.exclude].some((each) => typeof each === 'string')) return undefined;
  const all = values.every(isMacos) && entriesOf(matrix.include).every((entry) => isMacos(entry[axis]));
  return all ? { kind: 'whole', job, label: undefined } : { kind: 'part', job, matrix, axis };
}

function labelOf({ runsOn }: StepsJob): string | undefined {
  if (typeof runsOn === 'string') return runsOn;
  return Array.isArray(runsOn) && runsOn.length === 1 ? String(runsOn[0]) : undefined;
}

const entriesOf = (entries: Matrix['include']): readonly MatrixEntry[] => (typeof entries === 'object' ? entries : []);

/** What a job of the macOS part is called, when it becomes one of its own. */
export const apartId = ({ id }: StepsJob): string => `${id}-macos`;

/**
 * The workflow in which what runs on macOS asks a condition first. Undefined where that would stop what comes after it
 * too, or where the name of the new job is taken.
 */
export function withCondition(workflow: Workflow, macos: MacosJob, condition: string): Workflow | undefined {
  const { job } = macos;
  if (job.if?.includes('${{')) return undefined;
  const both = job.if === undefined ? condition : `(${job.if}) && ${condition}`;
  if (macos.kind === 'whole') {
    return isNeeded(workflow, job) ? undefined : changeJob(workflow, job.id, (same) => ({ ...same, if: both }));
  }
  if (workflow.jobs.some(({ id }) => id.toLowerCase() === apartId(job).toLowerCase())) return undefined;
  const apart = { ...partOf(macos, isMacos), id: apartId(job), name: job.name ?? job.id, if: both };
  return replaceJob(workflow, job.id, [partOf(macos, (label) => !isMacos(label)), apart]);
}

const isNeeded = ({ jobs }: Workflow, { id }: StepsJob): boolean =>
  jobs.some(({ needs }) => needs?.some((each) => each.toLowerCase() === id.toLowerCase()));

/** The job with the part of its matrix that some labels have. */
function partOf(
  { job, matrix, axis }: Extract<MacosJob, { kind: 'part' }>,
  fits: (label: Data | undefined) => boolean,
): StepsJob {
  const axes = typeof matrix.axes === 'object' ? matrix.axes : {};
  const values = axes[axis];
  const labels = typeof values === 'object' ? values.filter(fits) : [];
  const ofPart = (entry: MatrixEntry): boolean => entry[axis] === undefined || fits(entry[axis]);
  const part: Matrix = {
    ...matrix,
    axes: { ...axes, [axis]: labels },
    ...(matrix.include === undefined ? {} : { include: entriesOf(matrix.include).filter(ofPart) }),
    ...(matrix.exclude === undefined ? {} : { exclude: entriesOf(matrix.exclude).filter(ofPart) }),
  };
  return { ...job, strategy: { ...job.strategy, matrix: part } };
}

/** The part of a job takes as long as it did before it was one of its own. */
export const withDurationOfPart = (source: DurationSource, file: string, job: StepsJob): DurationSource => ({
  ...source,
  job: (question) =>
    source.job(question.file === file && question.job === apartId(job) ? { ...question, job: job.id } : question),
});
