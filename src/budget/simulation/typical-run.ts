/** Times one run of each workflow as it usually goes: which jobs wait for which, and which of them decide how long it takes. */
import type { TypicalRun } from '../../contract/budget.ts';
import { round } from '../bill.ts';
import { groupBy } from './group-by.ts';
import type { JobTemplate, RunTemplate } from './run-template.ts';
import { minutesOf } from './usage-rows.ts';

/** For each workflow that ran, the kind of event that draws most from the quota. */
export function typicalRuns(templates: readonly RunTemplate[]): TypicalRun[] {
  const byFile = groupBy(templates, ({ jobs }) => jobs[0]?.file ?? '');
  return [...byFile].map(([file, same]) => {
    const dearest = same.reduce((best, each) => (costOf(each) > costOf(best) ? each : best));
    return { file, event: dearest.stream.title, ...timeJobs(dearest.jobs) };
  });
}

const costOf = ({ jobs }: RunTemplate): number =>
  jobs.reduce((sum, job) => sum + minutesOf(job) * (job.weight || 1), 0);

function timeJobs(jobs: readonly JobTemplate[]): Pick<TypicalRun, 'seconds' | 'jobs'> {
  const times: { start: number; end: number }[] = [];
  // Those that a job needs stand before it.
  for (const job of jobs) {
    const start = Math.max(0, ...job.needs.map((index) => times[index]?.end ?? 0));
    times.push({ start, end: start + usualSeconds(job) });
  }
  const seconds = Math.max(0, ...times.map(({ end }) => end));
  const critical = criticalJobs(jobs, times, seconds);
  return {
    seconds: round(seconds),
    jobs: jobs.map(({ name, labels, needs, certain }, index) => {
      const { start = 0, end = 0 } = times[index] ?? {};
      const own = { name, labels: [...labels], needs: [...needs], certain, critical: critical.has(index) };
      return { ...own, start: round(start), end: round(end) };
    }),
  };
}

/** With its caches found, where that is what mostly happened. */
function usualSeconds({ estimates: [miss, hit], tallies }: JobTemplate): number {
  const { median, most = Number.POSITIVE_INFINITY } =
    tallies[1].runs >= tallies[0].runs && tallies[1].runs > 0 ? hit : miss;
  return Math.min(median, most);
}

/** Back from the last job: by what it waited for. */
function criticalJobs(
  jobs: readonly JobTemplate[],
  times: readonly { start: number; end: number }[],
  seconds: number,
): Set<number> {
  const critical = new Set<number>();
  let at = times.findIndex(({ end }) => end === seconds);
  while (at >= 0) {
    critical.add(at);
    const start = times[at]?.start;
    at = start === 0 ? -1 : (jobs[at]?.needs.find((index) => times[index]?.end === start) ?? -1);
  }
  return critical;
}
