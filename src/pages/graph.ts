/** The jobs of a workflow as a picture: which waits for which. */

import { block, clip, stack } from '../markup/markdown.ts';
import { mermaidLabel } from '../markup/mermaid-label.ts';
import type { Job } from '../model/index.ts';
import { mayBeSkipped } from './condition.ts';
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
  const label = mermaidLabel(
    `${clip(plainName(job.name || job.id) || job.id, 60)}${times === undefined ? '' : ` ×${times}`}`,
  );
  return job.kind === 'call' ? `[[${label}]]` : `[${label}]`;
}

const dashed = (ids: readonly string[]): string[] =>
  ids.length === 0 ? [] : ['  classDef conditional stroke-dasharray: 5 5', `  class ${ids.join(',')} conditional`];
