/** The files that runs leave: who writes them, how long they stay, who reads them. */

import { code, codeLines, codes, section, table } from '../markup/markdown.ts';
import { type Job, stepsOfJob, type UsesStep } from '../model/index.ts';
import { named, partsOf } from './names.ts';
import type { Section } from './page.ts';

interface Use {
  readonly job: string;
  readonly step: UsesStep;
}

export const artifacts: Section = ({ workflow: { jobs } }) => {
  const uploads = usesOf(jobs, /^actions\/upload-artifact@/i);
  const downloads = usesOf(jobs, /^actions\/download-artifact@/i).filter(
    ({ step }) => step.with?.['run-id'] === undefined,
  );
  const written = new Map(uploads.map((upload) => [rowId(upload), upload]));
  const rows = [...written].map(([id, upload]) => {
    const writers = uploads.filter((each) => rowId(each) === id).map(({ job }) => job);
    const readers = downloads.filter(({ step }) => mayRead(step, nameOf(upload.step))).map(({ job }) => job);
    return [...cellsOf(upload.step), distinct(writers), distinct(readers)];
  });
  const head = ['Artifact', 'Holds', 'Kept', 'Written by', 'Read by'];
  return rows.length === 0 ? '' : section('## Artifacts', table(head, rows));
};

const usesOf = (jobs: readonly Job[], action: RegExp): Use[] =>
  jobs.flatMap((job) => {
    const steps = job.kind === 'job' ? [...stepsOfJob(job)] : [];
    return steps.flatMap(({ step }) => (step.kind === 'uses' && action.test(step.uses) ? [{ job: job.id, step }] : []));
  });

const distinct = (jobs: readonly string[]): string => codes([...new Set(jobs)]);

/** Jobs that write the same thing share a row. */
const rowId = ({ step }: Use): string =>
  JSON.stringify([nameOf(step), step.with?.['path'], step.with?.['retention-days']]);

/** Source: https://github.com/actions/upload-artifact#inputs */
const nameOf = (step: UsesStep): string => String(step.with?.['name'] ?? 'artifact');

function cellsOf(step: UsesStep): string[] {
  const { path = '', 'retention-days': days } = step.with ?? {};
  return [code(nameOf(step)), codeLines(String(path)), keptFor(days)];
}

function keptFor(days: unknown): string {
  if (days === undefined || String(days) === '0') return "the repository's default";
  if (String(days).includes('${{')) return `${named(String(days))} days`;
  return String(days) === '1' ? '1 day' : `${String(days)} days`;
}

/** Whether a step downloads what has that name; expressions may stand for anything. */
function mayRead(step: UsesStep, name: string): boolean {
  const { name: wanted, pattern } = step.with ?? {};
  if (wanted !== undefined) return fits(String(wanted), name) || fits(name, String(wanted));
  return pattern === undefined || fits(String(pattern), name, true);
}

/** Whether a text that may hold expressions, or the marks of a pattern, can stand for another. */
function fits(template: string, text: string, isPattern = false): boolean {
  const parts = partsOf(template).map(({ text: part, isExpression }) => {
    if (isExpression) return '.*';
    const literal = part.replace(/[.+^${}()|[\]\\*?]/g, '\\$&');
    return isPattern ? literal.replaceAll('\\*', '.*').replaceAll('\\?', '.') : literal;
  });
  return new RegExp(`^${parts.join('')}$`, 's').test(text);
}
