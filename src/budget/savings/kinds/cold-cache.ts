/**
 * Proposes remedies for caches that are restored and almost never found although they are saved: their key is another one
 * in each run, nobody reads them for seven days, or others take their place.
 *
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching
 */
import type { UsesStep } from '../../../model/index.ts';
import { spreadOf } from '../../simulation/estimate.ts';
import type { PlannedWorkflow } from '../../simulation/planned-workflow.ts';
import {
  type CacheMode,
  changeCacheSteps,
  isSaved,
  keyOf,
  restoreKeysOf,
  restoringSteps,
  withInput,
} from '../changes/cache-steps.ts';
import { addWorkflow, changeWorkflow, triggerOf } from '../changes/change-workflow.ts';
import { keepAliveFor } from '../changes/keep-alive.ts';
import { durationOf } from '../changes/merged-duration.ts';
import { saveOnlyIf } from '../changes/save-only-if.ts';
import { someOf } from '../list-names.ts';
import { jobsThatRan, type MonthJob, minutesCounted, type Proposal, type Scene } from '../proposal.ts';

/** Of the runs that restore a cache, so few find it. */
const cold = 0.1;
/** Below this, what takes the place of a cache is worth looking at. */
const tepid = 0.5;
/** Of the workflows whose caches take the place of others, so many are looked at. */
const mostEvicting = 3;
/** A key that names a run or a commit: no other run asks for it again. */
const perRun = /\$\{\{[^}]*\bgithub\.(?:run_id|run_number|run_attempt|sha)\b[^}]*\}\}/;

export function proposeCacheRemedies(scene: Scene): Proposal[] {
  const cached = scene.question.workflows
    .flatMap((workflow) => jobsThatRan(scene, workflow))
    .filter(({ row }) => row.cacheHitRatio !== null && row.runs > 1);
  const below = (ratio: number): MonthJob[] => cached.filter(({ row }) => (row.cacheHitRatio ?? 1) <= ratio);
  const evicted = scene.report.caches.evictions > 0 ? below(tepid).filter(hasSteadyKey) : [];
  const remedies = scene.question.workflows.flatMap((workflow) => {
    const own = below(cold).filter((each) => each.workflow === workflow);
    return [findOlder(workflow, own, scene) ?? [], own.flatMap((each) => keepAlive(each, scene) ?? [])].flat();
  });
  const evicting = scene.question.workflows.flatMap((workflow) => saveLess(workflow, evicted, scene) ?? []);
  return [...remedies, ...evicting.toSorted((left, right) => right.guess - left.guess).slice(0, mostEvicting)];
}

/** Whether other runs ask for what one keeps. */
const hasSteadyKey = ({ job }: MonthJob): boolean =>
  restoringSteps(job).some((step) => !perRun.test(keyOf(step)) || restoreKeysOf(step) !== '');

/** About what is lost because the caches of a job are not found, in minutes. */
function lossOf({ workflow, job, row }: MonthJob, { durations }: Scene): number {
  const [miss = 0, hit = 0] = [false, true].map(
    (isHit) => spreadOf(durationOf(durations, workflow.file, job, isHit)).mean,
  );
  const runs = row.runs * (1 - (row.cacheHitRatio ?? 0));
  return ((miss - hit) * runs * minutesCounted(row)) / Math.max(1, row.billableMinutes);
}

const lossOfAll = (jobs: readonly MonthJob[], scene: Scene): number =>
  jobs.reduce((sum, each) => sum + lossOf(each, scene), 0);

/** Lets a run take what an earlier one kept. */
function findOlder({ file, document }: PlannedWorkflow, jobs: readonly MonthJob[], scene: Scene): Proposal | undefined {
  const asks = (step: UsesStep): boolean =>
    perRun.test(keyOf(step)) && restoreKeysOf(step) === '' && isSaved(document, keyOf(step));
  const asking = jobs.filter(({ job }) => restoringSteps(job).some(asks));
  const keys = new Set(asking.flatMap(({ job }) => restoringSteps(job).filter(asks).map(keyOf)));
  if (keys.size === 0) return undefined;
  const after = changeCacheSteps(document, (step, mode) => (keys.has(keyOf(step)) ? findAgain(step, mode) : step));
  return {
    ...{ file, jobs: asking.map(({ job }) => job.id), guess: lossOfAll(asking, scene) },
    change: `in ${file}, ${[...keys].map(remedyFor).join(', and ')}: as it is, no run finds what an earlier one kept`,
    note: 'what is found is of an earlier commit: the steps behind it must bring that up to date',
    apply: (asked) => changeWorkflow(asked, document, after),
  };
}

function findAgain(step: UsesStep, mode: CacheMode): UsesStep {
  const key = keyOf(step);
  if (prefixOf(key) === '') return withInput(step, 'key', steadyKey(key));
  return mode === 'save' ? step : withInput(step, 'restore-keys', prefixOf(key));
}

const remedyFor = (key: string): string =>
  prefixOf(key) === ''
    ? `write \`key: ${steadyKey(key)}\` in place of \`${key}\``
    : `write \`restore-keys: ${prefixOf(key)}\` below \`key: ${key}\``;

/** What stands before the part that changes. */
const prefixOf = (key: string): string => key.slice(0, key.search(perRun));

/** The key without the part that changes; behind the system, since what is kept is seldom the same on all. */
const steadyKey = (key: string): string =>
  `\${{ runner.os }}-${key.replace(new RegExp(perRun, 'g'), '').replace(/^[-_.]+|[-_.]+$/g, '') || 'cache'}`;

/** Reads a cache in between that is used less often than every seven days. */
function keepAlive(each: MonthJob, scene: Scene): Proposal | undefined {
  const { workflow, job } = each;
  const { file, document } = workflow;
  const keys = restoringSteps(job).map(keyOf);
  if (keys.some((key) => perRun.test(key) || !isSaved(document, key))) return undefined;
  const keeping = keepAliveFor(file, document, job);
  if (!keeping || scene.question.workflows.some((other) => other.file === keeping.file)) return undefined;
  const which = keys.map((key) => `\`${key}\``).join(' and ');
  return {
    ...{ file, jobs: [job.id], guess: lossOf(each, scene) },
    change: `add a workflow ${keeping.file} that on "${keeping.cron}", on ${keeping.runsOn}, checks out and restores the caches of ${job.id} in ${file}, by actions/cache/restore with the same path and key, and by the same setup steps: ${which} is not used for seven days, and goes`,
    note: 'what the new job takes is taken off already; where GitHub drops one of its runs, the next run of the other finds nothing',
    apply: (asked) => addWorkflow(asked, keeping.file, keeping.document),
  };
}

/** Keeps the caches of pull requests from taking the place of those that are looked for in vain. */
function saveLess(workflow: PlannedWorkflow, evicted: readonly MonthJob[], scene: Scene): Proposal | undefined {
  const { file, document } = workflow;
  const { traffic } = scene.question;
  if (evicted.length === 0 || !triggerOf(document, 'pull_request') || !triggerOf(document, 'push')) return undefined;
  const condition = `github.ref == 'refs/heads/${traffic.defaultBranch}'`;
  const { after, changed } = saveOnlyIf(document, condition);
  if (changed.length === 0) return undefined;
  const lost = evicted.map((each) => `${each.job.id} in ${each.workflow.file}`);
  const share = scene.shareOf(workflow, ({ event }) => event === 'pull_request');
  return {
    ...{ file, jobs: changed, guess: lossOfAll(evicted, scene) * share },
    change: `in ${file}, write actions/cache/restore in place of actions/cache, and at the end of the job actions/cache/save with \`if: ${condition}\`: the caches of pull requests take the place of those of ${someOf(lost)}`,
    note: 'a pull request then finds what the default branch kept, not what its own runs did',
    apply: (asked) => changeWorkflow(asked, document, after),
  };
}
