/** Reports a checkout of a fork's code in a run that has the secrets and the token of the repository. */
import type { Document, StepsJob } from '../../model/index.ts';
import { guardOf } from '../fork-guards.ts';
import { type HeadCheckout, headCheckoutsOf, privilegedEvents, runsAfter } from '../head-checkout.ts';
import { eventsOf, jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const untrustedCheckout: Rule = {
  id: 'untrusted-checkout',
  // https://docs.github.com/actions/reference/security/securely-using-pull_request_target
  why: 'pull_request_target, workflow_run and issue_comment run with the secrets and the token of the repository, also for a pull request from a fork. Whoever opens one writes the code that is checked out: a build script, a test or a lifecycle hook of theirs can take the secrets and push to the repository.',
  *check({ document }: LintInput): Generator<Finding> {
    const events = privilegedEvents.filter((event) => eventsOf(document).includes(event));
    for (const job of jobsOf(document)) {
      if (job.kind !== 'job') continue;
      const seen = new Set<unknown>();
      for (const event of events) {
        for (const checkout of headCheckoutsOf(job, event)) {
          const problem = seen.has(checkout.site.step) ? undefined : problemOf(checkout, job, event, document);
          if (!problem) continue;
          seen.add(checkout.site.step);
          yield { ...problem, node: checkout.site.step, path: checkout.path, offset: checkout.offset };
        }
      }
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>;

function problemOf(checkout: HeadCheckout, job: StepsJob, event: string, document: Document): Problem | undefined {
  const { site, branchOnly, refused, certain } = checkout;
  const guard = guardOf(event, job, document, site.step);
  // What a followed run was started by is not known: mostly it is no fork.
  if (guard === 'closed' || (refused && event !== 'pull_request_target')) return undefined;
  const hint = hints[event] ?? '';
  if (refused)
    return { message: 'checkout refuses the code of a fork here: the job fails for it', hint, severity: 'warning' };
  if (branchOnly) {
    const message =
      'this looks for the branch of a pull request here, and that of a fork is not here: another one may be';
    return { message, hint: 'use on: pull_request, which checks out the right commit by itself', severity: 'warning' };
  }
  const runs = runsAfter(checkout, job);
  const sure = event === 'pull_request_target' && certain;
  const does = sure ? ['checks out', 'runs'] : ['can check out', 'run'];
  const message = `this ${does[0]} the code of a fork ${runs ? `and ${does[1]} it ` : ''}where the secrets and the token of the repository are`;
  const isHole = sure && runs && guard === 'open';
  return { message, hint, severity: isHole ? 'error' : 'warning' };
}

const hints: Readonly<Record<string, string>> = {
  pull_request_target:
    'use on: pull_request, or let no fork get here: if: github.event.pull_request.head.repo.full_name == github.repository',
  workflow_run: "let no fork get here: if: github.event.workflow_run.event == 'push'",
  issue_comment: 'use on: pull_request, where the code of a fork has no secrets',
};
