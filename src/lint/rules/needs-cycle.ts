/** Reports jobs that wait for each other: GitHub refuses the file. */
import type { Job } from '../../model/index.ts';
import { sameName } from '../data-shapes.ts';
import { jobsOf, needsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const needsCycle: Rule = {
  id: 'needs-cycle',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds
  why: 'A job starts when the jobs that it needs are over. Jobs that need each other would wait forever, so GitHub refuses the file.',
  *check({ document }: LintInput): Generator<Finding> {
    const jobs = jobsOf(document);
    const done = new Set<Job>();
    for (const start of jobs) {
      for (const cycle of cyclesFrom(start, jobs, [], done)) {
        const first = cycle[0] ?? start;
        const route = [...cycle, first].map(({ id }) => id).join(' -> ');
        const message = cycle.length === 1 ? `job "${first.id}" needs itself` : `jobs wait for each other: ${route}`;
        const next = cycle[1] ?? first;
        const index = needsOf(first).findIndex((id) => sameName(id, next.id));
        yield { message, node: first, path: `jobs.${first.id}.needs[${index}]`, hint: 'remove one of these needs' };
      }
    }
  },
};

/** The cycles that a walk along `needs` closes; every job is left only once, so each cycle is met once. */
function* cyclesFrom(job: Job, jobs: readonly Job[], trail: readonly Job[], done: Set<Job>): Generator<readonly Job[]> {
  const at = trail.indexOf(job);
  if (at !== -1) yield trail.slice(at);
  if (at !== -1 || done.has(job)) return;
  for (const id of needsOf(job)) {
    const needed = jobs.find((each) => sameName(each.id, id));
    if (needed) yield* cyclesFrom(needed, jobs, [...trail, job], done);
  }
  done.add(job);
}
