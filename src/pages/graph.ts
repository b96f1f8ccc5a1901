/** The jobs of a workflow as a picture: which waits for which. */
import type { Job } from '../model/index.ts';
import { mayBeSkipped } from './condition.ts';
import { block, clip, oneLine, stack } from './markdown.ts';
import { timesOf } from './matrices.ts';
import { plainName } from './names.ts';
import type { Section } from './page.ts';

/** A workflow of one job has nothing to show. */
export const graph: Section = ({ workflow: { jobs } }) => {
  if (jobs.length < 2) return '';
  // Ids of jobs may be words of the language, such as "end": these are not.
  const ids = new Map(jobs.map((job, index) => [job.id, `job${index + 1}`]));
  const id = (job: string): string => ids.get(job) ?? '';
  const edges = jobs.flatMap((job) =>
    (job.needs ?? []).filter((need) => ids.has(need)).map((need) => `  ${id(need)} --> ${id(job.id)}`),
  );
  const conditional = jobs.filter((job) => mayBeSkipped(job.if)).map((job) => id(job.id));
  const nodes = jobs.map((job) => `  ${id(job.id)}${shape(job)}`);
  const picture = block('mermaid', ['flowchart LR', ...nodes, ...edges, ...dashed(conditional)].join('\n'));
  return stack(
    picture,
    legend(
      conditional.length > 0,
      jobs.some(({ kind }) => kind === 'call'),
    ),
  );
};

const legend = (dashes: boolean, doubles: boolean): string =>
  [dashes ? 'Dashed jobs may be skipped.' : '', doubles ? 'Those with double sides are other workflows.' : '']
    .filter((each) => each !== '')
    .join(' ');

/** A job that calls a workflow has double sides. */
function shape(job: Job): string {
  const times = timesOf(job);
  const label = quoted(
    `${clip(plainName(job.name || job.id) || job.id, 60)}${times === undefined ? '' : ` ×${times}`}`,
  );
  return job.kind === 'call' ? `[[${label}]]` : `[${label}]`;
}

const dashed = (ids: readonly string[]): string[] =>
  ids.length === 0 ? [] : ['  classDef conditional stroke-dasharray: 5 5', `  class ${ids.join(',')} conditional`];

/**
 * A label that stays one: what could end it, or format it, is written by number.
 *
 * Source: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escapeText-characters
 */
export function quoted(text: string): string {
  const safe = oneLine(text).replace(/[!-~]/g, (mark) => (/[A-Za-z0-9 ,()/.?-]/.test(mark) ? mark : numbered(mark)));
  // A label that starts as a list would become one.
  return `"${safe.replace(/^(\d*)([.)-])/, (_, digits: string, mark: string) => `${digits}${numbered(mark)}`)}"`;
}

const numbered = (character: string): string => `#${character.codePointAt(0)};`;
