/** What a suite gives when it has run. */
import type { CaseReport, Measurement } from '../../contract/index.ts';

export interface SuiteResult {
  /** The cases that were run, in their order; of an interrupted suite those that were finished. */
  readonly cases: readonly CaseReport[];
  readonly measurements: readonly Measurement[];
  readonly timings: { readonly totalMs: number; readonly loadMs: number | null };
  /** Why it ended before all cases were run. */
  readonly interrupted?: string | undefined;
}

/** Called whenever a case is done. */
export type OnProgress = (progress: SuiteProgress) => void;

export interface SuiteProgress {
  readonly done: number;
  readonly total: number;
  /** The case that was finished last, and how, where that is known already. */
  readonly id: string;
  readonly outcome?: CaseReport['outcome'];
}
