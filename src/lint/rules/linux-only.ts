/** Reports containers on a runner that is not Linux. */
import { type StepSite, type StepsJob, stepsOfJob } from '../../model/index.ts';
import { parseUses } from '../action-catalog.ts';
import { fieldsOf, hasExpression, isFields } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { labelsOf, systemOfRunner } from '../runner-labels.ts';

export const linuxOnly: Rule = {
  id: 'linux-only',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainer
  // https://docs.github.com/actions/concepts/workflows-and-actions/custom-actions
  why: 'Only Linux runners have Docker set up for jobs, services and actions in containers: on Windows and macOS the job fails when it starts.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      if (job.kind !== 'job') continue;
      const systems = systemsOf(job);
      // A step may be meant for one of the systems of a matrix; containers are made for all.
      const [some] = systems.filter((system) => system !== undefined);
      if (some) yield* containersOf(job, some);
      if (some && systems.every((system) => system !== undefined)) yield* containerSteps(job, some);
    }
  },
};

/** The systems of the job's runners; undefined for one that may be Linux. */
function systemsOf(job: StepsJob): (string | undefined)[] {
  const names: Readonly<Record<string, string>> = { windows: 'Windows', macos: 'macOS' };
  return (labelsOf(job) ?? []).map((label) => names[systemOfRunner(label) ?? '']);
}

function* containersOf(job: StepsJob, system: string): Generator<Finding> {
  const hint = 'use runs-on: ubuntu-24.04, or do without the container';
  const path = `jobs.${job.id}`;
  if (isImage(fieldsOf(job.container)['image'])) {
    const message = `job "${job.id}" runs in a container, and on ${system} GitHub runs none`;
    yield { message, node: job, path: `${path}.container`, hint };
  }
  const [service] = isFields(job.services)
    ? Object.keys(job.services).filter((name) => isImage(fieldsOf(fieldsOf(job.services)[name])['image']))
    : [];
  if (service !== undefined) {
    const message = `service "${service}" is a container, and on ${system} GitHub runs none`;
    yield { message, node: job, path: `${path}.services.${service}`, hint };
  }
}

function* containerSteps(job: StepsJob, system: string): Generator<Finding> {
  const hint = 'use runs-on: ubuntu-24.04, or do without the container';
  for (const site of stepsOfJob(job)) {
    if (!usesContainer(site)) continue;
    const message = `this action is a container, and on ${system} GitHub runs none`;
    yield { message, node: site.step, path: `${site.path}.uses`, hint };
  }
}

/** An image that is left empty starts no container. */
const isImage = (image: unknown): boolean => typeof image === 'string' && image !== '' && !hasExpression(image);

/** Actions of others whose action.yml says `using: docker`, whatever their version. */
const dockerActions = ['super-linter/super-linter', 'github/super-linter', 'pypa/gh-action-pypi-publish'];

function usesContainer({ step }: StepSite): boolean {
  // A condition may ask for the system.
  if (step.kind !== 'uses' || step.if !== undefined || typeof step.uses !== 'string') return false;
  const { name } = parseUses(step.uses) ?? {};
  return step.uses.startsWith('docker://') || (name !== undefined && dockerActions.includes(name.toLowerCase()));
}
