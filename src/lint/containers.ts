/** Lists the containers of a workflow: those that jobs run in, and those beside them. */
import type { Document, StepsJob } from '../model/index.ts';
import { fieldsOf } from './data-shapes.ts';
import { jobsOf } from './references.ts';

export interface ContainerSite {
  /** A text is the name of the image, or an expression. */
  readonly container: unknown;
  readonly job: StepsJob;
  readonly path: string;
}

export function* containersOf(document: Document): Generator<ContainerSite> {
  for (const job of jobsOf(document)) {
    if (job.kind !== 'job') continue;
    const path = `jobs.${job.id}`;
    if (job.container !== undefined) yield { container: job.container, job, path: `${path}.container` };
    for (const [name, container] of Object.entries(fieldsOf(job.services)))
      yield { container, job, path: `${path}.services.${name}` };
  }
}
