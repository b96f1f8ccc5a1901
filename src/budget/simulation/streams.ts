/** Makes the events of a month: every firing of the schedules, and the traffic that the settings tell. */
import type { Traffic } from '../../config/budget.ts';
import { type Diagnostic, didYouMean } from '../../diagnostics/index.ts';
import type { PlanEvent } from '../../plan/plan-event.ts';
import { firingsIn } from '../calendar/firings.ts';
import { dayMs, hourMs, type Month } from '../calendar/month.ts';
import type { PlannedWorkflow } from './planned-workflow.ts';
import { pullEvents, pullStreams } from './pull-streams.ts';
import { type Random, seededRandom } from './random.ts';
import type { Stream } from './stream.ts';
import { fractionsBefore, wholeCounts } from './whole-counts.ts';

export interface Streams {
  readonly streams: readonly Stream[];
  readonly findings: readonly Diagnostic[];
}

export function streamsOf(
  month: Month,
  workflows: readonly PlannedWorkflow[],
  traffic: Traffic,
  seed: number,
): Streams {
  const findings: Diagnostic[] = [];
  const schedules = workflows.flatMap((workflow) => schedulesOf(month, workflow, traffic, findings));
  const random = seededRandom(seed);
  const { defaultBranch } = traffic;
  const pushCounts = wholeCounts(month, traffic.pushes);
  const pushes = traffic.pushes.map((each, index) => {
    const moments = momentsIn(month, pushCounts[index] ?? 0, random);
    return pushStream(each, moments, defaultBranch);
  });
  const pullCounts = wholeCounts(month, traffic.pullRequests);
  const carried = fractionsBefore(
    traffic.pullRequests.map(({ synchronizations }, index) => synchronizations * (pullCounts[index] ?? 0)),
  );
  const events = pullEvents.filter((event) => event === 'pull_request' || hears(workflows, event));
  const pulls = traffic.pullRequests.flatMap((each, index) => {
    const opened = momentsIn(month, pullCounts[index] ?? 0, random);
    const first = pullCounts.slice(0, index).reduce((sum, count) => sum + count, 0);
    return pullStreams(each, { month, defaultBranch, events }, { first, opened, carried: carried[index] ?? 0 });
  });
  const dispatches = traffic.dispatches.map((each) => {
    findings.push(...unknownWorkflow(each.workflow, workflows));
    return dispatchStream(month, each, defaultBranch, random);
  });
  findings.push(...workflows.flatMap(uncountedEvents));
  return { streams: [...schedules, ...pushes, ...pulls, ...dispatches], findings };
}

const hears = (workflows: readonly PlannedWorkflow[], name: string): boolean =>
  workflows.some(({ document }) => document.on.some(({ event }) => event === name));

/** Calls are counted with their callers. */
const counted = new Set([
  'push',
  'pull_request',
  'pull_request_target',
  'schedule',
  'workflow_dispatch',
  'workflow_call',
]);

/** Whether schedules, traffic or callers tell how often an event happens. */
export const isCounted = (event: string): boolean => counted.has(event);

/** Nothing tells how often other events happen: their runs are left out, and that is said. */
const uncountedEvents = ({ file, document }: PlannedWorkflow): Diagnostic[] =>
  document.on
    .filter(({ event }) => !isCounted(event))
    .map((trigger) => ({
      severity: 'warning',
      code: 'uncounted-event',
      message: `nothing says how often "${trigger.event}" starts ${file}: these runs are not counted`,
      source: trigger.source?.locate() ?? { file, line: 1, column: 1 },
      path: `on.${trigger.event}`,
      hint: 'the month costs more by what they take',
    }));

function schedulesOf(
  month: Month,
  { file, document }: PlannedWorkflow,
  traffic: Traffic,
  findings: Diagnostic[],
): Stream[] {
  const { defaultBranch } = traffic;
  const schedules = document.on.flatMap((trigger) => (Array.isArray(trigger.schedule) ? trigger.schedule : []));
  return schedules.flatMap((each, index): Stream[] => {
    const { cron, timezone } = each;
    const firings = firingsIn(month, String(cron), timezone === undefined ? undefined : String(timezone));
    if (typeof firings === 'string') {
      const hint = `none of its firings is counted; \`pipewright lint ${file}\` says more`;
      const source = each.source?.locate() ?? { file, line: 1, column: 1 };
      findings.push({
        severity: 'error',
        code: 'unreadable-schedule',
        message: firings,
        source,
        path: `on.schedule[${index}]`,
        hint,
      });
      return [];
    }
    const event: PlanEvent = { event: 'schedule', cron: String(cron), defaultBranch };
    const occurrences = firings.map((at) => ({ at, subject: 0 }));
    const title = `schedule ${cron}${timezone ? ` ${timezone}` : ''}`;
    return [{ title, event, varies: false, workflow: file, occurrences, refOf: () => defaultBranch }];
  });
}

function pushStream(push: Traffic['pushes'][number], moments: readonly number[], defaultBranch: string): Stream {
  const { branch = defaultBranch, tag, changed, varies } = push;
  const where = tag === undefined ? { branch } : { tag };
  const event: PlanEvent = { event: 'push', defaultBranch, ...where, ...(changed ? { changed } : {}) };
  const occurrences = moments.map((at) => ({ at, subject: 0 }));
  return { title: `push to ${tag ?? branch}`, event, varies, occurrences, refOf: () => tag ?? branch };
}

function dispatchStream(
  month: Month,
  dispatch: Traffic['dispatches'][number],
  defaultBranch: string,
  random: Random,
): Stream {
  const { workflow, inputs, varies } = dispatch;
  const event: PlanEvent = { event: 'workflow_dispatch', defaultBranch, inputs };
  const [count = 0] = wholeCounts(month, [dispatch]);
  const occurrences = momentsIn(month, count, random).map((at) => ({ at, subject: 0 }));
  return { title: 'run by hand', event, varies, workflow, occurrences, refOf: () => defaultBranch };
}

/** Moments in working hours, Monday to Friday from 8 to 18 UTC, at random. */
function momentsIn(month: Month, count: number, random: Random): number[] {
  const days = Array.from({ length: month.days }, (_, index) => month.from + index * dayMs).filter((day) => {
    const weekday = new Date(day).getUTCDay();
    return weekday > 0 && weekday < 6;
  });
  const moment = (): number => {
    const day = days[Math.floor(random() * days.length)] ?? month.from;
    return day + 8 * hourMs + Math.floor(random() * 10 * hourMs);
  };
  return Array.from({ length: count }, moment).sort((left, right) => left - right);
}

function unknownWorkflow(name: string, workflows: readonly PlannedWorkflow[]): Diagnostic[] {
  const known = workflows.map(({ file }) => file);
  if (known.includes(name)) return [];
  const message = `traffic.dispatches names the workflow "${name}", which is not among those that are looked at`;
  return [{ severity: 'warning', code: 'unknown-workflow', message, hint: didYouMean(name, known) }];
}
