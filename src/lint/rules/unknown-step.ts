/** Reports a reference to a step that the job does not have, or that has not run yet where it is read. */
import { didYouMean } from '../../diagnostics/index.ts';
import { type Document, type Step, type StepSite, stepsOf } from '../../model/index.ts';
import { fieldsOf, listOf, sameName } from '../data-shapes.ts';
import { findStep, idOf, type Reference, references, stepsAround } from '../references.ts';
import { type Finding, inSite, type LintInput, type ParsedSite, type Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const unknownStep: Rule = {
  id: 'unknown-step',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#steps-context
  why: 'The `steps` context holds the steps of the same job that have an id and have run. Any other step reads as empty text, and GitHub does not say so.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const reference of references(expressions, 'steps')) {
      const steps = stepsAround(reference.site, document);
      const found = findStep(steps, reference.name);
      const problem = found ? notYetRun(found, reference, steps) : unknown(reference, steps, document);
      if (problem) yield { ...inSite(reference.site), ...problem };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint'>;

/** Texts of the job itself, such as its outputs, are read when all steps have run. */
function notYetRun(found: StepSite, { site, name }: Reference, steps: readonly StepSite[]): Problem | undefined {
  const reader = steps.find(({ step }) => step === site.step);
  if (!reader) return undefined;
  if (reader === found)
    return { message: `step "${name}" reads itself, and has not run yet`, hint: 'read it in a later step' };
  if (isBeside(reader, found)) {
    return {
      message: `step "${name}" runs at the same time, and has not run yet where it is read`,
      hint: isYaml(reader.step) ? 'read it in a step after the parallel one' : 'read it in a step after parallel()',
    };
  }
  if (steps.indexOf(found) < steps.indexOf(reader)) return undefined;
  return {
    message: `step "${name}" comes later, and has not run yet where it is read`,
    hint: `move step "${name}" before this one`,
  };
}

/** Whether both stand in the same `parallel` step. */
const isBeside = (one: StepSite, other: StepSite): boolean => {
  const group = /^(.*?)\.parallel\[/.exec(one.path)?.[1];
  return group !== undefined && group === /^(.*?)\.parallel\[/.exec(other.path)?.[1];
};

function unknown({ name, path, site }: Reference, steps: readonly StepSite[], document: Document): Problem {
  const elsewhere = [...stepsOf(document)].find((each) => each.job !== site.job && isMeant(each.step, name, path[3]));
  const message = `no step of ${site.job ? `job "${site.job.id}"` : 'the action'} has the id "${name}"`;
  if (elsewhere?.job) {
    const output = path[3] ?? 'name';
    const hint = `declare it as an output of job "${elsewhere.job.id}" and read needs.${elsewhere.job.id}.outputs.${output}`;
    return { message: `${message}: job "${elsewhere.job.id}" has that step`, hint };
  }
  return {
    message,
    hint:
      didYouMean(
        name,
        steps.flatMap(({ step }) => idOf(step) ?? []),
      ) ?? hintFor(site),
  };
}

const hintFor = ({ node }: ParsedSite): string =>
  isYaml(node) ? 'give the step that is meant this id' : 'put the step into the `steps` of this job';

/** A step that only another job reads has no id: its output tells it. */
function isMeant(step: Step, name: string, output: string | undefined): boolean {
  if (idOf(step) !== undefined) return sameName(idOf(step), name);
  const declared = step.kind === 'run' ? listOf(step.outputs) : [];
  return output !== undefined && declared.some((each) => sameName(fieldsOf(each)['name'], output));
}
