/** Reports a machine of one's own on which pull requests from forks run. */
import type { Job } from '../../model/index.ts';
import { guardOf } from '../fork-guards.ts';
import { labelSites } from '../label-sites.ts';
import { eventsOf, jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isSelfHosted } from '../runner-labels.ts';

export const selfHostedFork: Rule = {
  id: 'self-hosted-fork',
  // https://docs.github.com/actions/reference/security/secure-use#hardening-for-self-hosted-runners
  why: 'A self-hosted runner is not new for every job. In a public repository anyone can open a pull request, run code on the machine, and leave something there for the next job or in the network around it.',
  *check({ document }: LintInput): Generator<Finding> {
    const events = eventsOf(document).filter((event) => /^pull_request(?:_target)?$/.test(event));
    for (const job of jobsOf(document)) {
      const path = placeOf(job);
      if (path === undefined) continue;
      const event = events.find((each) => guardOf(each, job, document) === 'open');
      if (event === undefined) continue;
      yield {
        message: `job "${job.id}" runs on a machine of your own, and every ${event} starts it, from forks too`,
        node: job,
        path,
        hint: 'use a runner of GitHub for pull requests, or let no fork get here: if: github.event.pull_request.head.repo.full_name == github.repository',
        severity: 'warning',
      };
    }
  },
};

/** Where a job asks for a machine of one's own: in `runs-on`, or at the value of the matrix that stands for it. */
function placeOf(job: Job): string | undefined {
  const own = (labelSites(job) ?? []).flat().find(({ label }) => isSelfHosted([label]));
  const inMatrix = own?.path.startsWith(`jobs.${job.id}.strategy.`);
  return inMatrix ? own?.path : own && `jobs.${job.id}.runs-on`;
}
