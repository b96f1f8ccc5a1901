/** How an answer is judged. */
import type { Policy, RiskAction, RiskLevel, Verdict } from '../../contract/index.ts';
import type { RiskAssessment } from '../risk/index.ts';
import type { Shell } from '../shell/index.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** In words for people, the most important first. */
  readonly reasons: readonly string[];
  /** The command that was read from the answer. */
  readonly command?: string;
  readonly risk?: RiskLevel;
  /** What the policy does with the command. */
  readonly action?: RiskAction;
}

/** What judging needs. */
export interface Tools {
  readonly shell: Shell;
  readonly policy: Policy;
  assess(command: string): RiskAssessment;
}
