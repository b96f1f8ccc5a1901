/**
 * Says which shell runs a script, and how that shell takes failures.
 *
 * Source: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell
 */
import type { Document, RunStep, StepSite } from '../model/index.ts';
import { fieldsOf, hasExpression } from './data-shapes.ts';
import { labelFacts, labelsOf } from './runner-labels.ts';

/** A shell with the grammar of sh. */
export interface PosixShell {
  readonly name: 'bash' | 'sh';
  /** Whether the script ends where a command fails. */
  readonly errexit: boolean;
  readonly pipefail: boolean;
  /** Whether the shell is GitHub's choice: neither the step nor a default names one. */
  readonly byDefault?: boolean;
}

/** The shell of a step; undefined when it is of another kind, or only the run decides. */
export function posixShellOf(step: RunStep, { job }: Pick<StepSite, 'job'>, document: Document): PosixShell | undefined {
  const owners = [job, document.kind === 'workflow' ? document : undefined];
  const defaults = owners.map((owner) => fieldsOf(fieldsOf(owner?.defaults)['run'])['shell']);
  const given = [step.shell, ...defaults].find((each) => each !== undefined);
  if (given !== undefined) return typeof given === 'string' && !hasExpression(given) ? parseShell(given) : undefined;
  if (job === undefined || !runsOnPosix(job)) return undefined;
  return { name: 'bash', errexit: true, pipefail: false, byDefault: true };
}

function parseShell(given: string): PosixShell | undefined {
  if (given === 'bash') return { name: 'bash', errexit: true, pipefail: true };
  if (given === 'sh') return { name: 'sh', errexit: true, pipefail: false };
  const [program = '', ...options] = given.trim().split(/\s+/);
  const [, name] = /(?:^|[\\/])(bash|sh|dash|ash)(?:\.exe)?$/.exec(program) ?? [];
  if (name === undefined || !given.includes('{0}')) return undefined;
  const errexit = options.some((each) => /^-[A-Za-z]*e/.test(each)) || options.includes('errexit');
  return { name: name === 'bash' ? 'bash' : 'sh', errexit, pipefail: options.includes('pipefail') };
}

/** Windows has another default; a label that nobody knows counts as one of Linux or macOS. */
function runsOnPosix(job: NonNullable<StepSite['job']>): boolean {
  const choices = labelsOf(job);
  return (
    choices !== undefined &&
    choices.length > 0 &&
    choices.flat().every((label) => !/windows/i.test(label) && labelFacts(label)?.os !== 'windows')
  );
}
