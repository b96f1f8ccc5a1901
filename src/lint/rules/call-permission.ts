/** Reports a called workflow of the repository that asks for more permissions than the calling job grants. */
import { isFields } from '../data-shapes.ts';
import { effectivePermissions, exceeds, type Granted } from '../granted-permissions.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const callPermission: Rule = {
  id: 'call-permission',
  // Source: https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows#supported-scenarios
  why: 'A called workflow can keep or reduce the permissions of the job that calls it, never raise them. GitHub refuses to start a run in which a job of the called workflow asks for more.',
  *check({ document, repository }: LintInput): Generator<Finding> {
    if (document.kind === 'action') return;
    for (const job of jobsOf(document)) {
      const called = job.kind === 'call' ? repository.workflow(String(job.uses)) : undefined;
      const granted = effectivePermissions(job, document);
      if (job.kind !== 'call' || !called || !granted) continue;
      for (const inner of called.jobs) {
        const wanted = effectivePermissions(inner, called);
        for (const { scope, level } of wanted ? excess(wanted, granted) : []) {
          yield {
            message: `job "${inner.id}" of ${job.uses} asks for ${scope}: ${level}, which this job does not grant`,
            node: job,
            key: 'uses',
            path: `jobs.${job.id}.uses`,
            hint: `add ${scope}: ${level} to the permissions of this job, or take it from the called one`,
          };
        }
      }
    }
  },
};

function excess(wanted: Granted, granted: Granted): { readonly scope: string; readonly level: string }[] {
  if (!isFields(wanted)) return exceeds(wanted, granted) ? [{ scope: 'permissions', level: String(wanted) }] : [];
  return Object.entries(wanted)
    .filter(([scope, level]) => exceeds(level, isFields(granted) ? (granted[scope] ?? 'none') : granted))
    .map(([scope, level]) => ({ scope, level }));
}
