/** Reports a `workflow_run` that follows no workflow, one that the repository does not have, or itself. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Workflow } from '../../model/index.ts';
import { patternMatches, readPattern } from '../../plan/index.ts';
import { hasExpression, sameName, textsOf } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>;

export const missingWorkflows: Rule = {
  id: 'missing-workflows',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
  why: '`workflow_run` starts when one of the workflows ends that it names. GitHub refuses it without names, or with the name of its own workflow; a name that no workflow has never starts it.',
  *check({ document, repository }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      if (trigger.event !== 'workflow_run' || document.kind !== 'workflow') continue;
      const path = 'on.workflow_run';
      const names = textsOf(trigger.workflows);
      if (names.length === 0) yield { node: trigger, path, ...withoutNames };
      for (const [index, name] of names.entries()) {
        const problem = problemOf(name, document, repository.workflowNames());
        if (problem) yield { node: trigger, path: `${path}.workflows[${index}]`, ...problem };
      }
    }
  },
};

const withoutNames: Problem = {
  message: 'workflow_run does not say which workflows it follows',
  hint: "name them: workflows: ['CI']",
};

function problemOf(name: string, { name: own }: Workflow, known: readonly string[] | undefined): Problem | undefined {
  if (hasExpression(name)) return undefined;
  if (sameName(name, own)) {
    const hint = 'put the jobs that run afterwards into a workflow of their own';
    return { message: `the workflow follows itself: "${name}" is its own name`, hint };
  }
  const pattern = readPattern(name.toLowerCase());
  if (!known || known.some((each) => sameName(each, name) || patternMatches(pattern, each.toLowerCase()) !== false))
    return undefined;
  const byFile = /\.ya?ml$/.test(name) ? 'a workflow is followed by its name, not by its file' : undefined;
  return {
    message: `no workflow of the repository is called "${name}"`,
    hint: byFile ?? didYouMean(name, known) ?? 'write the `name` of a workflow',
    severity: 'warning',
  };
}
