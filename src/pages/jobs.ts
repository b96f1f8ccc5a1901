/** What each job does, where, when and after which others. */
import { posix } from 'node:path';
import { clip, code, codes, oneLine, prose, table } from '../markup/markdown.ts';
import { type Job, type StepsJob, walkSteps } from '../model/index.ts';
import { describeCondition } from './condition.ts';
import { link } from './links.ts';
import { timesOf } from './matrices.ts';
import { actionTitle, firstSentence, jobTitle, named, stepTitle } from './names.ts';
import { findLocal, type Section, type Subject } from './page.ts';
import { runnerOf } from './runners.ts';

const head = ['Job', 'What it does', 'Runner', 'Needs', 'Condition', 'Time-out'];

export const jobTable: Section = (subject) =>
  table(
    head,
    subject.workflow.jobs.map((job) => [
      titleCell(job),
      purposeCell(job, subject),
      job.kind === 'job' ? runnerOf(job) : '',
      codes(job.needs ?? []),
      job.if === undefined ? '' : describeCondition(job.if),
      job.kind === 'job' ? timeCell(job.timeoutMinutes) : '',
    ]),
  );

function titleCell(job: Job): string {
  const times = timesOf(job);
  const name = job.name === undefined || sameWord(job.name, job.id) ? '' : `<br>${jobTitle(job)}`;
  return `${code(job.id)}${name}${times === undefined ? '' : ` ×${times}`}`;
}

/** A name that only repeats the id says nothing. */
const sameWord = (name: string, id: string): boolean =>
  oneLine(name)
    .toLowerCase()
    .replace(/[\s_]+/g, '-') === id.toLowerCase().replaceAll('_', '-');

function purposeCell(job: Job, subject: Subject): string {
  const purpose = job.doc === undefined ? summaryOf(job, subject) : prose(firstSentence(job.doc));
  const lenient = job.kind === 'job' && job.continueOnError === true ? 'A failure does not fail the run.' : '';
  return [purpose, lenient].filter((each) => each !== '').join(' ');
}

function summaryOf(job: Job, subject: Subject): string {
  if (job.kind === 'job') return stepSummary(job);
  const local = findLocal(subject.repository, job.uses);
  return `Calls ${local ? link(posix.basename(local.path), subject.page, local.page) : actionTitle(job.uses)}`;
}

/** What comes before the work in nearly every job. */
const preparation = /^(?:actions\/(?:checkout|cache)\b|[\w-]+\/setup-)/i;

function stepSummary(job: StepsJob): string {
  const steps = [...walkSteps(job.steps, '')].map(({ step }) => step).filter(({ kind }) => kind !== 'parallel');
  const work = steps.filter((step) => step.kind === 'run' || (step.kind === 'uses' && !preparation.test(step.uses)));
  const titled = work.filter((step) => 'name' in step && step.name !== undefined);
  const told = (titled.length > 0 ? titled : work.length > 0 ? work : steps).map(stepTitle);
  return told.length > 4 ? `${told.slice(0, 3).join('; ')}; and ${told.length - 3} more steps` : told.join('; ');
}

const timeCell = (minutes: number | string | undefined): string =>
  minutes === undefined ? '6 h' : typeof minutes === 'number' ? `${minutes} min` : `${named(clip(minutes))} min`;
