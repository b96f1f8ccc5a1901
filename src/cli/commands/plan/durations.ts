/** Reads how long jobs take, as it was typed: `test=90s`, `build=2m`. */
import { type Diagnostic, PipelineError } from '../../../diagnostics/index.ts';
import type { Takes } from '../../../plan/index.ts';

const units = { s: 1, m: 60, h: 3600 } as const;

/** @throws PipelineError with exit code 2 when one can't be read */
export function readDurations(given: readonly string[]): Takes | undefined {
  const read = given.map(readDuration);
  const wrong = read.filter((each): each is Diagnostic => 'severity' in each);
  if (wrong.length > 0) throw new PipelineError(wrong, 2);
  const known = new Map(read.flatMap((each) => ('job' in each ? [[each.job, each.seconds] as const] : [])));
  if (known.size === 0) return undefined;
  return (job, instance) => known.get(instance.name.toLowerCase()) ?? known.get(job.id.toLowerCase()) ?? known.get('*');
}

function readDuration(text: string): { readonly job: string; readonly seconds: number } | Diagnostic {
  const [, job = '', number = '', unit = 's'] = /^(.+)=(\d+(?:\.\d+)?)([smh])?$/.exec(text.trim()) ?? [];
  if (job !== '') return { job: job.toLowerCase(), seconds: Number(number) * units[unit as keyof typeof units] };
  const hint = "write a job and its time, as in --takes test=90s; for all others --takes '*=2m'";
  return { severity: 'error', code: 'wrong-use', message: `"${text}" is no duration of a job`, hint };
}
