/** Finds gates: jobs that only collect the results of others, so that one check stands for all of them. */
import { accessesOf, type ExpressionNode } from '../expressions/index.ts';
import { type Job, type Step, type StepSite, stepsOfJob } from '../model/index.ts';
import { sameName } from './data-shapes.ts';
import { needsOf } from './references.ts';
import type { ParsedSite } from './rule.ts';

const word = '(?:ok|pass(?:ed|es)?|success(?:ful)?|succeeded|green|completed?|done|gate|status|results?)';
const gateName = new RegExp(
  `(?:^|[-_ ])(?:gate|required|all[-_ ](?:checks|tests|jobs|done|passed|ok|green)|alls[-_ ]green|(?:ci|checks?|tests?|builds?|jobs?|all)[-_ ]${word})(?:$|[-_ ])`,
  'i',
);

/** Whether a job is called what gates are called: `ci-ok`, `all-checks`, `required`. */
export const isNamedGate = ({ id, name }: Job): boolean =>
  [id, name].some((each) => typeof each === 'string' && gateName.test(each));

/** Every expression of a job and of its steps. */
export const treesOfJob = (job: Job, expressions: readonly ParsedSite[]): ExpressionNode[] =>
  treesWhere(expressions, (site) => site.job === job);

/** Every expression of a step. */
export const treesOfStep = (step: Step, expressions: readonly ParsedSite[]): ExpressionNode[] =>
  treesWhere(expressions, (site) => site.step === step);

const treesWhere = (expressions: readonly ParsedSite[], fits: (site: ParsedSite) => boolean): ExpressionNode[] =>
  expressions.filter(fits).flatMap(({ parsed }) => parsed.flatMap(({ tree }) => tree ?? []));

/** Whether an expression reads how the needs of its job ended; `needs` and `needs.build` as a whole hold that too. */
export const readsResults = (trees: readonly ExpressionNode[]): boolean =>
  trees
    .flatMap(accessesOf)
    .some(([context, , key]) => sameName(context, 'needs') && (!key || key === '*' || sameName(key, 'result')));

/** What makes a script fail on purpose. */
export const failing = /\bexit\s+(?:[1-9]|"?\$)|\bsetFailed\b|^\s*false\s*$/m;
const testing = /\btest\b|\[\[?\s|\bjq\s+(?:-\w*e|--exit-status)|\bgrep\b/;

/** The steps that make a gate fail. */
export function decidingSteps(job: Job, expressions: readonly ParsedSite[]): StepSite[] {
  if (job.kind !== 'job' || needsOf(job).length === 0) return [];
  return [...stepsOfJob(job)].filter(({ step }) => {
    if (step.kind === 'uses') return /^re-actors\/alls-green@/i.test(String(step.uses));
    if (step.kind !== 'run') return false;
    const script = String(step.run);
    return failing.test(script) || (testing.test(script) && readsResults(treesOfStep(step, expressions)));
  });
}
