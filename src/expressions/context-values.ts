/** GitHub's contexts as values to write expressions with. */
import { PipelineError } from '../diagnostics/index.ts';
import { githubShape, jobShape, runnerShape, strategyShape } from './contexts.ts';
import { type Expr, fromNode } from './expr.ts';
import { context } from './shape.ts';

/**
 * The run and what started it. For the payload of an event, see `event()`.
 *
 * @example
 * eq(github.ref, 'refs/heads/main'); // github.ref == 'refs/heads/main'
 */
export const github = context('github', githubShape);

/** The machine that runs the job. @example eq(runner.os, 'Windows'); // runner.os == 'Windows' */
export const runner = context('runner', runnerShape);

/** The `job` context; `job()` is the function that authors one. @example jobContext.status; // job.status */
export const jobContext = context('job', jobShape);

/** Where the job stands in its matrix. @example strategy['job-index']; // strategy.job-index */
export const strategy = context('strategy', strategyShape);

/**
 * An environment variable that the workflow, the job or the step declares.
 *
 * @example
 * env('CI_MODEL'); // env.CI_MODEL
 */
export function env(name: string): Expr<string, 'env'> {
  return property('env', name);
}

/**
 * A configuration variable of the repository, organization or environment.
 *
 * @example
 * vars('MODEL'); // vars.MODEL
 * @throws PipelineError `configuration-variable-name` for a name that GitHub does not allow.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function vars(name: string): Expr<string, 'vars'> {
  refuseName('configuration-variable-name', name, 'a configuration variable', nameProblem(name));
  return property('vars', name);
}

/**
 * A secret by its name.
 *
 * @example
 * secret('HF_TOKEN'); // secrets.HF_TOKEN
 * @throws PipelineError `secret-name` for a name that GitHub does not allow.
 * Source: https://docs.github.com/actions/reference/security/secrets
 */
export function secret(name: string): Expr<string, 'secrets'> {
  const isToken = name.toUpperCase() === 'GITHUB_TOKEN';
  refuseName('secret-name', name, 'a secret', isToken ? undefined : nameProblem(name));
  return property('secrets', name);
}

function property<C extends string>(contextName: C, name: string): Expr<string, C> {
  return fromNode({ kind: 'property', of: { kind: 'context', name: contextName }, name });
}

function refuseName(code: string, name: string, what: string, problem: string | undefined): void {
  if (problem === undefined) return;
  throw new PipelineError([
    { severity: 'error', code, message: `"${name}" can't be the name of ${what}`, hint: problem },
  ]);
}

/** GitHub's rules for both secrets and configuration variables; names are compared without case. */
function nameProblem(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    const allowed = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_');
    return `use letters, digits and underscores, with no digit first: "${allowed === '' ? 'MY_NAME' : allowed}"`;
  }
  return /^GITHUB_/i.test(name) ? 'GitHub keeps the prefix GITHUB_ for itself: choose another' : undefined;
}
