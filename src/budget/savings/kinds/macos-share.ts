/** Proposes to run less on macOS, where a minute takes ten of the quota: less often, only after the merge, or on Linux. */
import type { Job, Workflow } from '../../../model/index.ts';
import type { PlanEvent } from '../../../plan/plan-event.ts';
import type { BudgetQuestion } from '../../simulation/budget-question.ts';
import { changeJob, changeWorkflow, triggerOf } from '../changes/change-workflow.ts';
import { apartId, type MacosJob, macosJobOf, withCondition, withDurationOfPart } from '../changes/macos-jobs.ts';
import { expressionsOf, readsSchedule, textsIn } from '../changes/texts.ts';
import { type DailySchedule, dailyScheduleOf, replaceCron } from '../changes/weekly-schedule.ts';
import { jobsThatRan, type MonthJob, minutesCounted, type Proposal, type Scene } from '../proposal.ts';

interface OnMacos extends MonthJob {
  readonly macos: MacosJob;
  /** What it takes there in the month, in about the minutes of the quota. */
  readonly minutes: number;
}

type ProposeOne = (job: OnMacos, scene: Scene) => Proposal | undefined;

export const proposeLessMacos = (scene: Scene): Proposal[] =>
  scene.question.workflows.flatMap((workflow) =>
    jobsThatRan(scene, workflow).flatMap((each) => {
      const macos = macosJobOf(each.job);
      if (!macos || each.row.bySystem.macos === 0) return [];
      const onMacos = { ...each, macos, minutes: minutesOnMacos(each) };
      return [weeklyNotDaily, afterTheMerge, onLinux].flatMap((propose) => propose(onMacos, scene) ?? []);
    }),
  );

/** The multipliers of 2025 are near enough to say what to try first. */
function minutesOnMacos({ row }: MonthJob): number {
  const { linux, windows, macos } = row.bySystem;
  return (minutesCounted(row) * macos * 10) / (linux + windows * 2 + macos * 10);
}

/** Once a week, where it is every day or every working day. */
const weeklyNotDaily: ProposeOne = (each, scene) => {
  const { file, document } = each.workflow;
  const daily = dailyScheduleOf(document);
  // A condition that names the schedule would no longer hold.
  if (!daily || expressionsOf(document).some(({ text }) => readsSchedule.test(text))) return undefined;
  const ofSchedule = ({ event, cron }: PlanEvent): boolean => event === 'schedule' && cron === daily.cron.cron;
  const guess = each.minutes * scene.shareOf(each.workflow, ofSchedule) * 0.85;
  const made = document.jobs.every(isAllOnMacos) ? forAll(each, daily) : forOne(each, daily);
  if (!made) return undefined;
  return {
    ...{ file, guess, jobs: made.jobs },
    change: `in ${file}, ${made.change}`,
    note: 'what breaks on macOS is then seen up to a week later',
    apply: (asked) => withDuration(changeWorkflow(asked, document, made.after), scene, each),
  };
};

interface Weekly {
  readonly jobs: readonly string[];
  readonly change: string;
  readonly after: Workflow;
}

const isAllOnMacos = (job: Job): boolean => job.kind === 'job' && macosJobOf(job)?.kind === 'whole';

/** One proposal for the workflow, made with its first job. */
function forAll({ workflow: { document }, job }: OnMacos, { cron, weekly }: DailySchedule): Weekly | undefined {
  if (document.jobs[0] !== job) return undefined;
  return {
    jobs: document.jobs.map(({ id }) => id),
    change: `write the schedule "${weekly}" in place of "${cron.cron}"`,
    after: replaceCron(document, cron, [weekly]),
  };
}

/** One day for everything, and the others without macOS. */
function forOne({ workflow, macos, job }: OnMacos, { cron, weekly, rest }: DailySchedule): Weekly | undefined {
  const condition = `github.event.schedule != '${rest}'`;
  const after = withCondition(replaceCron(workflow.document, cron, [rest, weekly]), macos, condition);
  if (!after) return undefined;
  const change = `split the schedule "${cron.cron}" into "${rest}" and "${weekly}", and ${conditionOf(macos, condition)}`;
  return { jobs: [job.id], change, after };
}

/** What becomes a job of its own takes as long as it did. */
const withDuration = (question: BudgetQuestion, { durations }: Scene, { workflow, job }: OnMacos): BudgetQuestion => ({
  ...question,
  durationSource: withDurationOfPart(durations, workflow.file, job),
});

const conditionOf = (macos: MacosJob, condition: string): string =>
  macos.kind === 'whole'
    ? `give ${macos.job.id} \`if: ${condition}\``
    : `move the macOS part of the matrix of ${macos.job.id} into a job ${apartId(macos.job)} with \`if: ${condition}\``;

const notForPullRequests = "github.event_name != 'pull_request'";

/** Only where what is merged is tested too: else nothing would run there at all. */
const afterTheMerge: ProposeOne = (each, scene) => {
  const { workflow, macos, minutes } = each;
  const { file, document } = workflow;
  const { defaultBranch } = scene.question.traffic;
  const isTestedLater = workflow.plan({ event: 'push', branch: defaultBranch, defaultBranch }).triggered;
  if (!triggerOf(document, 'pull_request') || !isTestedLater) return undefined;
  const after = withCondition(document, macos, notForPullRequests);
  if (!after) return undefined;
  return {
    ...{ file, jobs: [each.job.id] },
    guess: minutes * scene.shareOf(workflow, ({ event }) => event === 'pull_request'),
    change: `in ${file}, ${conditionOf(macos, notForPullRequests)}: it then runs after the merge`,
    note: 'pull requests are no longer tested on macOS: what breaks there is seen after the merge',
    apply: (asked) => withDuration(changeWorkflow(asked, document, after), scene, each),
  };
};

/** What only macOS has, by the names that scripts and actions use for it. */
const macosOnly =
  /mac|darwin|xcode|xcrun|\bbrew\b|homebrew|swift|codesign|notar|\bdmg\b|pkgbuild|productbuild|hdiutil|\blipo\b|metal|mlx|coreml|\bmps\b|osascript|cocoapods|\bpod\b|fastlane|\bios\b|iphone|simulator|objc|apple|launchctl|\bsecurity\s/i;

/** Intel runners have no arm processor: neither has what takes their place. */
const onLinux: ProposeOne = ({ workflow, job, macos, minutes }) => {
  const { file, document } = workflow;
  if (macos.kind !== 'whole' || macos.label === undefined) return undefined;
  const { runsOn: _, ...rest } = job;
  if (textsIn(rest).some((text) => macosOnly.test(text))) return undefined;
  const label = /-(?:intel|large)$|^macos-1[0-3]\b/i.test(macos.label) ? 'ubuntu-24.04' : 'ubuntu-24.04-arm';
  const after = changeJob(document, job.id, (same) => ({ ...same, runsOn: label }));
  return {
    ...{ file, jobs: [job.id], guess: (minutes * 9) / 10 },
    change: `in ${file}, write \`runs-on: ${label}\` in ${job.id} in place of ${macos.label}`,
    note: 'nothing in its steps names macOS; check that it is not there to test macOS itself, and that all it installs is there for that processor; it is taken to be as fast',
    apply: (asked) => changeWorkflow(asked, document, after),
  };
};
