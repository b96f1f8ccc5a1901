/** Reports a call that hands every secret to another workflow. */
import type { CallJob } from '../../model/index.ts';
import { fieldsOf } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Repository, Rule } from '../rule.ts';

export const inheritedSecrets: Rule = {
  id: 'inherited-secrets',
  // https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows#passing-inputs-and-secrets-to-a-reusable-workflow
  why: 'With secrets: inherit the called workflow, and every action that it uses, can read all secrets of the repository and the organization, also those it has nothing to do with.',
  *check({ document, repository }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      if (job.kind !== 'call' || job.secrets !== 'inherit') continue;
      yield {
        message: `job "${job.id}" hands all secrets to ${String(job.uses)}`,
        node: job,
        path: `jobs.${job.id}.secrets`,
        hint: hintFor(job, repository),
        severity: 'warning',
      };
    }
  },
};

function hintFor({ uses }: CallJob, repository: Repository): string {
  const called = typeof uses === 'string' ? repository.workflow(uses) : undefined;
  if (!called) return 'name those that it needs: secrets: { TOKEN: ${{ secrets.TOKEN }} }';
  const names = called.on
    .filter(({ event }) => event === 'workflow_call')
    .flatMap(({ secrets }) => Object.keys(fieldsOf(secrets)));
  if (names.length === 0) return 'leave it out: the called workflow declares no secrets';
  return `name those that it declares: secrets: { ${names.map((name) => `${name}: \${{ secrets.${name} }}`).join(', ')} }`;
}
