/** Says how dangerous a shell command is, why, and where in it; and what a policy does about it. */
import type { RiskAssessment } from './assess.ts';

export type { RiskAssessment, RiskReason } from './assess.ts';
export { decide } from './policy.ts';

export interface RiskAnalyser {
  /** Takes any text; never throws. */
  assess(command: string): RiskAssessment;
}

/**
 * Loads the rules.
 *
 * @example
 * const { assess } = await loadRisk();
 * assess('rm -rf "$HOME"').risk; // 'high'
 */
export async function loadRisk(): Promise<RiskAnalyser> {
  const { assess } = await import('./assess.ts');
  return { assess };
}
