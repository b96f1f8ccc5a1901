/** Finds the steps that check out the head of a pull request where the workflow itself is the base branch's. */
import { type StepSite, type StepsJob, stepsOfJob, type UsesStep } from '../model/index.ts';
import { parseUses } from './action-catalog.ts';
import { fieldsOf } from './data-shapes.ts';
import { runsProjectCode } from './runs-code.ts';
import { commandsOf } from './script-commands.ts';

export interface HeadCheckout {
  readonly site: StepSite;
  readonly path: string;
  readonly offset?: number;
  /** Where the files are, when that is not the working directory. */
  readonly folder: string | undefined;
  /** Whether only the name of its branch is asked for. */
  readonly branchOnly: boolean;
  /** Whether the code of a fork is checked out for sure. */
  readonly certain: boolean;
  /** Whether this version of the action refuses the code of a fork. */
  readonly refused: boolean;
}

/** What names the head in an event, as a commit, as a ref that only the head has, or by its repository. */
const heads: Readonly<Record<string, RegExp>> = {
  pull_request_target: /github\.event\.pull_request\.(?:head\.(?:sha|repo\.)|merge_commit_sha)|refs\/pull\//i,
  workflow_run:
    /github\.event\.workflow_run\.(?:head_sha|head_commit\.id|head_repository\.|pull_requests)|refs\/pull\//i,
  issue_comment: /refs\/pull\//i,
};
/** The name of a branch alone leads to a branch of the base repository. */
const branchName = /github\.head_ref|github\.event\.pull_request\.head\.(?:ref|label)/i;

/** The events whose runs have the secrets and the token of the base branch. */
export const privilegedEvents: readonly string[] = Object.keys(heads);

/** The steps of a job that check out a head, when this event starts the run. */
export function headCheckoutsOf(job: StepsJob, event: string): HeadCheckout[] {
  const head = Object.hasOwn(heads, event) ? heads[event] : undefined;
  if (!head) return [];
  return [...stepsOfJob(job)].flatMap((site) => {
    if (site.step.kind === 'uses') return checkoutOf(site, site.step, head, event);
    return site.step.kind === 'run' ? commandOf(site, site.step.run, head) : [];
  });
}

function checkoutOf(site: StepSite, step: UsesStep, head: RegExp, event: string): HeadCheckout[] {
  const { name, ref: version = '' } = parseUses(String(step.uses)) ?? {};
  if (name?.toLowerCase() !== 'actions/checkout') return [];
  const inputs = fieldsOf(step.with);
  const { path: folder } = inputs;
  const named = ['ref', 'repository'].find((key) => head.test(String(inputs[key])));
  const branchOnly = named === undefined && event === 'pull_request_target' && branchName.test(String(inputs['ref']));
  if (named === undefined && !branchOnly) return [];
  const allowed = String(inputs['allow-unsafe-pr-checkout']).toLowerCase() === 'true';
  // The action looks at two of the events.
  const guard = event === 'issue_comment' ? false : refusesForks(version, typeof step.tag === 'string' ? step.tag : '');
  return [
    {
      site,
      path: `${site.path}.with.${named ?? 'ref'}`,
      folder: typeof folder === 'string' && !/^\.?\/?$/.test(folder) ? folder : undefined,
      branchOnly,
      certain: !branchOnly && (allowed || guard === false),
      refused: !branchOnly && guard === true && !allowed,
    },
  ];
}

/**
 * Whether a version of actions/checkout refuses the code of forks; undefined for a commit of no known version.
 *
 * Source: https://github.com/actions/checkout/pull/2454 and its backports, which the tags v2 to v6 were moved to.
 */
function refusesForks(ref: string, tag: string): boolean | undefined {
  const version = /^[0-9a-f]{40}$/i.test(ref) ? (tag.trim().split(/\s/)[0] ?? '') : ref;
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  if (major === undefined) return version === 'main' ? true : undefined;
  const since = firstRefusing[Number(major)];
  if (since === undefined) return Number(major) >= 7;
  return minor === undefined || Number(minor) >= since;
}

/** The first minor version of each major one. */
const firstRefusing: Readonly<Record<number, number>> = { 2: 8, 3: 7, 4: 4, 5: 1, 6: 1 };

function commandOf(site: StepSite, script: unknown, head: RegExp): HeadCheckout[] {
  const found = commandsOf(script).find(
    ({ text }) =>
      /^gh pr checkout\b/.test(text) ||
      /^git (?:-\S+ )*(?:fetch|pull) .*\bpull\//.test(text) ||
      (/^git (?:-\S+ )*(?:checkout|switch|fetch|pull|merge|reset) /.test(text) && head.test(text)),
  );
  if (!found) return [];
  return [
    {
      site,
      path: `${site.path}.run`,
      offset: found.at,
      folder: undefined,
      branchOnly: false,
      certain: true,
      refused: false,
    },
  ];
}

/** Whether a later step runs what was checked out. */
export function runsAfter({ site, folder }: HeadCheckout, job: StepsJob): boolean {
  const sites = [...stepsOfJob(job)];
  const own = sites.findIndex(({ step }) => step === site.step);
  // A script that checks out may run the code itself.
  return sites.slice(site.step.kind === 'run' ? own : own + 1).some(({ step }) => runsProjectCode(step, folder));
}
