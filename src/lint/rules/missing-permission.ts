/** Reports a step that needs more of the token than its job grants. */
import { type StepSite, type StepsJob, stepsOfJob, type Workflow } from '../../model/index.ts';
import { parseUses } from '../action-catalog.ts';
import { fieldsOf, isFields } from '../data-shapes.ts';
import { effectivePermissions, exceeds, type Granted } from '../granted-permissions.ts';
import { isOpen, type PermissionNeed, permissionNeeds } from '../permission-needs.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isHosted, labelsOf } from '../runner-labels.ts';
import { commandsOf } from '../script-commands.ts';

export const missingPermission: Rule = {
  id: 'missing-permission',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions
  why: 'Where permissions are given, what they do not name is not granted. A step that needs it is refused when it runs: "Resource not accessible by integration", or 403.',
  *check({ document }: LintInput): Generator<Finding> {
    if (document.kind !== 'workflow') return;
    for (const job of jobsOf(document)) {
      const granted = effectivePermissions(job, document);
      if (job.kind !== 'job' || granted === undefined) continue;
      for (const site of stepsOfJob(job)) yield* missingIn(site, job, granted, document);
    }
  },
};

function* missingIn(site: StepSite, job: StepsJob, granted: Granted, workflow: Workflow): Generator<Finding> {
  const { step, path } = site;
  const needs = permissionNeeds(step, [job.env, workflow.env]);
  for (const need of needs) {
    const { scope, level, reason, certainty, at } = need;
    const has = levelOf(granted, scope);
    if (!exceeds(level, has) || isMetOtherwise(need, site, job)) continue;
    if (certainty === 'may' && !isFirstOfNone(need, needs, granted)) continue;
    yield {
      message: `this step ${reason}, which needs ${scope}: ${level}, and the token has ${has === 'none' ? 'none' : `${scope}: ${has}`}`,
      node: step,
      path: step.kind === 'run' ? `${path}.run` : `${path}.uses`,
      offset: at,
      hint: `give job "${job.id}" what it needs: ${wanted(granted, scope, level)}`,
      severity: certainty === 'must' && isCertain(need, site, job) ? 'error' : 'warning',
    };
  }
}

/** A comment on a pull request needs one of two permissions: where none is there, the first is told. */
function isFirstOfNone(need: PermissionNeed, needs: readonly PermissionNeed[], granted: Granted): boolean {
  const either = needs.filter(({ at, reason }) => at === need.at && reason === need.reason);
  const lacks = either.every(({ scope, level }) => exceeds(level, levelOf(granted, scope)));
  const areTalk = either.every(({ scope }) => scope === 'pull-requests' || scope === 'issues');
  return areTalk && either.length > 1 && either[0] === need && lacks;
}

/** The level of a scope; only write-all lets a job ask for its identity. */
function levelOf(granted: Granted, scope: string): string {
  if (isFields(granted)) return String(fieldsOf(granted)[scope] ?? 'none');
  if (granted === 'read-all') return scope === 'id-token' ? 'none' : 'read';
  // What is neither has a rule of its own.
  return 'write';
}

function wanted(granted: Granted, scope: string, level: string): string {
  const named = isFields(granted) ? { ...granted, [scope]: level } : { contents: 'read', [scope]: level };
  const entries = Object.entries(named).map(([name, each]) => `${name}: ${each}`);
  return `permissions: { ${entries.join(', ')} }`;
}

/** A push may use other credentials than the token's; a machine of one's own may have some. */
function isMetOtherwise({ scope, reason }: PermissionNeed, site: StepSite, job: StepsJob): boolean {
  const runners = labelsOf(job) ?? [];
  if (scope === 'id-token' && (!runners.every(isHosted) || hasKeys(site, job))) return true;
  return reason === 'pushes with git' && !pushesWithToken(job);
}

/** Whether keys of AWS are there already, from which the action takes the role. */
function hasKeys({ step }: StepSite, job: StepsJob): boolean {
  const steps = [...stepsOfJob(job)].map((each) => each.step);
  const before = steps.slice(0, steps.indexOf(step));
  const named = [job, ...steps].some((each) => 'AWS_ACCESS_KEY_ID' in fieldsOf('env' in each ? each.env : undefined));
  return named || before.some((each) => each.kind === 'uses' && /^aws-actions\//i.test(String(each.uses)));
}

/** Whether git has the token of the job, and nothing else, from one checkout. */
function pushesWithToken(job: StepsJob): boolean {
  const steps = [...stepsOfJob(job)].map(({ step }) => step);
  const checkouts = steps.filter(
    (step) => step.kind === 'uses' && parseUses(String(step.uses))?.name.toLowerCase() === 'actions/checkout',
  );
  const scripts = steps.flatMap((step) => (step.kind === 'run' ? [String(step.run)] : []));
  const own = ['token', 'ssh-key', 'repository'];
  const plain = checkouts.every((step) => step.kind === 'uses' && own.every((key) => !(key in fieldsOf(step.with))));
  const kept = checkouts.every(
    (step) => step.kind === 'uses' && String(fieldsOf(step.with)['persist-credentials'] ?? 'true') === 'true',
  );
  return checkouts.length === 1 && plain && kept && !scripts.some((script) => otherCredentials.test(script));
}

const otherCredentials =
  /git remote|git init|git clone|insteadOf|extraheader|credential|GIT_ASKPASS|GIT_SSH|ssh-|gh auth|gh repo|x-access-token|https?:\/\/[^\s/]*@/i;

/** Whether nothing but the token decides: no condition, no action that may bring credentials, no failure that is let pass. */
function isCertain({ reason }: PermissionNeed, { step }: StepSite, job: StepsJob): boolean {
  if ('continueOnError' in step && step.continueOnError) return false;
  if (step.kind === 'run' && commandsOf(step.run).length > 0 && /\|\||\bset \+e|\bif\b|<</.test(String(step.run)))
    return false;
  if (reason !== 'pushes with git') return true;
  return [...stepsOfJob(job)].every((site) => site.step.kind !== 'uses' || !isOpen(site.step));
}
