/** Reports a `wait` or `cancel` whose target is not a step in the background before it. */
import { didYouMean } from '../../diagnostics/index.ts';
import { type Step, type StepSite, stepsOf } from '../../model/index.ts';
import { show, textsOf } from '../data-shapes.ts';
import { findStep, idOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const invalidWait: Rule = {
  id: 'invalid-wait',
  *check({ document }: LintInput): Generator<Finding> {
    const all = [...stepsOf(document)];
    for (const site of all) {
      const { step, path, job } = site;
      if (step.kind !== 'wait' && step.kind !== 'cancel') continue;
      const around = all.filter((each) => each.job === job);
      for (const problem of problemsOf(step, site, around))
        yield { ...problem, node: step, key: step.kind, path: `${path}.${step.kind}` };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint'>;

function* problemsOf(
  step: Extract<Step, { kind: 'wait' | 'cancel' }>,
  site: StepSite,
  steps: readonly StepSite[],
): Generator<Problem> {
  const given = step.kind === 'wait' ? step.wait : step.cancel;
  const targets = textsOf(given);
  const hint = 'hand it the step itself: wait(server)';
  if (targets.length === 0)
    yield {
      message: `${step.kind} has no step to ${step.kind === 'wait' ? 'wait for' : 'cancel'}: ${show(given)}`,
      hint,
    };
  for (const target of targets) {
    const found = findStep(steps, target);
    const problem = found ? misplaced(found, target, site, steps) : unknown(target, steps);
    if (problem) yield problem;
  }
}

function misplaced(found: StepSite, target: string, site: StepSite, steps: readonly StepSite[]): Problem | undefined {
  if (steps.indexOf(found) > steps.indexOf(site))
    return { message: `step "${target}" starts only later`, hint: `move step "${target}" before this one` };
  if ('background' in found.step && found.step.background === true) return undefined;
  return {
    message: `step "${target}" is not in the background: it is over when this step starts`,
    hint: `start it with { background: true }, or leave this step out`,
  };
}

function unknown(target: string, steps: readonly StepSite[]): Problem {
  const waiting = steps.flatMap(({ step }) =>
    'background' in step && step.background === true ? (idOf(step) ?? []) : [],
  );
  return {
    message: `the job has no step "${target}"`,
    hint: didYouMean(target, waiting) ?? 'put the step into the `steps` of this job, with { background: true }',
  };
}
