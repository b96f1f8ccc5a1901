/** The steps of each job, folded: what a log shows, in words. */

import { code, folded } from '../markup/markdown.ts';
import type { Step } from '../model/index.ts';
import { describeCondition } from './condition.ts';
import { stepTitle } from './names.ts';
import type { Section } from './page.ts';

export const steps: Section = ({ workflow: { jobs } }) => {
  const lists = jobs.flatMap((job) => (job.kind === 'job' ? [`${code(job.id)}\n\n${stepList(job.steps)}`] : []));
  return lists.length === 0 ? '' : folded('Steps', lists.join('\n\n'));
};

/** A numbered list; steps that run side by side are a list in it. */
export const stepList = (given: readonly Step[], indent = ''): string =>
  given.map((step, index) => stepItem(step, `${indent}${index + 1}.`)).join('\n');

function stepItem(step: Step, mark: string): string {
  const line = `${mark} ${stepTitle(step)}${remarks(step)}`;
  return step.kind === 'parallel' ? `${line}\n${stepList(step.parallel, ' '.repeat(mark.length + 1))}` : line;
}

function remarks(step: Step): string {
  if (step.kind !== 'run' && step.kind !== 'uses') return '';
  const background = step.background === true ? ' (in the background)' : '';
  return `${background}${step.if === undefined ? '' : `, ${describeCondition(step.if)}`}`;
}
