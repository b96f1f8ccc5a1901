/** Contexts render under GitHub's names, and their shapes name what the documentation names. */
import { describe, expect, it } from 'vitest';
import { PipelineError } from '../diagnostics/index.ts';
import { env, github, jobContext, runner, secret, strategy, vars } from './context-values.ts';
import { contextShapes } from './contexts.ts';
import { toNode } from './expr.ts';
import { at } from './functions.ts';
import { type ReferenceNames, renderExpression } from './node.ts';

const names: ReferenceNames = { step: () => 'steps.x', job: () => 'needs.x' };
const render = (value: unknown): string => renderExpression(toNode(value), names);

const findingOf = (call: () => unknown) => {
  try {
    call();
  } catch (error) {
    if (error instanceof PipelineError) return error.findings[0];
    throw error;
  }
  return undefined;
};

describe('contexts', () => {
  it.each([
    ['github.ref', github.ref],
    ['github.head_ref', github.head_ref],
    ['github.repositoryUrl', github.repositoryUrl],
    ['runner.os', runner.os],
    ['job.status', jobContext.status],
    ["job.services.postgres.ports['5432']", at(at(jobContext.services, 'postgres').ports, '5432')],
    ['strategy.job-index', strategy['job-index']],
    ['env.CI_MODEL', env('CI_MODEL')],
    ['vars.MODEL', vars('MODEL')],
    ['secrets.HF_TOKEN', secret('HF_TOKEN')],
    ['secrets.GITHUB_TOKEN', secret('GITHUB_TOKEN')],
    ['secrets.github_token', secret('github_token')],
  ])('renders %s', (text, value) => {
    expect(render(value)).toBe(text);
  });

  it('describes every context of the documentation', () => {
    expect(Object.keys(contextShapes).sort()).toEqual(
      'env github inputs job jobs matrix needs runner secrets steps strategy vars'.split(' '),
    );
  });
});

describe('names of secrets and configuration variables', () => {
  it.each([
    ['my-secret', 'use letters, digits and underscores, with no digit first: "my_secret"'],
    ['1PASSWORD', 'use letters, digits and underscores, with no digit first: "_1PASSWORD"'],
    ['', 'use letters, digits and underscores, with no digit first: "MY_NAME"'],
    ["x'] || 'y", 'use letters, digits and underscores, with no digit first: "x_y"'],
    ['GITHUB_PAT', 'GitHub keeps the prefix GITHUB_ for itself: choose another'],
    ['github_pat', 'GitHub keeps the prefix GITHUB_ for itself: choose another'],
  ])('refuses %j', (name, hint) => {
    expect(findingOf(() => secret(name))).toMatchObject({
      code: 'secret-name',
      message: `"${name}" can't be the name of a secret`,
      hint,
    });
    expect(findingOf(() => vars(name))).toMatchObject({ code: 'configuration-variable-name', hint });
  });

  it('has no configuration variable GITHUB_TOKEN', () => {
    expect(findingOf(() => vars('GITHUB_TOKEN'))?.code).toBe('configuration-variable-name');
  });
});
