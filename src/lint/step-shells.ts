/**
 * Says which shell runs a script, and how that shell takes failures.
 *
 * Source: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell
 */
import type { Document, RunStep, StepsJob } from '../model/index.ts';
import { fieldsOf, hasExpression } from './data-shapes.ts';
import { labelsOf, systemOfRunner } from './runner-labels.ts';

/** A shell with the grammar of sh. */
export interface PosixShell {
  readonly name: 'bash' | 'sh';
  /** Whether the script ends where a command fails. */
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

/** The shell that a step or a default names. */
function givenShell(step: RunStep, job: StepsJob | undefined, document: Document): unknown {
  const owners = [job, document.kind === 'workflow' ? document : undefined];
  const defaults = owners.map((owner) => fieldsOf(fieldsOf(owner?.defaults)['run'])['shell']);
  return [step.shell, ...defaults].find((each) => each !== undefined);
}

/**
 * The program that reads the script of a step: `bash`, `sh`, `pwsh`, `cmd`, `python` …; undefined when only the run
 * decides.
 */
export function shellProgramOf(step: RunStep, job: StepsJob | undefined, document: Document): string | undefined {
  const given = givenShell(step, job, document);
  if (given === undefined) return [step, job ?? step].some(isForOneSystem) ? undefined : defaultShell(job);
  if (typeof given !== 'string' || hasExpression(given)) return undefined;
  const [program = ''] = given.trim().split(/\s+/);
  return program.replace(/^.*[\\/]/, '').replace(/\.exe$/i, '');
}

/** How a shell with the grammar of sh reads the script of a step; undefined when it is another one, or not known. */
export function posixShellOf(step: RunStep, job: StepsJob | undefined, document: Document): PosixShell | undefined {
  const program = shellProgramOf(step, job, document);
  if (program === undefined || !/^(?:bash|sh|dash|ash)$/.test(program)) return undefined;
  const name = program === 'bash' ? 'bash' : 'sh';
  const given = givenShell(step, job, document);
  // Where nobody names a shell, bash runs without pipefail.
  if (given === undefined || given === 'sh') return { name, errexit: true, pipefail: false };
  if (given === 'bash') return { name, errexit: true, pipefail: true };
  const options = String(given).split(/\s+/).slice(1);
  const errexit = options.some((each) => /^-[A-Za-z]*e/.test(each)) || options.includes('errexit');
  return { name, errexit, pipefail: options.includes('pipefail') };
}

/** A step that is there for one system stands in jobs of others too, and is left out there. */
const isForOneSystem = ({ if: condition }: { readonly if?: unknown }): boolean =>
  /runner\.os|windows|\bwin\b/i.test(String(condition ?? ''));

/** The shell of scripts that name none; undefined where it is not known that all runners have one system. */
function defaultShell(job: StepsJob | undefined): 'bash' | 'pwsh' | undefined {
  const systems = new Set(((job && labelsOf(job)) ?? []).map(shellOfLabels));
  const [system, ...others] = systems;
  return others.length === 0 ? system : undefined;
}

/** The shell of a runner by its labels: of GitHub's own by name, of others as far as the label says. */
function shellOfLabels(labels: readonly string[]): 'bash' | 'pwsh' | undefined {
  const system = systemOfRunner(labels);
  if (system === 'windows') return 'pwsh';
  if (system === 'linux' || system === 'macos') return 'bash';
  if (labels.some((label) => /win/i.test(label))) return undefined;
  return labels.some((label) => /linux|ubuntu|debian|alpine|fedora|macos/i.test(label)) ? 'bash' : undefined;
}
