/** Reports an id of a job or a step that GitHub does not accept, and of an action that can't name a folder. */
import { stepsOf } from '../../model/index.ts';
import { hasExpression, show } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const invalidId: Rule = {
  id: 'invalid-id',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id
  why: 'Ids of jobs and steps stand in expressions, so they consist of letters, digits, `-` and `_`, start with a letter or `_`, and have fewer than 100 characters. GitHub refuses a file with any other.',
  *check({ document }: LintInput): Generator<Finding> {
    // The id of an authored action names its folder, which must not lead out of .github/actions.
    const folder = document.kind === 'action' && !isYaml(document) ? problemOf(document.id) : undefined;
    if (folder) yield { ...folder, node: document, path: 'id' };
    for (const job of jobsOf(document)) {
      const problem = problemOf(job.id);
      if (problem) yield { ...problem, node: job, path: `jobs.${job.id}` };
    }
    for (const { step, path } of stepsOf(document)) {
      if (!('id' in step) || step.id === undefined) continue;
      const problem = problemOf(step.id);
      if (problem) yield { ...problem, node: step, path: `${path}.id` };
    }
  },
};

function problemOf(id: unknown): Pick<Finding, 'message' | 'hint'> | undefined {
  const text = String(id);
  if (hasExpression(id))
    return { message: `GitHub reads no expression in an id: ${show(id)}`, hint: 'write a word such as "build"' };
  if (typeof id !== 'string' || !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(id)) {
    return {
      message: `${show(id)} can't be an id: letters, digits, - and _ only, with a letter or _ first`,
      hint: suggest(text),
    };
  }
  // Source: IdBuilder of @actions/workflow-parser.
  if (id.startsWith('__'))
    return { message: `GitHub keeps ids that start with "__" for itself: "${id}"`, hint: suggest(id) };
  return id.length < 100
    ? undefined
    : { message: `an id has fewer than 100 characters, this one ${id.length}`, hint: 'shorten it' };
}

function suggest(id: string): string {
  const plain = id.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_]+|[-_]+$/g, '');
  return plain === '' ? 'use a word such as "build"' : `write "${/^\d/.test(plain) ? `_${plain}` : plain}"`;
}
