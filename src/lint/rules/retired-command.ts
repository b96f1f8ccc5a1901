/** Reports the workflow commands that GitHub has replaced by files: set-output, save-state, set-env, add-path. */
import { type Document, type Step, type StepSite, stepsOf } from '../../model/index.ts';
import { fieldsOf } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { shellProgramOf } from '../step-shells.ts';

export const retiredCommand: Rule = {
  id: 'retired-command',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#environment-files
  // https://github.blog/changelog/2020-11-09-github-actions-removing-set-env-and-add-path-commands-on-november-16/
  // https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/
  why: 'A workflow command is a line of output, and anything that a step prints could be one. The runner refuses set-env and add-path, and warns at set-output and save-state, which are to go as well: files have taken their place.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const site of stepsOf(document)) {
      const script = scriptOf(site.step);
      if (!script) continue;
      for (const command of commandsIn(script.text)) {
        const { node, key, path } = { node: site.step, key: script.key, path: `${site.path}.${script.path}` };
        yield { ...problemOf(command, site, document), node, key, path, offset: command.at };
      }
    }
  },
};

interface Script {
  readonly text: string;
  readonly key: string;
  readonly path: string;
}

function scriptOf(step: Step): Script | undefined {
  if (step.kind === 'run') return { text: String(step.run), key: 'run', path: 'run' };
  if (step.kind !== 'uses' || !/^actions\/github-script@/i.test(String(step.uses))) return undefined;
  return { text: String(fieldsOf(step.with)['script'] ?? ''), key: 'with', path: 'with.script' };
}

interface Command {
  /** `set-output` */
  readonly name: string;
  /** What it sets; empty for a path. */
  readonly target: string;
  readonly at: number;
}

const pattern =
  /::(set-output|save-state|set-env) +name=([\w-]*)|::(add-path)::|##\[(set-output|save-state|set-env|add-path)(?: +name=([\w-]*))?/gi;

function commandsIn(text: string): Command[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [, own, target, path, old, oldTarget] = match;
    const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    const behind = /^.*/.exec(text.slice(match.index))?.[0] ?? '';
    // A comment prints nothing; what looks for such lines, or writes them to a file, does not either.
    if (/^\s*(?:#|\/\/|rem\b)/i.test(before) || /\b(?:[ef]?grep|rg|sed|awk)\b/.test(before)) return [];
    if (/>>?(?!&)/.test(behind)) return [];
    const name = (own ?? path ?? old ?? '').toLowerCase();
    return [{ name, target: target ?? oldTarget ?? '', at: match.index }];
  });
}

const files: Readonly<Record<string, string>> = {
  'set-output': 'GITHUB_OUTPUT',
  'save-state': 'GITHUB_STATE',
  'set-env': 'GITHUB_ENV',
  'add-path': 'GITHUB_PATH',
};

function problemOf(
  { name, target }: Command,
  site: StepSite,
  document: Document,
): Pick<Finding, 'message' | 'hint' | 'severity'> {
  const hint = hintFor(name, target === '' ? 'name' : target, site, document);
  if (name === 'set-output' || name === 'save-state')
    return {
      message: `the command ${name} is to be switched off: the runner warns at each one`,
      hint,
      severity: 'warning',
    };
  if (!isAllowed(site, document))
    return { message: `the runner refuses the command ${name}, and the step fails`, hint };
  const message = `the command ${name} works only because ACTIONS_ALLOW_UNSECURE_COMMANDS lets any output set variables`;
  return { message, hint, severity: 'warning' };
}

function isAllowed({ step, job }: StepSite, document: Document): boolean {
  const scopes = [
    'env' in step ? step.env : undefined,
    job?.env,
    document.kind === 'workflow' ? document.env : undefined,
  ];
  const values = scopes.map((env) => fieldsOf(env)['ACTIONS_ALLOW_UNSECURE_COMMANDS']);
  return values.some((value) => value !== undefined && String(value) !== 'false');
}

function hintFor(command: string, target: string, { step, job }: StepSite, document: Document): string {
  const file = files[command] ?? '';
  const line = command === 'add-path' ? '/a/folder' : `${target}=value`;
  if (step.kind !== 'run')
    return command === 'set-output' ? `call core.setOutput('${target}', value)` : `append to process.env.${file}`;
  const shell = shellProgramOf(step, job, document);
  if (shell === 'pwsh' || shell === 'powershell') return `write "${line}" >> $env:${file}`;
  if (shell === 'cmd') return `write echo ${line}>>%${file}%`;
  if (shell === 'python') return `append "${line}" to the file os.environ["${file}"]`;
  return `write echo "${line}" >> "$${file}"`;
}
