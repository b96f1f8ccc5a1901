/** Reports a download of an artifact that nothing has uploaded, or that may not be there yet. */
import { didYouMean } from '../../diagnostics/index.ts';
import { type Document, type Job, type StepsJob, stepsOf } from '../../model/index.ts';
import { parseUses } from '../action-catalog.ts';
import { type ArtifactStep, downloadsOf, inputOf, uploadsOf } from '../artifacts.ts';
import { hasExpression, sameName, show } from '../data-shapes.ts';
import { eventsOf, findJob, jobsOf, needsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unknownArtifact: Rule = {
  id: 'unknown-artifact',
  // https://docs.github.com/actions/tutorials/store-and-share-data
  why: 'actions/download-artifact fails where the run has no artifact of that name. A job gets the artifacts of the jobs that it needs, and of those which they need; others may still be running.',
  *check({ document }: LintInput): Generator<Finding> {
    const uploads = uploadsOf(document);
    if (othersMayUpload(document) || uploads.some(({ name }) => name === undefined || hasExpression(name))) return;
    for (const download of downloadsOf(document).filter(isFromThisRun)) {
      const problem = problemOf(download, uploads, document);
      const { step, path } = download;
      if (problem) yield { ...problem, node: step, key: 'with', path: `${path}.with.name` };
    }
  },
};

/** Whether an artifact may come from what is not in this file: a caller, a called workflow, an action of others. */
const othersMayUpload = (document: Document): boolean =>
  eventsOf(document).includes('workflow_call') ||
  jobsOf(document).some(({ kind }) => kind === 'call') ||
  [...stepsOf(document)].some(({ step }) => step.kind === 'uses' && !/^actions\//i.test(nameOf(step.uses)));

const nameOf = (uses: unknown): string => (typeof uses === 'string' ? (parseUses(uses)?.name ?? '') : '');

const elsewhere = ['run-id', 'github-token', 'repository', 'pattern', 'artifact-ids'];

const isFromThisRun = (download: ArtifactStep): boolean =>
  download.name !== undefined &&
  !hasExpression(download.name) &&
  [undefined, false].includes(download.step.continueOnError as undefined) &&
  elsewhere.every((input) => inputOf(download, input) === undefined);

function problemOf(
  { name, job, step }: ArtifactStep,
  uploads: readonly ArtifactStep[],
  document: Document,
): Pick<Finding, 'message' | 'hint' | 'severity'> | undefined {
  const fitting = uploads.filter((upload) => upload.name === name);
  const [first] = fitting;
  if (!first) {
    const names = uploads.flatMap((upload) => upload.name ?? []);
    const hint = didYouMean(String(name), names) ?? 'upload it in a job that this one needs';
    return { message: `nothing in this workflow uploads the artifact ${show(name)}`, hint };
  }
  const steps: readonly unknown[] = job.steps;
  const before = neededBy(job, document);
  const isThere = (upload: ArtifactStep): boolean =>
    upload.job === job ? steps.indexOf(upload.step) < steps.indexOf(step) : before.has(upload.job);
  if (fitting.some(isThere)) return undefined;
  if (first.job === job) {
    const message = `the artifact ${show(name)} is uploaded only by a later step of the job`;
    return { message, hint: 'move the upload before the download', severity: 'warning' };
  }
  const message = `job "${first.job.id}" uploads the artifact ${show(name)}, and job "${job.id}" does not wait for it`;
  const needs = [...needsOf(job), first.job.id].join(', ');
  return { message, hint: `write needs: [${needs}]`, severity: 'warning' };
}

/** The jobs that are over when a job starts. */
function neededBy(job: StepsJob, document: Document): Set<Job> {
  const found = new Set<Job>();
  const open: Job[] = [job];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const needed of needsOf(next).flatMap((id) => findJob(document, id) ?? [])) {
      if (!found.has(needed) && !sameName(needed.id, job.id)) open.push(needed);
      found.add(needed);
    }
  }
  return found;
}
