/** Reports a download of an artifact that nothing has uploaded, or that may not be there yet. */
import { didYouMean } from '../../diagnostics/index.ts';
import { type Document, expandMatrix, type Job, type StepsJob, stepsOf } from '../../model/index.ts';
import { parseUses } from '../action-catalog.ts';
import { type ArtifactStep, downloadsOf, inputOf, uploadsOf } from '../artifacts.ts';
import { hasExpression, sameName, show } from '../data-shapes.ts';
import { partsOf } from '../matrix-texts.ts';
import { asGlob, mayFit } from '../name-globs.ts';
import { eventsOf, findJob, jobsOf, needsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unknownArtifact: Rule = {
  id: 'unknown-artifact',
  // https://docs.github.com/actions/tutorials/store-and-share-data
  why: 'actions/download-artifact fails where the run has no artifact of that name. A job gets the artifacts of the jobs that it needs, and of those which they need; others may still be running. With a pattern that fits none, the step downloads nothing and succeeds.',
  *check({ document }: LintInput): Generator<Finding> {
    const uploads = uploadsOf(document);
    if (othersMayUpload(document)) return;
    for (const download of downloadsOf(document).filter(isFromThisRun)) {
      const problem = ofName(download, uploads, document) ?? ofPattern(download, uploads);
      const { step, path } = download;
      if (problem) yield { ...problem, node: step, key: 'with', path: `${path}.with.${problem.input}` };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'> & { readonly input: 'name' | 'pattern' };

/** Whether an artifact may come from what is not in this file: a caller, a called workflow, an action of others. */
const othersMayUpload = (document: Document): boolean =>
  eventsOf(document).includes('workflow_call') ||
  jobsOf(document).some(({ kind }) => kind === 'call') ||
  [...stepsOf(document)].some(({ step }) => step.kind === 'uses' && !/^actions\//i.test(nameOf(step.uses)));

const nameOf = (uses: unknown): string => (typeof uses === 'string' ? (parseUses(uses)?.name ?? '') : '');

const elsewhere = ['run-id', 'github-token', 'repository', 'artifact-ids'];

const isFromThisRun = (download: ArtifactStep): boolean =>
  elsewhere.every((input) => inputOf(download, input) === undefined);

function ofName(download: ArtifactStep, uploads: readonly ArtifactStep[], document: Document): Problem | undefined {
  const { name, job, step } = download;
  if (name === undefined || hasExpression(name) || inputOf(download, 'pattern') !== undefined) return undefined;
  if (![undefined, false].includes(step.continueOnError as undefined)) return undefined;
  const fitting = uploads.filter((upload) => upload.name === name);
  const [first] = fitting;
  if (uploads.some((upload) => upload.name !== name && namesOf(upload).some((each) => mayFit(name, each))))
    return undefined;
  if (!first) {
    const message = `nothing in this workflow uploads the artifact ${show(name)}`;
    const hint = didYouMean(name, uploads.map(shownName)) ?? 'upload it in a job that this one needs';
    return { input: 'name', message, hint };
  }
  const steps: readonly unknown[] = job.steps;
  const before = neededBy(job, document);
  const isThere = (upload: ArtifactStep): boolean =>
    upload.job === job ? steps.indexOf(upload.step) < steps.indexOf(step) : before.has(upload.job);
  if (fitting.some(isThere)) return undefined;
  if (first.job === job) {
    const message = `the artifact ${show(name)} is uploaded only by a later step of the job`;
    return { input: 'name', message, hint: 'move the upload before the download', severity: 'warning' };
  }
  const message = `job "${first.job.id}" uploads the artifact ${show(name)}, and job "${job.id}" does not wait for it`;
  const needs = [...needsOf(job), first.job.id].join(', ');
  return { input: 'name', message, hint: `write needs: [${needs}]`, severity: 'warning' };
}

/** A glob that fits no name, whatever the expressions in it are. */
function ofPattern(download: ArtifactStep, uploads: readonly ArtifactStep[]): Problem | undefined {
  const pattern = inputOf(download, 'pattern');
  if (download.name !== undefined || pattern === undefined) return undefined;
  if (uploads.flatMap(namesOf).some((name) => mayFit(String(pattern), name))) return undefined;
  return {
    input: 'pattern',
    message: `${show(pattern)} fits no artifact that this workflow uploads`,
    hint: didYouMean(String(pattern), uploads.map(shownName).map(asGlob)) ?? 'upload one in a job that this one needs',
    severity: 'warning',
  };
}

/** The names of an upload, one for each job of a matrix, with `*` for what only the run knows. */
function namesOf({ name, job }: ArtifactStep): string[] {
  // The name of an artifact that is a file stands nowhere.
  if (name === undefined) return ['*'];
  const matrix = job.strategy?.matrix;
  const entries = matrix && expandMatrix(matrix);
  const known = entries?.map((entry) => partsOf(name, entry)) ?? [partsOf(name, {}, () => undefined)];
  return known.map((parts) => parts.map((part) => (part.kind === 'text' ? part.text : '*')).join(''));
}

const shownName = ({ name }: ArtifactStep): string => name ?? '*';

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
