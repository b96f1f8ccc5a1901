/** The page of a workflow: every section that has something to say. */

import { section, stack } from '../markup/markdown.ts';
import type { Workflow } from '../model/index.ts';
import { artifacts } from './artifacts.ts';
import { caches } from './caches.ts';
import { checks } from './checks.ts';
import { concurrency, environments } from './environments.ts';
import { failures } from './failures.ts';
import { graph } from './graph.ts';
import { pageHead } from './head.ts';
import { jobTable } from './jobs.ts';
import { matrices } from './matrices.ts';
import type { Paged, Section, Subject } from './page.ts';
import { permissions } from './permissions.ts';
import { secrets } from './secrets.ts';
import { steps } from './steps.ts';
import { triggers } from './triggers.ts';

const jobs: Section = (subject) =>
  section('## Jobs', graph(subject), jobTable(subject), matrices(subject), steps(subject));

const sections: readonly Section[] = [
  triggers,
  jobs,
  caches,
  artifacts,
  secrets,
  permissions,
  environments,
  concurrency,
  checks,
  failures,
];

export function workflowPage(source: Paged<Workflow>, around: Pick<Subject, 'repository' | 'needsOf'>): string {
  const { document, path, text, page } = source;
  const subject: Subject = { workflow: document, path, text, page, ...around };
  return `${stack(pageHead(source), ...sections.map((each) => each(subject)))}\n`;
}
