/** Reports a script that succeeds although a command which decides has failed. */
import type { Document, RunStep, StepSite } from '../../model/index.ts';
import { stepsOf } from '../../model/index.ts';
import { lostStatuses } from '../lost-status.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { readShellScript } from '../shell-script.ts';
import { spell } from '../spelling.ts';
import { posixShellOf } from '../step-shells.ts';

export const swallowedFailure: Rule = {
  id: 'swallowed-failure',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#exit-codes-and-error-action-preference
  why: 'A step fails when its script ends with a status other than 0. Where a pipe, `|| true` or `set +e` hides the status of the command that builds or tests, the job is green and nothing was checked. A script without `shell` runs in bash without pipefail; `shell: bash` sets it.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const site of stepsOf(document)) {
      const { step, path } = site;
      // Where a step may fail, it does not matter which command of it does.
      if (step.kind !== 'run' || isTrue(step.continueOnError)) continue;
      for (const problem of problemsOf(step, site, document))
        yield { ...problem, node: step, key: 'run', path: `${path}.run`, severity: 'warning' };
    }
  },
};

const isTrue = (value: unknown): boolean => value === true || value === 'true';

type Problem = Pick<Finding, 'message' | 'hint' | 'offset'>;

/** What every lost status has somewhere: to look for it is faster than to read the script. */
const mayLose = /\||\bset\s+\+|\bexit\s+0|\btrue\b|(?:^|[;\s]):(?:\s|$)/;

function* problemsOf(step: RunStep, { job }: StepSite, document: Document): Generator<Problem> {
  const shell = posixShellOf(step, job, document);
  const text = String(step.run);
  const script = shell && mayLose.test(text) ? readShellScript(text) : undefined;
  if (!shell || !script) return;
  for (const { kind, command, by, at } of lostStatuses(script, shell)) {
    const offset = at;
    if (kind === 'pipe') {
      const message = `the step succeeds when "${command}" fails: a pipe has the status of its last command, ${by}`;
      yield { message, offset, hint: pipeHint(step, shell.name) };
    } else if (kind === 'or') {
      const hint = `leave "|| ${by}" out; a step that may fail says ${spell(step, 'continue-on-error')}: true, and its failure stays visible`;
      yield { message: `the step succeeds when "${command}" fails: "|| ${by}" hides its status`, offset, hint };
    } else if (kind === 'end') {
      const hint = `leave "${by}" out, or keep the status and end with it: exit "$status"`;
      yield { message: `the step succeeds when "${command}" fails: the script ends with "${by}"`, offset, hint };
    } else {
      const message = `the step goes on when "${command}" fails: behind "${by}" nothing looks at its status`;
      yield { message, offset, hint: `keep the status, ${command} || status=$?, or write set -e again before it` };
    }
  }
}

function pipeHint(step: RunStep, shell: 'bash' | 'sh'): string {
  if (shell === 'sh') return 'set shell: bash, which GitHub runs with pipefail: sh has none';
  return step.shell === undefined
    ? 'set shell: bash, which GitHub runs with pipefail, or start the script with: set -o pipefail'
    : 'start the script with: set -o pipefail';
}
