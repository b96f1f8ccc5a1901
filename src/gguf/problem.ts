/** What a check of a header finds, before it is known which file it is about. */
import type { Severity } from '../diagnostics/index.ts';

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** @default 'error' */
  readonly severity?: Severity;
}
