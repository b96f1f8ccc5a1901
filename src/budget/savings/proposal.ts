/** What a kind of saving looks at, and what it proposes. */
import type { BudgetJob, BudgetReport } from '../../contract/budget.ts';
import type { StepsJob } from '../../model/index.ts';
import type { BudgetQuestion } from '../simulation/budget-question.ts';
import type { DurationSource } from '../simulation/job-duration.ts';
import type { PlannedWorkflow } from '../simulation/planned-workflow.ts';
import type { ShareOf } from './started-runs.ts';

export interface Scene {
  readonly question: BudgetQuestion;
  /** The month as it is. */
  readonly report: BudgetReport;
  readonly durations: DurationSource;
  readonly shareOf: ShareOf;
}

export interface Proposal {
  readonly file: string;
  /** Ids; none where it is about the whole workflow. */
  readonly jobs: readonly string[];
  /** What to change, as a sentence that says what to write and where. */
  readonly change: string;
  /** What else it does, good or bad. */
  readonly note: string;
  /** What it may save, in minutes: what promises most is simulated first. */
  readonly guess: number;
  /** The question with the change made; absent where no minutes are saved, and it is worth saying all the same. */
  readonly apply?: (question: BudgetQuestion) => BudgetQuestion;
}

export type Propose = (scene: Scene) => readonly Proposal[];

/** A job that ran in the month, with what it took. */
export interface MonthJob {
  readonly workflow: PlannedWorkflow;
  readonly job: StepsJob;
  readonly row: BudgetJob;
}

/** The jobs with steps of a workflow that ran; those of workflows that it calls are not its own to change. */
export function jobsThatRan({ report }: Scene, workflow: PlannedWorkflow): MonthJob[] {
  const rows = report.workflows.find(({ file }) => file === workflow.file)?.jobs ?? [];
  const byId = new Map(rows.map((row) => [row.job, row]));
  return workflow.document.jobs.flatMap((job): MonthJob[] => {
    const row = byId.get(job.id);
    return job.kind === 'job' && row && row.runs > 0 ? [{ workflow, job, row }] : [];
  });
}

/** What counts of a job: minutes of the quota, or those that are billed where no quota covers them. */
export const minutesCounted = ({ drawn, billableMinutes }: Pick<BudgetJob, 'drawn' | 'billableMinutes'>): number =>
  drawn || billableMinutes;
