/** Reports a shell that GitHub does not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { type Document, type Node, stepsOf } from '../../model/index.ts';
import { fieldsOf, hasExpression, show } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

const shells = ['bash', 'sh', 'pwsh', 'powershell', 'cmd', 'python'];
/** Shells that are no slip of the pen, though GitHub knows nothing of them. */
const others = ['zsh', 'dash', 'ksh', 'csh', 'fish', 'nu'];

export const unknownShell: Rule = {
  id: 'unknown-shell',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  why: 'The runner knows six shells, and takes any other command only with `{0}` for the file of the script. With anything else the step fails when its turn comes.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { shell, node, path } of shellsOf(document)) {
      if (shell === undefined || shell === '' || hasExpression(shell)) continue;
      const problem = problemOf(shell);
      if (problem) yield { ...problem, node, path };
    }
  },
};

interface ShellSite {
  readonly shell: unknown;
  readonly node: Node;
  readonly path: string;
}

function* shellsOf(document: Document): Generator<ShellSite> {
  const owners = [document, ...jobsOf(document)];
  for (const node of owners) {
    const path = node.kind === 'job' ? `jobs.${node.id}.defaults.run.shell` : 'defaults.run.shell';
    if ('defaults' in node) yield { shell: fieldsOf(fieldsOf(node.defaults)['run'])['shell'], node, path };
  }
  for (const { step, path } of stepsOf(document)) {
    if (step.kind === 'run') yield { shell: step.shell, node: step, path: `${path}.shell` };
  }
}

function problemOf(shell: unknown): Pick<Finding, 'message' | 'hint'> | undefined {
  const text = String(shell);
  if (typeof shell === 'string' && (shells.includes(text.toLowerCase()) || text.includes('{0}'))) return undefined;
  const [program = ''] = text.split(' ');
  if (text.includes(' ') || others.includes(program) || !didYouMean(program, shells)?.startsWith('did')) {
    return {
      message: `there is no shell ${show(shell)}`,
      hint: `use ${shells.join(', ')}, or a command with {0} for the script's file: "${text} {0}"`,
    };
  }
  return { message: `there is no shell ${show(shell)}`, hint: didYouMean(text, shells) };
}
