/** Reports the pattern of a filter that GitHub can't read, or that nothing can match. */
import type { Trigger } from '../../model/index.ts';
import { kebabCase } from '../../model/spelling.ts';
import { hasExpression, textsOf } from '../data-shapes.ts';
import { filterProblems, type Subject } from '../filter-problems.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { spell } from '../spelling.ts';

const subjects = {
  branches: 'ref',
  branchesIgnore: 'ref',
  tags: 'ref',
  tagsIgnore: 'ref',
  paths: 'path',
  pathsIgnore: 'path',
  workflows: 'name',
  names: 'name',
  versions: 'name',
} as const satisfies Partial<Record<keyof Trigger, Subject>>;

export const invalidGlob: Rule = {
  id: 'invalid-glob',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
  why: 'Filters have a pattern syntax of their own, which is no regular expression. GitHub refuses a workflow with a broken pattern; one that no name can match means that the workflow never starts.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      for (const [key, subject] of Object.entries(subjects))
        yield* patternsOf(trigger, key as keyof typeof subjects, subject);
      yield* onlyNegative(trigger);
    }
  },
};

/** No path is longer. */
const longest = 4096;

function* patternsOf(trigger: Trigger, key: keyof typeof subjects, subject: Subject): Generator<Finding> {
  for (const [index, pattern] of textsOf(trigger[key]).entries()) {
    if (hasExpression(pattern) || pattern.length > longest) continue;
    const path = `on.${trigger.event}.${kebabCase(key)}[${index}]`;
    for (const problem of filterProblems(pattern, subject)) yield { node: trigger, path, ...problem };
  }
}

/** A pattern that takes away needs one before it that matches. */
function* onlyNegative(trigger: Trigger): Generator<Finding> {
  for (const key of ['branches', 'tags', 'paths'] as const) {
    const patterns = textsOf(trigger[key]);
    if (patterns.length === 0 || !patterns.every((pattern) => pattern.startsWith('!') && pattern !== '!')) continue;
    const written = patterns.map((pattern) => `'${pattern.slice(1)}'`).join(', ');
    yield {
      node: trigger,
      path: `on.${trigger.event}.${key}`,
      message: `${key} only takes away, so nothing is left that matches`,
      hint: `write ${spell(trigger, `${key}-ignore`)}: [${written}], or '**' before the others`,
    };
  }
}
