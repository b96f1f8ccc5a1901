/** Reads how long jobs take, as it was typed: `test=90s`, `build=1m30s`. */
import { readDuration } from '../../../contract/amounts.ts';
import { type Diagnostic, PipelineError } from '../../../diagnostics/index.ts';
import type { Takes } from '../../../plan/index.ts';

/** @throws PipelineError with exit code 2 when one can't be read */
export function readDurations(given: readonly string[]): Takes | undefined {
  const read = given.map(readOne);
  const wrong = read.filter((each): each is Diagnostic => 'severity' in each);
  if (wrong.length > 0) throw new PipelineError(wrong, 2);
  const known = new Map(read.flatMap((each) => ('job' in each ? [[each.job, each.seconds] as const] : [])));
  if (known.size === 0) return undefined;
  return (job, instance) => known.get(instance.name.toLowerCase()) ?? known.get(job.id.toLowerCase()) ?? known.get('*');
}

function readOne(text: string): { readonly job: string; readonly seconds: number } | Diagnostic {
  const [, job = '', time = ''] = /^(.+)=([^=]+)$/.exec(text.trim()) ?? [];
  const seconds = readDuration(/^\d+(?:\.\d+)?$/.test(time) ? Number(time) : time);
  if (job !== '' && seconds !== undefined) return { job: job.toLowerCase(), seconds };
  const hint = "write a job and its time, as in --takes test=90s; for all others --takes '*=2m'";
  return { severity: 'error', code: 'wrong-use', message: `"${text}" is no duration of a job`, hint };
}
