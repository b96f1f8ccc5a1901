/**
 * How long steps take where nobody says it.
 *
 * Rough values for small repositories on the standard Linux runner; a declared duration always comes first, and the
 * report says how many jobs rest on these.
 */
import type { Step } from '../../model/index.ts';
import type { Estimate } from './estimate.ts';

const about = (median: number, p90 = median * 2): Estimate => ({ median, p90 });

/** By action; the second is without the cache. */
const actions: Readonly<Record<string, Estimate | readonly [hit: Estimate, miss: Estimate]>> = {
  'actions/checkout': about(3),
  'actions/setup-node': [about(6), about(8)],
  'actions/setup-python': [about(6), about(10)],
  'actions/setup-java': [about(8), about(14)],
  'actions/setup-go': [about(8), about(15)],
  'actions/setup-dotnet': about(15),
  'actions/cache': [about(5), about(4)],
  'actions/cache/restore': [about(5), about(1)],
  'actions/cache/save': about(6),
  'actions/upload-artifact': about(3),
  'actions/download-artifact': about(3),
  'actions/github-script': about(3),
  'actions/configure-pages': about(2),
  'actions/upload-pages-artifact': about(4),
  'actions/deploy-pages': about(12),
  'swatinem/rust-cache': [about(8), about(4)],
  'dtolnay/rust-toolchain': about(12),
  'docker/setup-buildx-action': about(8),
  'docker/setup-qemu-action': about(8),
  'docker/login-action': about(2),
  'docker/metadata-action': about(2),
  'docker/build-push-action': [about(60), about(150)],
  'github/codeql-action/init': about(20),
  'github/codeql-action/analyze': about(90),
};

const otherAction = about(10);
/** A script without a cache does what the cache would have spared it. */
const script: readonly [hit: Estimate, miss: Estimate] = [about(30, 75), about(45, 110)];

/** The runner's own steps: it sets the job up, and completes it. */
export const jobSetUp = about(4, 8);

/** @param hit whether the caches that were restored before the step had what it needs */
export function defaultEstimate(step: Step, hit: boolean): Estimate {
  if (step.kind === 'run') return script[hit ? 0 : 1];
  if (step.kind !== 'uses') return { median: 0, p90: 0 };
  const name = step.uses.split('@')[0]?.toLowerCase() ?? '';
  const known = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (known === undefined) return otherAction;
  return 'median' in known ? known : known[hit ? 0 : 1];
}
