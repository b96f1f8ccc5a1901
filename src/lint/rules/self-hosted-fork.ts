/** Reports a machine of one's own on which pull requests from forks run. */
import { guardOf } from '../fork-guards.ts';
import { eventsOf, jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isSelfHosted, labelsOf } from '../runner-labels.ts';

export const selfHostedFork: Rule = {
  id: 'self-hosted-fork',
  // https://docs.github.com/actions/reference/security/secure-use#hardening-for-self-hosted-runners
  why: 'A self-hosted runner is not new for every job. In a public repository anyone can open a pull request, run code on the machine, and leave something there for the next job or in the network around it.',
  *check({ document }: LintInput): Generator<Finding> {
    const events = eventsOf(document).filter((event) => /^pull_request(?:_target)?$/.test(event));
    for (const job of jobsOf(document)) {
      if (!(labelsOf(job) ?? []).some(isSelfHosted)) continue;
      const event = events.find((each) => guardOf(each, job, document) === 'open');
      if (event === undefined) continue;
      yield {
        message: `job "${job.id}" runs on a machine of your own, and every ${event} starts it, from forks too`,
        node: job,
        path: `jobs.${job.id}.runs-on`,
        hint: 'use a runner of GitHub for pull requests, or let no fork get here: if: github.event.pull_request.head.repo.full_name == github.repository',
        severity: 'warning',
      };
    }
  },
};
