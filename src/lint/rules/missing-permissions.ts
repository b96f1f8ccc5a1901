/** Reports a workflow that does not say what its token may do. */
import type { Job } from '../../model/index.ts';
import { eventsOf, jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const missingPermissions: Rule = {
  id: 'missing-permissions',
  // https://docs.github.com/actions/tutorials/authenticate-with-github_token#modifying-the-permissions-for-the-github_token
  why: 'Without permissions the token gets what the repository, the organization or the enterprise has set as the default, in older ones the right to write nearly everything. Every action of the job can use it.',
  *check({ document }: LintInput): Generator<Finding> {
    // The token of a reusable workflow is the caller's, and authored workflows start with none.
    const isCalled = eventsOf(document).every((event) => event === 'workflow_call');
    if (document.kind !== 'workflow' || !isYaml(document) || document.permissions !== undefined || isCalled) return;
    const jobs = jobsOf(document).filter((job) => job.kind === 'job');
    const open = jobs.filter(({ permissions }) => permissions === undefined);
    const finding = { hint, severity: 'warning' } as const;
    if (open.length === jobs.length && open.length > 0) {
      const message = 'the workflow does not say what its token may do, and gets the default of the repository';
      yield { ...finding, message, node: document, path: 'permissions' };
    } else for (const job of open) yield { ...finding, ...ofJob(job) };
  },
};

const hint = 'write permissions: {} at the top, and at each job what it needs: permissions: { contents: read }';

const ofJob = (job: Job): Pick<Finding, 'message' | 'node' | 'path'> => ({
  message: `job "${job.id}" does not say what its token may do, and gets the default of the repository`,
  node: job,
  path: `jobs.${job.id}`,
});
