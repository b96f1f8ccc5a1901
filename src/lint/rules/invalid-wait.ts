/** Reports a `wait` or `cancel` whose target is not a step in the background before it. */
import { didYouMean } from '../../diagnostics/index.ts';
import { type Step, type StepSite, stepsOf } from '../../model/index.ts';
import { hasExpression, listOf, show, textsOf } from '../data-shapes.ts';
import { findStep, idOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const invalidWait: Rule = {
  id: 'invalid-wait',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepswait
  why: 'Only a step in the background can be waited for or cancelled, and only after it has started. With any other target the step waits for nothing, and what follows runs too soon.',
  *check({ document }: LintInput): Generator<Finding> {
    const all = [...stepsOf(document)];
    for (const site of all) {
      const { step, path, job } = site;
      if (step.kind !== 'wait' && step.kind !== 'cancel') continue;
      const around = all.filter((each) => each.job === job);
      for (const { at = '', ...problem } of problemsOf(step, site, around))
        yield { ...problem, node: step, path: `${path}.${step.kind}${at}` };
    }
  },
};

/** `at` is the place of the target in a list of them. */
type Problem = Pick<Finding, 'message' | 'hint'> & { readonly at?: string };
type Waiting = Extract<Step, { kind: 'wait' | 'cancel' }>;

function* problemsOf(step: Waiting, site: StepSite, steps: readonly StepSite[]): Generator<Problem> {
  const given = step.kind === 'wait' ? step.wait : step.cancel;
  if (textsOf(given).length === 0)
    yield {
      message: `${step.kind} has no step to ${step.kind === 'wait' ? 'wait for' : 'cancel'}${given === undefined ? '' : `: ${show(given)}`}`,
      hint: isYaml(step) ? 'write the id of a step in the background' : 'hand it the step itself: wait(server)',
    };
  for (const [index, target] of listOf(given).entries()) {
    if (typeof target !== 'string' || hasExpression(target)) continue;
    const found = findStep(steps, target);
    const problem = found ? misplaced(found, target, site, steps) : unknown(target, step, steps);
    if (problem) yield { ...problem, ...(Array.isArray(given) ? { at: `[${index}]` } : {}) };
  }
}

function misplaced(found: StepSite, target: string, site: StepSite, steps: readonly StepSite[]): Problem | undefined {
  if (steps.indexOf(found) > steps.indexOf(site))
    return { message: `step "${target}" starts only later`, hint: `move step "${target}" before this one` };
  if (isBackground(found.step)) return undefined;
  return {
    message: `step "${target}" is not in the background: it is over when this step starts`,
    hint: `start it with ${inBackground(found.step)}, or leave this step out`,
  };
}

function unknown(target: string, step: Step, steps: readonly StepSite[]): Problem {
  const waiting = steps.flatMap((each) => (isBackground(each.step) ? (idOf(each.step) ?? []) : []));
  const hint = isYaml(step)
    ? `give the step that is meant this id, and ${inBackground(step)}`
    : `put the step into the \`steps\` of this job, with ${inBackground(step)}`;
  return { message: `the job has no step "${target}"`, hint: didYouMean(target, waiting) ?? hint };
}

/** Whatever is not plainly something else may be: an expression, for one. */
const isBackground = (step: Step): boolean =>
  'background' in step && step.background !== undefined && step.background !== false;

const inBackground = (step: Step): string => (isYaml(step) ? '"background: true"' : '{ background: true }');
