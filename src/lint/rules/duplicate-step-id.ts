/** Reports a step whose id another step of the job has already; GitHub ignores the case of ids. */
import { type Step, stepsOf } from '../../model/index.ts';
import { idOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const duplicateStepId: Rule = {
  id: 'duplicate-step-id',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsid
  why: 'Expressions find a step by its id, and GitHub ignores the case of ids. It refuses a file in which two steps of a job have the same one.',
  *check({ document }: LintInput): Generator<Finding> {
    const first = new Map<unknown, Map<string, Step>>();
    for (const { step, path, job } of stepsOf(document)) {
      const id = idOf(step);
      if (id === undefined) continue;
      const ids = first.get(job) ?? new Map<string, Step>();
      first.set(job, ids);
      const other = ids.get(id.toLowerCase());
      ids.set(id.toLowerCase(), other ?? step);
      // A job that is listed twice brings the very same steps.
      if (other && other !== step)
        yield { message: explain(id, other), node: step, path: `${path}.id`, hint: hintFor(step) };
    }
  },
};

const hintFor = (step: Step): string =>
  isYaml(step)
    ? 'give one of them another id'
    : 'give one of them another id, or leave the id out: a step that is read gets one by itself';

function explain(id: string, other: Step): string {
  const line = other.source?.locate()?.line;
  const spelled = idOf(other) === id ? `"${id}"` : `"${id}" (it is "${idOf(other)}" there: case does not count)`;
  return `a step before it has the id ${spelled} already${line === undefined ? '' : `, on line ${line}`}`;
}
