/** Reports a property that steps do not have, and an output that a step does not write. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Step } from '../../model/index.ts';
import { type ActionCatalog, factsFor } from '../action-catalog.ts';
import { fieldsOf, listOf, sameName } from '../data-shapes.ts';
import { findStep, references, stepsAround } from '../references.ts';
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';
import { hidesOutputs, mayWrite, outputsSetBy, writtenNames } from '../script-outputs.ts';

const properties = ['outputs', 'outcome', 'conclusion'];

export const unknownStepOutput: Rule = {
  id: 'unknown-step-output',
  *check({ document, expressions, actions }: LintInput): Generator<Finding> {
    for (const { site, path, name } of references(expressions, 'steps')) {
      const step = findStep(stepsAround(site, document), name)?.step;
      const [, , property = '*', output = '*'] = path;
      if (!step || property === '*') continue;
      if (!properties.some((each) => sameName(each, property))) {
        const message = `a step has no "${property}", only ${properties.join(', ')}`;
        yield { ...inSite(site), message, hint: didYouMean(property, properties) };
      } else if (sameName(property, 'outputs') && output !== '*') {
        const known = outputsOf(step, output, actions);
        if (!known || known.some((each) => sameName(each, output))) continue;
        yield {
          ...inSite(site),
          message: `step "${name}" writes no output "${output}"`,
          hint: hintFor(step, output, known),
        };
      }
    }
  },
};

/** The outputs of a step; undefined when it may have any. */
function outputsOf(step: Step, output: string, actions: ActionCatalog): readonly string[] | undefined {
  if (step.kind === 'uses') {
    const facts = factsFor(actions, step.uses);
    return facts && [...facts.outputs, ...outputsSetBy(step)];
  }
  if (step.kind !== 'run') return [];
  if (mayWrite(step, output)) return undefined;
  if (step.outputs) return listOf(step.outputs).map((each) => String(fieldsOf(each)['name']));
  return hidesOutputs(step) ? undefined : writtenNames(String(step.run));
}

function hintFor(step: Step, output: string, known: readonly string[]): string {
  const nearest = didYouMean(output, known);
  if (nearest) return nearest;
  return step.kind === 'run'
    ? `write it, and declare it: { outputs: ['${output}'] }`
    : 'such a step has no outputs: read another one';
}
