/** How often a job runs, and with which values. */

import { bullets, clip, code } from '../markup/markdown.ts';
import { countMatrix, type Data, type Job, type Matrix } from '../model/index.ts';
import { named } from './names.ts';
import type { Section } from './page.ts';

/** How many jobs a matrix makes; a question mark where only the run decides. */
export function timesOf({ strategy }: Job): string | undefined {
  return strategy?.matrix && String(countMatrix(strategy.matrix) ?? '?');
}

/** A line for each job with a matrix. */
export const matrices: Section = ({ workflow: { jobs } }) => bullets(jobs.flatMap(describe));

function describe(job: Job): string[] {
  const { matrix, failFast, maxParallel } = job.strategy ?? {};
  if (!matrix) return [];
  const times = timesOf(job);
  const often = times === '?' ? 'runs once for each entry of a matrix that the run decides' : `runs ${times} times`;
  const parts = [
    `${code(job.id)} ${times === '1' ? 'runs once' : often}${valuesOf(matrix)}`,
    failFast === false ? 'when one fails, the others go on' : '',
    maxParallel === undefined ? '' : `at most ${named(String(maxParallel))} at once`,
  ];
  return [parts.filter((part) => part !== '').join('; ')];
}

function valuesOf({ axes, include, exclude }: Matrix): string {
  if (typeof axes === 'string') return '';
  const lists = Object.entries(axes).map(([name, values]) => {
    return typeof values === 'string' ? code(name) : `${code(name)}: ${values.map(shortValue).join(', ')}`;
  });
  const more = include === undefined ? [] : ['more by `include`'];
  const fewer = exclude === undefined ? [] : ['fewer by `exclude`'];
  const said = [...lists, ...more, ...fewer];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

/** An object by its first value, which is mostly its name. */
function shortValue(value: Data): string {
  if (typeof value !== 'object' || value === null) return code(clip(String(value), 40));
  const [first] = Object.values(value).filter((each) => typeof each !== 'object');
  return first === undefined ? code(clip(JSON.stringify(value), 40)) : shortValue(first);
}
