/** Reports a shell that the runner's system does not have, and a step of an action that names none. */
import { type Document, type RunStep, type StepsJob, stepsOf, stepsOfJob, type Workflow } from '../../model/index.ts';
import { fieldsOf } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isHosted, labelsOf, systemOfRunner } from '../runner-labels.ts';

export const wrongShell: Rule = {
  id: 'wrong-shell',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  // https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#runsstepsshell
  why: 'cmd and powershell are on Windows runners only: elsewhere the step fails before its script starts. The steps of a composite action have no default shell, and GitHub refuses an action that names none.',
  *check({ document }: LintInput): Generator<Finding> {
    if (document.kind === 'action') yield* missing(document);
    else for (const job of jobsOf(document)) if (job.kind === 'job') yield* ofWindows(job, document);
  },
};

function* missing(document: Document): Generator<Finding> {
  for (const { step, path } of stepsOf(document)) {
    if (step.kind !== 'run' || step.shell !== undefined) continue;
    const message = 'this step of an action names no shell, and GitHub has no default for it';
    yield { message, node: step, path: `${path}.run`, hint: 'write shell: bash' };
  }
}

const elsewhere: Readonly<Record<string, string>> = { cmd: 'bash', powershell: 'pwsh' };

function* ofWindows(job: StepsJob, workflow: Workflow): Generator<Finding> {
  const system = systemWithout(job);
  if (system === undefined) return;
  const scripts = [...stepsOfJob(job)].filter(({ step }) => step.kind === 'run');
  const seen = new Set<string>();
  for (const { step, path } of scripts) {
    // A condition may ask for the system.
    if (step.kind !== 'run' || step.if !== undefined) continue;
    const { shell, at, node } = shellOf(step, path, job, workflow);
    const instead = typeof shell === 'string' && Object.hasOwn(elsewhere, shell) ? elsewhere[shell] : undefined;
    if (instead === undefined || seen.has(at)) continue;
    seen.add(at);
    const message = `there is no ${shell} on ${system.name}, where job "${job.id}" runs`;
    yield { message, node, path: at, hint: `use ${instead}, or run the job on Windows` };
  }
}

/** The shell of a step, and what says so. */
function shellOf(step: RunStep, path: string, job: StepsJob, workflow: Workflow) {
  if (step.shell !== undefined) return { shell: step.shell, at: `${path}.shell`, node: step };
  const ofJob = fieldsOf(fieldsOf(job.defaults)['run'])['shell'];
  if (ofJob !== undefined) return { shell: ofJob, at: `jobs.${job.id}.defaults.run.shell`, node: job };
  return { shell: fieldsOf(fieldsOf(workflow.defaults)['run'])['shell'], at: 'defaults.run.shell', node: workflow };
}

/** The system of the job where none of its runners is a Windows machine. */
function systemWithout(job: StepsJob): { readonly name: string } | undefined {
  // The shells of an image are its maker's choice.
  if (job.container !== undefined) return undefined;
  const runners = labelsOf(job) ?? [];
  const systems = runners.map((labels) => (isHosted(labels) ? systemOfRunner(labels) : undefined));
  if (systems.length === 0 || !systems.every((system) => system === 'linux' || system === 'macos')) return undefined;
  return { name: systems.includes('linux') ? 'Linux' : 'macOS' };
}
