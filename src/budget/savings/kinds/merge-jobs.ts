/** Proposes to make one job of several that lose much to rounding: each is billed in whole minutes, however short it is. */
import type { StepsJob, Workflow } from '../../../model/index.ts';
import type { BudgetQuestion } from '../../simulation/budget-question.ts';
import { spreadOf } from '../../simulation/estimate.ts';
import type { PlannedWorkflow } from '../../simulation/planned-workflow.ts';
import { changeWorkflow } from '../changes/change-workflow.ts';
import { mergeJobs, timeoutOf, withMerged } from '../changes/merge-jobs.ts';
import { durationOf, durationOfMerged, type Merged, withMergedDuration } from '../changes/merged-duration.ts';
import { sameText } from '../changes/texts.ts';
import { listOf } from '../list-names.ts';
import { jobsThatRan, type MonthJob, minutesCounted, type Proposal, type Scene } from '../proposal.ts';

/** Of a workflow, so many jobs are looked at, those that lose most; pairs grow with the square. */
const mostJobs = 12;
const mostWorkflows = 12;
const mostGroups = 3;
/** Minutes that a group must promise in a month to be simulated. */
const leastGain = 1;

export function proposeMerges(scene: Scene): Proposal[] {
  const losses = new Map(scene.report.workflows.map(({ file, roundingLoss }) => [file, roundingLoss]));
  const lossOf = ({ file }: PlannedWorkflow): number => losses.get(file) ?? 0;
  return scene.question.workflows
    .toSorted((left, right) => lossOf(right) - lossOf(left))
    .slice(0, mostWorkflows)
    .flatMap((workflow) => mergesIn(workflow, scene));
}

/** A group that may become one job, and what that promises. */
interface Group {
  readonly members: readonly MonthJob[];
  readonly job: StepsJob;
  /** The workflow with the merged job. */
  readonly document: Workflow;
  readonly gain: number;
}

/** The best group first, then the best of the jobs that are left. */
function mergesIn(workflow: PlannedWorkflow, scene: Scene): Proposal[] {
  const ran = jobsThatRan(scene, workflow);
  const worst = new Set(ran.toSorted((a, b) => b.row.roundingLoss - a.row.roundingLoss).slice(0, mostJobs));
  let left = ran.filter((each) => worst.has(each));
  const groups: Group[] = [];
  while (groups.length < mostGroups) {
    const group = bestGroup(left, workflow, scene);
    if (!group) break;
    groups.push(group);
    left = left.filter((each) => !group.members.includes(each));
  }
  return groups.map((group) => toProposal(group, workflow, scene));
}

/** Begins with the best pair, and takes in one job after another while that gains something. */
function bestGroup(jobs: readonly MonthJob[], workflow: PlannedWorkflow, scene: Scene): Group | undefined {
  const alone = (member: MonthJob): Group => ({
    members: [member],
    job: member.job,
    document: workflow.document,
    gain: 0,
  });
  let best = largest(jobs.flatMap((first) => largerBy(alone(first), jobs, scene)));
  for (let next = best; next; next = largest(largerBy(next, jobs, scene))) best = next;
  return best && best.gain >= leastGain ? best : undefined;
}

const largest = (groups: readonly Group[]): Group | undefined =>
  groups.reduce<Group | undefined>((best, each) => (best && best.gain >= each.gain ? best : each), undefined);

/** The groups with one job more that gain more. */
function largerBy(group: Group, jobs: readonly MonthJob[], scene: Scene): Group[] {
  return jobs.flatMap((other): Group[] => {
    if (group.members.includes(other)) return [];
    const merged = mergeJobs(group.document, group.job, other.job);
    if (!merged) return [];
    const members = [...group.members, other];
    const gain = gainOf(members, merged, scene);
    if (gain <= group.gain) return [];
    return [{ members, job: merged, document: withMerged(group.document, merged, other.job.id), gain }];
  });
}

/** Minutes a month, by the expected minutes of one run; 0 where the merged job could be stopped by its timeout. */
function gainOf(members: readonly MonthJob[], merged: StepsJob, { durations }: Scene): number {
  const [first] = members;
  if (!first) return 0;
  const { file } = first.workflow;
  const isHit = members.every(({ row }) => (row.cacheHitRatio ?? 1) >= 0.5);
  const estimate = durationOfMerged(durations, toMerged(members, merged), isHit);
  if (estimate.p90 > mostMinutes(merged) * 60) return 0;
  const before = members.map(({ job }) => spreadOf(durationOf(durations, file, job, isHit)).mean);
  const saved = before.reduce((sum, each) => sum + each, 0) - spreadOf(estimate).mean;
  const runs = Math.min(...members.map(({ row }) => row.runs));
  return saved * runs * weightOf(first);
}

/** Source: https://docs.github.com/actions/reference/limits, on ubuntu-slim */
const mostMinutesSlim = 15;

const mostMinutes = (job: StepsJob): number =>
  job.runsOn === 'ubuntu-slim' ? Math.min(mostMinutesSlim, timeoutOf(job)) : timeoutOf(job);

/** Minutes of the quota that a billed one takes. */
const weightOf = ({ row }: MonthJob): number => minutesCounted(row) / Math.max(1, row.billableMinutes);

const toMerged = (members: readonly MonthJob[], job: StepsJob): Merged => ({
  file: members[0]?.workflow.file ?? '',
  members: members.map((member) => member.job),
  job,
});

function toProposal(group: Group, workflow: PlannedWorkflow, { durations }: Scene): Proposal {
  const { members, job, document, gain } = group;
  const ids = members.map((member) => member.job.id);
  const apply = (question: BudgetQuestion): BudgetQuestion => ({
    ...changeWorkflow(question, workflow.document, document),
    durationSource: withMergedDuration(durations, toMerged(members, job)),
  });
  const steps = ids.length === 2 ? 'the steps of both' : `the steps of all ${ids.length}`;
  const change = `in ${workflow.file}, make one job of ${listOf(ids)}: "${job.id}", with ${steps} one after the other`;
  return { file: workflow.file, jobs: ids, change, note: noteOf(members, job), guess: gain, apply };
}

function noteOf(members: readonly MonthJob[], merged: StepsJob): string {
  const gone = members.slice(1).map(({ job }) => job.id);
  const ids = members.map(({ job }) => job.id.toLowerCase());
  const parts = [
    'a step that fails stops those behind it, unless they say `if: ${{ !cancelled() }}`',
    `there ${gone.length === 1 ? 'is no check' : 'are no checks'} ${listOf(gone)} any more: branch rules must ask for "${merged.id}"`,
  ];
  if (members.some(({ job }, index) => index > 0 && !job.needs?.some((id) => ids.includes(id.toLowerCase()))))
    parts.push('they no longer run side by side, so the run takes longer');
  const permissions = members.map(({ job }) => sameText(job.permissions));
  if (permissions.some((each) => each !== permissions[0])) parts.push('each may read what any of them may');
  return parts.join('; ');
}
