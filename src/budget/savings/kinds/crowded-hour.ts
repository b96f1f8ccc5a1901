/** Names the schedules at the top of the hour, when most others start too: it saves no minutes, but runs come in time. */
import { firingsIn } from '../../calendar/firings.ts';
import { hourMs, readMonth } from '../../calendar/month.ts';
import type { PlannedWorkflow } from '../../simulation/planned-workflow.ts';
import { expressionsOf, readsSchedule } from '../changes/texts.ts';
import { someOf } from '../list-names.ts';
import type { Proposal, Scene } from '../proposal.ts';

/** As good as any that is not a round number. */
const quietMinute = 17;

interface Crowded extends PlannedWorkflow {
  readonly crons: readonly string[];
}

/** One line for all of them. Source: https://docs.github.com/actions/reference/events-that-trigger-workflows#schedule */
export function proposeOtherMinutes({ question }: Scene): Proposal[] {
  const found = question.workflows
    .map((workflow): Crowded => ({ ...workflow, crons: crowdedCrons(workflow, question.month) }))
    .filter(({ crons }) => crons.length > 0);
  const [first] = found;
  return first ? [{ file: first.file, jobs: [], change: changeOf(found), note: noteOf(found), guess: 0 }] : [];
}

function changeOf(found: readonly Crowded[]): string {
  const files = someOf([...new Set(found.map(({ file }) => file))]);
  const crons = found.flatMap((each) => each.crons);
  const [cron = ''] = crons;
  const which = crons.length === 1 ? 'the schedule' : `the ${crons.length} schedules`;
  const better = cron.replace(/^\S+/, String(quietMinute));
  return `in ${files}, start ${which} at another minute than 0: "${better}" in place of "${cron}"`;
}

function noteOf(found: readonly Crowded[]): string {
  const named = found.some(({ document }) => expressionsOf(document).some(({ text }) => readsSchedule.test(text)));
  return [
    'it saves no minutes: at the top of the hour GitHub starts runs late, and drops some',
    ...(named ? ['conditions that name a schedule must name the new one'] : []),
  ].join('; ');
}

function crowdedCrons({ document }: PlannedWorkflow, month: string): string[] {
  const schedules = document.on.flatMap((trigger) => trigger.schedule ?? []);
  return schedules.flatMap(({ cron, timezone }) => {
    const firings = firingsIn(readMonth(month), String(cron), timezone);
    if (typeof firings === 'string' || firings.length === 0) return [];
    return firings.every((at) => at % hourMs === 0) ? [String(cron).trim()] : [];
  });
}
