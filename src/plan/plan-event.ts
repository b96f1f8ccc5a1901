/** An event that a plan is made for, and what is told about the run that only GitHub would know. */
import type { Data } from '../model/index.ts';

/** How a job ends, as `needs.<job>.result` gives it. */
export type JobResult = 'success' | 'failure' | 'cancelled' | 'skipped';

/**
 * One event, as far as it is told. What is left out is unknown, except where a default is named.
 *
 * @example
 * { event: 'pull_request', branch: 'feature', labels: ['crossval'], changed: ['src/backends/x.ts'] }
 */
export interface PlanEvent {
  /** GitHub's name, `pull_request`. */
  readonly event: string;
  /** The activity, `labeled`. @default any of those that the workflow is for */
  readonly action?: string | undefined;
  /** The branch of a push or a run by hand; the head of a pull request. @default the default branch, where a run has one */
  readonly branch?: string | undefined;
  /** A tag in place of a branch. */
  readonly tag?: string | undefined;
  /** The branch that a pull request is to go into. @default the default branch */
  readonly base?: string | undefined;
  /** @default 'main' */
  readonly defaultBranch?: string | undefined;
  /** The files that a push or a pull request changes, from the root; an empty list is no change at all. */
  readonly changed?: readonly string[] | undefined;
  /** The labels that the pull request or the issue has, the one just added included. */
  readonly labels?: readonly string[] | undefined;
  /** The label just added or taken away, for `labeled` and `unlabeled`. @default the last of `labels` */
  readonly label?: string | undefined;
  /** What is given to a run by hand, or by the caller of a workflow. */
  readonly inputs?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Who started it. */
  readonly actor?: string | undefined;
  /** `owner/name`. */
  readonly repository?: string | undefined;
  /** The instant, for schedules. */
  readonly at?: Date | undefined;
  /** The schedule that fires, as it is written; in place of `at`. */
  readonly cron?: string | undefined;
  /** The title of the pull request or the issue. */
  readonly title?: string | undefined;
  readonly draft?: boolean | undefined;
  readonly merged?: boolean | undefined;
  /** Whether the head of a pull request is in another repository. */
  readonly fork?: boolean | undefined;
  /** The message of the pushed commit: `[skip ci]` in it stops everything. */
  readonly message?: string | undefined;
  /** The workflow that ended, and how, for `workflow_run`. */
  readonly workflow?: string | undefined;
  readonly conclusion?: string | undefined;
  /** More of `github.event`, as far as it is known. */
  readonly payload?: Readonly<Record<string, Data>> | undefined;
  readonly vars?: Readonly<Record<string, string>> | undefined;
  readonly assumptions?: Assumptions | undefined;
}

/** What a plan takes for given. */
export interface Assumptions {
  /** Values of outputs, by `job.step.output`, or `job.output` for an output of the job itself. */
  readonly outputs?: Readonly<Record<string, string>> | undefined;
  /** How jobs end, by job. @default every job that runs succeeds */
  readonly results?: Readonly<Record<string, JobResult>> | undefined;
}
