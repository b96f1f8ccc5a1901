/** Draws plans as a tree for people. */
import { printable } from '../../../diagnostics/index.ts';
import type { ConditionPlan, InstancePlan, JobPlan, RunTiming } from '../../../plan/index.ts';
import { type Paint, showTime } from './paint.ts';
import type { PlannedWorkflow } from './report.ts';

const marks = { yes: '✓', maybe: '?', no: '–' } as const;
const colours = { yes: 'green', maybe: 'yellow', no: 'dim' } as const;

/** One workflow with its jobs, those that start first at the top. */
export function renderTree({ file, name, plan, timing }: PlannedWorkflow, paint: Paint): string {
  const mark = paint(colours[plan.runs], marks[plan.runs]);
  const title = `${mark} ${paint('bold', safe(name ?? file))}${name === undefined ? '' : paint('dim', `  ${safe(file)}`)}`;
  const lines = [
    title,
    `  ${plan.runs === 'maybe' ? 'may start' : plan.triggered ? 'starts' : 'does not start'}: ${safe(plan.reason)}`,
  ];
  if (!plan.triggered) return lines.join('\n');
  const { concurrency } = plan;
  if (concurrency)
    lines.push(`  one run at a time in ${safe(concurrency.group)}${cancelling(concurrency.cancelInProgress)}`);
  lines.push(...branches(inOrder(plan.jobs), paint, '  ', timing));
  if (timing) lines.push(...timeLines(timing));
  return lines.join('\n');
}

const cancelling = (cancels: 'yes' | 'no' | 'maybe'): string =>
  ({ yes: ', the running one is cancelled', maybe: ', the running one may be cancelled', no: '' })[cancels];

/** Names come from files of others: no line breaks, no control characters. */
const safe = (text: string): string => printable(text).replace(/\s+/g, ' ');

function branches(jobs: readonly JobPlan[], paint: Paint, indent: string, timing: RunTiming | undefined): string[] {
  return jobs.flatMap((job, index) => {
    const last = index === jobs.length - 1;
    const [head, ...rest] = jobLines(job, paint, timing);
    const below = `${indent}${last ? '   ' : '│  '}`;
    return [`${indent}${last ? '└─' : '├─'} ${head}`, ...rest.map((line) => `${below}${line}`)];
  });
}

function jobLines(job: JobPlan, paint: Paint, timing: RunTiming | undefined): string[] {
  const mark = paint(colours[job.runs], marks[job.runs]);
  const [only, ...more] = job.instances;
  const single = only && more.length === 0 && job.unknownMatrix === undefined ? only : undefined;
  const shown = safe(single?.name ?? job.name);
  const id = shown === job.id || single?.matrix ? '' : paint('dim', `  ${safe(job.id)}`);
  const after = job.needs.length > 0 ? paint('dim', `  after ${safe(job.needs.join(', '))}`) : '';
  const head = `${mark} ${job.runs === 'no' ? paint('dim', shown) : shown}${id}${single ? details(single, paint, timing) : ''}${after}`;
  const why = job.runs === 'yes' && !job.condition ? [] : [`  ${paint('dim', safe(job.why))}`];
  const matrix =
    job.unknownMatrix === undefined ? [] : [`  ${paint('yellow', `its matrix: ${safe(job.unknownMatrix)}`)}`];
  const jobs = job.runs === 'no' ? [] : instanceLines(job, single, paint, timing);
  return [head, ...why, ...conditionLines(job.condition, paint), ...matrix, ...jobs];
}

function instanceLines(
  job: JobPlan,
  single: InstancePlan | undefined,
  paint: Paint,
  timing: RunTiming | undefined,
): string[] {
  if (single) return callLines(single, paint, timing);
  return job.instances.flatMap((each) => [
    `  · ${safe(each.name)}${details(each, paint, timing)}`,
    ...callLines(each, paint, timing).map((line) => `  ${line}`),
  ]);
}

function details({ name, runsOn }: InstancePlan, paint: Paint, timing: RunTiming | undefined): string {
  const labels = runsOn.length > 0 ? paint('cyan', `  ${safe(runsOn.join(', '))}`) : '';
  const time = timing?.jobs.find((each) => each.name === name);
  const waits = time && time.queued > 0 ? `, ${showTime(time.queued)} for a runner` : '';
  return `${labels}${time ? `  ${showTime(time.start)} to ${showTime(time.end)}${waits}` : ''}`;
}

function callLines({ uses }: InstancePlan, paint: Paint, timing: RunTiming | undefined): string[] {
  if (!uses) return [];
  const head = `  ${paint('dim', `calls ${safe(uses.workflow)}`)}`;
  if (uses.problem !== undefined) return [head, `  ${paint('yellow', safe(uses.problem))}`];
  return [head, ...branches(inOrder(uses.jobs), paint, '  ', timing)];
}

/** The condition, and below it the value of every part. */
function conditionLines(condition: ConditionPlan | undefined, paint: Paint): string[] {
  if (!condition) return [];
  const width = Math.min(60, Math.max(...condition.parts.map(({ text }) => safe(text).length), 0));
  const parts = condition.parts.map(
    ({ text, value }) => `    ${safe(text).padEnd(width)}  ${paint('dim', '=')} ${safe(value)}`,
  );
  return [`  ${paint('dim', 'if')} ${safe(condition.text)}`, ...parts];
}

function timeLines({ seconds, queued, criticalPath }: RunTiming): string[] {
  const waits = queued > 0 ? `; ${showTime(queued)} of waiting for runners in all` : '';
  return [`  takes at most ${showTime(seconds)}${waits}`, `  critical path: ${criticalPath.map(safe).join(' → ')}`];
}

/** Jobs that wait for others stand below those; else the order of the file. */
export function inOrder(jobs: readonly JobPlan[]): JobPlan[] {
  const left = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
  const ordered: JobPlan[] = [];
  while (left.size > 0) {
    const waits = ({ id, needs }: JobPlan): boolean =>
      needs.some((need) => need.toLowerCase() !== id.toLowerCase() && left.has(need.toLowerCase()));
    const ready = [...left.values()].find((job) => !waits(job));
    // Jobs in a circle wait for ever: they come as they stand.
    for (const job of ready ? [ready] : [...left.values()]) {
      left.delete(job.id.toLowerCase());
      ordered.push(job);
    }
  }
  return ordered;
}
