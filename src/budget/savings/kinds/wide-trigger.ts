/** Proposes narrower triggers: where a push runs twice, where only documents change, where a newer run makes one useless. */
import type { Traffic } from '../../../config/budget.ts';
import type { Concurrency, Trigger, Workflow } from '../../../model/index.ts';
import type { PlannedWorkflow } from '../../simulation/planned-workflow.ts';
import { changeTriggers, changeWorkflow, triggerOf } from '../changes/change-workflow.ts';
import { textsIn } from '../changes/texts.ts';
import { listOf } from '../list-names.ts';
import { minutesCounted, type Proposal, type Scene } from '../proposal.ts';

export const proposeNarrowerTriggers = (scene: Scene): Proposal[] =>
  scene.question.workflows.flatMap((workflow) => {
    const row = scene.report.workflows.find(({ file }) => file === workflow.file);
    const minutes = row ? minutesCounted(row) : 0;
    if (minutes === 0) return [];
    const proposals = [oneRunForEachPush, leaveDocumentsOut, cancelOlderRuns];
    return proposals.flatMap((propose) => propose(workflow, scene, minutes) ?? []);
  });

/** @param minutes what the workflow takes in the month */
type ProposeOne = (workflow: PlannedWorkflow, scene: Scene, minutes: number) => Proposal | undefined;

/** A push to the branch of a pull request is an event of both. */
const oneRunForEachPush: ProposeOne = (workflow, { question, shareOf }, minutes) => {
  const { file, document } = workflow;
  const push = triggerOf(document, 'push');
  if (!push || !isWide(push) || !triggerOf(document, 'pull_request')) return undefined;
  const branch = question.traffic.defaultBranch;
  const after = changeTriggers(document, (trigger) => (trigger === push ? { ...push, branches: [branch] } : trigger));
  return {
    ...{ file, jobs: [] },
    guess: minutes * shareOf(workflow, (each) => each.event === 'push' && each.branch !== branch),
    change: `in ${file}, write \`branches: [${branch}]\` below \`push\`: a push to a pull request then runs once, not twice`,
    note: 'a branch without a pull request is no longer tested, nor is a tag',
    apply: (asked) => changeWorkflow(asked, document, after),
  };
};

const isWide = ({ branches, branchesIgnore, tags, tagsIgnore }: Trigger): boolean =>
  [branchesIgnore, tags, tagsIgnore].every((each) => each === undefined) &&
  (branches === undefined || branches.some((pattern) => pattern === '**' || pattern === '*'));

const documents = ['**.md', 'docs/**'];
const areDocuments = (changed: readonly string[] = []): boolean =>
  changed.length > 0 && changed.every((path) => /\.md$|^docs\//.test(path));
const filtered: readonly string[] = ['push', 'pull_request'];

/** Only where the traffic tells what is changed. */
const leaveDocumentsOut: ProposeOne = (workflow, { question, shareOf }, minutes) => {
  const { pushes, pullRequests } = question.traffic;
  if (![...pushes, ...pullRequests].some(({ changed }) => areDocuments(changed))) return undefined;
  const { file, document } = workflow;
  const open = document.on.filter(
    ({ event, paths, pathsIgnore }) => filtered.includes(event) && !paths && !pathsIgnore,
  );
  const names = open.map(({ event }) => event);
  const share = shareOf(workflow, ({ event, changed }) => names.includes(event) && areDocuments(changed));
  if (share === 0 || isAboutDocuments(document)) return undefined;
  const after = changeTriggers(document, (trigger) =>
    open.includes(trigger) ? { ...trigger, pathsIgnore: documents } : trigger,
  );
  const where = listOf(names.map((name) => `\`${name}\``));
  const listed = documents.map((pattern) => `'${pattern}'`).join(', ');
  return {
    ...{ file, jobs: [], guess: minutes * share },
    change: `in ${file}, write \`paths-ignore: [${listed}]\` below ${where}: what changes only documents then runs nothing`,
    note: 'a check that a branch rule requires is waited for in vain where it is left out this way; what reads the documents is no longer tested when only they change',
    apply: (asked) => changeWorkflow(asked, document, after),
  };
};

const isAboutDocuments = (workflow: Workflow): boolean =>
  textsIn([workflow.name, workflow.jobs]).some((text) => /\bdocs?\b|markdown|\.mdx?\b|readme/i.test(text));

/** Of a pull request only the newest run counts; every other event has a group of its own. */
const onePerPullRequest: Concurrency = {
  group: '${{ github.workflow }}-${{ github.event.pull_request.number || github.run_id }}',
  cancelInProgress: true,
};

const cancelOlderRuns: ProposeOne = ({ file, document }, scene, minutes) => {
  const trigger = triggerOf(document, 'pull_request');
  if (!trigger || document.concurrency || !mayOverlap(file, trigger, scene)) return undefined;
  const { group } = onePerPullRequest;
  return {
    ...{ file, jobs: [], guess: minutes / 4 },
    change: `in ${file}, write \`concurrency: { group: "${group}", cancel-in-progress: true }\`: a newer run of a pull request then ends the older one`,
    note: 'what the newer run leaves out, because it is for a label and not for a push, is not done at all',
    apply: (asked) => changeWorkflow(asked, document, { ...document, concurrency: onePerPullRequest }),
  };
};

/** A month has a label a minute after a pull request was opened, and a push five hours later. */
function mayOverlap(file: string, { types }: Trigger, { question, report }: Scene): boolean {
  const seconds = report.typicalRuns.find((run) => run.file === file)?.seconds ?? 0;
  const labelled = types?.includes('labeled') && question.traffic.pullRequests.some(({ labels }) => labels.length > 0);
  return seconds > (labelled ? 60 : 5 * 3600) || (labelled === true && severalLabels(question.traffic));
}

const severalLabels = ({ pullRequests }: Traffic): boolean => pullRequests.some(({ labels }) => labels.length > 1);
