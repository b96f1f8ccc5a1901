/** Reports a called workflow of the repository that asks for more permissions than the calling job grants. */
import type { CallJob } from '../../model/index.ts';
import { isFields } from '../data-shapes.ts';
import { effectivePermissions, exceeds, type Granted } from '../granted-permissions.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Repository, Rule } from '../rule.ts';

export const callPermission: Rule = {
  id: 'call-permission',
  // Source: https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows#supported-scenarios
  why: 'A called workflow can keep or reduce the permissions of the job that calls it, never raise them. GitHub refuses to start a run in which a job of the called workflow asks for more.',
  *check({ document, repository }: LintInput): Generator<Finding> {
    if (document.kind === 'action') return;
    for (const job of jobsOf(document)) {
      const granted = effectivePermissions(job, document);
      if (job.kind !== 'call' || !granted) continue;
      for (const { inner, uses, scope, level } of excessesOf(job, granted, repository)) {
        yield {
          message: `job "${inner}" of ${uses} asks for ${scope}: ${level}, which this job does not grant`,
          node: job,
          path: `jobs.${job.id}`,
          hint: `add ${scope}: ${level} to the permissions of this job, or take it from the called one`,
        };
      }
    }
  },
};

interface Excess {
  readonly inner: string;
  readonly uses: string;
  readonly scope: string;
  readonly level: string;
}

/** Source: https://docs.github.com/actions/reference/limits */
const deepest = 10;

/** What the jobs of a called workflow ask for beyond what is granted, and those of the workflows that they call. */
function* excessesOf(call: CallJob, granted: Granted, repository: Repository, depth = 1): Generator<Excess> {
  const uses = String(call.uses);
  const called = depth > deepest ? undefined : repository.workflow(uses);
  for (const job of called?.jobs ?? []) {
    const wanted = called && effectivePermissions(job, called);
    for (const each of wanted ? excess(wanted, granted) : []) yield { inner: job.id, uses, ...each };
    if (job.kind === 'call') yield* excessesOf(job, wanted ?? granted, repository, depth + 1);
  }
}

function excess(wanted: Granted, granted: Granted): { readonly scope: string; readonly level: string }[] {
  if (!isFields(wanted)) return exceeds(wanted, granted) ? [{ scope: 'permissions', level: String(wanted) }] : [];
  return Object.entries(wanted)
    .filter(([scope, level]) => exceeds(level, isFields(granted) ? (granted[scope] ?? 'none') : granted))
    .map(([scope, level]) => ({ scope, level }));
}
