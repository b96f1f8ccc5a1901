/** Reports a step whose action has a form that GitHub can't resolve. */
import { stepsOf } from '../../model/index.ts';
import { isOwn } from '../action-catalog.ts';
import { hasExpression, show } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const invalidUses: Rule = {
  id: 'invalid-uses',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
  why: 'An action is named by its repository and version (`owner/repo@ref`), by its folder (`$/path` or `./path`) or by its image (`docker://image`). GitHub reads the name before anything runs, so it can hold no expression, and a file with any other form does not start.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(document)) {
      const problem = step.kind === 'uses' ? problemOf(step.uses) : undefined;
      if (problem) yield { ...problem, node: step, key: 'uses', path: `${path}.uses` };
    }
  },
};

const remote = /^[^\s/@]+\/[^\s@]+@\S+$/;

function problemOf(uses: unknown): Pick<Finding, 'message' | 'hint'> | undefined {
  const name = String(uses);
  if (hasExpression(uses))
    return {
      message: 'GitHub reads the name of an action before it knows any value: it can hold no expression',
      hint: 'write one step for each action, and choose between them with `if`',
    };
  if (isOwn(name)) return localProblem(name);
  if (name.startsWith('docker://'))
    return name.length > 'docker://'.length
      ? undefined
      : { message: 'the image has no name', hint: 'write docker://alpine:3.22' };
  if (remote.test(name)) return undefined;
  // Without a version: the rule on pins says which to write.
  if (/^[\w.-]+\/[\w./-]+$/.test(name)) return undefined;
  return {
    message: `${show(name)} is not the name of an action`,
    hint: 'write owner/repo@<commit>, ./folder or docker://image',
  };
}

function localProblem(name: string): Pick<Finding, 'message' | 'hint'> | undefined {
  if (/\.ya?ml$/.test(name) && /(?:^|[\\/])action\.ya?ml$/.test(name))
    return {
      message: `an action is named by its folder, not by its file: ${name}`,
      hint: `write ${name.replace(/[\\/]action\.ya?ml$/, '')}`,
    };
  if (/^[.$]\/\.github\/workflows\/.*\.ya?ml$/.test(name))
    return { message: `${name} is a workflow, and a step uses actions`, hint: 'call it from a job: jobs.<id>.uses' };
  if (/^\$\/.*@/.test(name))
    return {
      message: `${name} is at the commit that runs, and takes no version`,
      hint: `write ${name.replace(/@.*$/, '')}`,
    };
  return undefined;
}
