/** What a policy does with a command of a risk: let it pass, warn, or block it. */
import type { Policy, RiskAction, RiskLevel } from '../../contract/index.ts';

const actions = {
  strict: { safe: 'allow', moderate: 'warn', high: 'block', critical: 'block' },
  moderate: { safe: 'allow', moderate: 'allow', high: 'warn', critical: 'block' },
  permissive: { safe: 'allow', moderate: 'allow', high: 'allow', critical: 'warn' },
} as const satisfies Record<Policy, Record<RiskLevel, RiskAction>>;

/**
 * Turns a risk into an action.
 *
 * @example
 * decide('moderate', 'high'); // 'warn'
 */
export const decide = (policy: Policy, risk: RiskLevel): RiskAction => actions[policy][risk];
