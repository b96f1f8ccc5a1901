/** Reports a property that steps do not have, and an output that a step does not write. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Document, Step, StepSite } from '../../model/index.ts';
import { fieldsOf, listOf, sameName } from '../data-shapes.ts';
import { findStep, references, stepsAround } from '../references.ts';
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';
import {
  hidesOutputs,
  makesOutputs,
  mayWrite,
  namesOutputs,
  outputsSetBy,
  writesNothing,
  writtenNames,
  wrongFileOf,
} from '../script-outputs.ts';
import { isYaml } from '../spelling.ts';
import { posixShellOf } from '../step-shells.ts';
import { usedAction } from '../used-action.ts';

const properties = ['outputs', 'outcome', 'conclusion'];

export const unknownStepOutput: Rule = {
  id: 'unknown-step-output',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#steps-context
  why: 'An output that a step does not write reads as empty text, and GitHub does not say so.',
  *check(input: LintInput): Generator<Finding> {
    for (const { site, path, name } of references(input.expressions, 'steps')) {
      const found = findStep(stepsAround(site, input.document), name);
      const step = found?.step;
      const [, , property = '*', output = '*'] = path;
      if (!step || property === '*') continue;
      if (!properties.some((each) => sameName(each, property))) {
        const message = `a step has no "${property}", only ${properties.join(', ')}`;
        yield { ...inSite(site), message, hint: didYouMean(property, properties) };
      } else if (sameName(property, 'outputs') && output !== '*') {
        const known = outputsOf(found, output, input);
        if (!known || known.some((each) => sameName(each, output))) continue;
        yield {
          ...inSite(site),
          message: `step "${name}" writes no output "${output}"`,
          hint: hintFor(step, output, known),
          // Nobody declares what a script in YAML writes: its text is read for it.
          severity: isYaml(step) && step.kind === 'run' ? 'warning' : 'error',
        };
      }
    }
  },
};

/** The outputs of a step; undefined when it may have any. */
function outputsOf(site: StepSite, output: string, input: LintInput): readonly string[] | undefined {
  const { step } = site;
  if (step.kind === 'uses') {
    const outputs = makesOutputs(step) ? undefined : usedAction(step, input)?.outputs;
    return outputs && [...outputs, ...outputsSetBy(step)];
  }
  if (step.kind !== 'run') return [];
  if (mayWrite(step, output)) return undefined;
  if (step.outputs) return listOf(step.outputs).map((each) => String(fieldsOf(each)['name']));
  if (!hidesOutputs(step)) return writtenNames(String(step.run));
  if (mayNameOutputs(site, input.document)) return undefined;
  const isSilent = posixShellOf(step, site.job, input.document) !== undefined && writesNothing(step);
  return isSilent || wrongFileOf(step, output) !== undefined ? [] : undefined;
}

/** Whether a variable may tell the script where outputs are written to. */
function mayNameOutputs({ step, job }: StepSite, document: Document): boolean {
  const around = document.kind === 'workflow' ? document.env : undefined;
  return namesOutputs.test(JSON.stringify([fieldsOf(step)['env'], job?.env, around]));
}

function hintFor(step: Step, output: string, known: readonly string[]): string {
  const nearest = didYouMean(output, known);
  if (nearest) return nearest;
  if (step.kind !== 'run') return 'such a step has no outputs: read another one';
  const file = wrongFileOf(step, output);
  if (file) return `the script writes it to ${file}: write it to "$GITHUB_OUTPUT"`;
  return isYaml(step)
    ? `write it: echo "${output}=…" >> "$GITHUB_OUTPUT"`
    : `write it, and declare it: { outputs: ['${output}'] }`;
}
