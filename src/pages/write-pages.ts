/** The pages of a repository's workflows and actions, as files to write. */
import { posix } from 'node:path';
import { stepsOf } from '../model/index.ts';
import { actionPage } from './action-page.ts';
import type { Page, Paged, PageOptions, PageSource, Repository } from './page.ts';
import { findLocal } from './page.ts';
import { workflowPage } from './workflow-page.ts';

/** The folders of the pages: of workflows, and of actions, whose names are their own. */
export function pageFolders(generated: string): readonly [string, string] {
  const folder = posix.join(generated.replaceAll('\\', '/'), 'pipelines');
  return [folder, `${folder}/actions`];
}

/**
 * A page for each workflow and action.
 *
 * @example
 * writePages([{ path: '.github/workflows/ci.yml', pipeline: 'pipelines/ci.ts', document, text }], { generated: 'generated' });
 * // [{ path: 'generated/pipelines/ci.md', text: '…' }]
 */
export function writePages(sources: readonly PageSource[], { generated, needsOf = () => [] }: PageOptions): Page[] {
  const paged = sources.map((source) => ({ ...source, page: pageOf(source, generated) }));
  const repository = repositoryOf(paged);
  return paged.map((source) => ({ path: source.page, text: textOf(source, repository, needsOf) }));
}

function pageOf({ path, document }: PageSource, generated: string): string {
  const [workflows, actions] = pageFolders(generated);
  return document.kind === 'action'
    ? `${actions}/${document.id}.md`
    : `${workflows}/${posix.basename(path).replace(/\.ya?ml$/, '')}.md`;
}

function textOf(source: Paged, repository: Repository, needsOf: NonNullable<PageOptions['needsOf']>): string {
  const { document } = source;
  return document.kind === 'action'
    ? actionPage({ ...source, document }, repository)
    : workflowPage({ ...source, document }, { repository, needsOf });
}

function repositoryOf(paged: readonly Paged[]): Repository {
  const documents = new Map(paged.map((each) => [each.path, each]));
  const users = new Map<string, Paged[]>();
  for (const user of paged) {
    for (const used of new Set(localUses(user))) {
      const path = findLocal({ documents, users }, used)?.path;
      if (path !== undefined) users.set(path, [...(users.get(path) ?? []), user]);
    }
  }
  return { documents, users };
}

/** The workflows and actions of this repository that a document uses. */
function localUses({ document }: Paged): string[] {
  const calls =
    document.kind === 'workflow' ? document.jobs.flatMap((job) => (job.kind === 'call' ? [job.uses] : [])) : [];
  const actions = [...stepsOf(document)].flatMap(({ step }) => (step.kind === 'uses' ? [step.uses] : []));
  return [...calls, ...actions].filter((uses) => uses.startsWith('./'));
}
