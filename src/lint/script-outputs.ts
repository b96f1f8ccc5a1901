/** Finds in the text of a script which outputs it writes, as far as the text shows. */
import type { RunStep, UsesStep } from '../model/index.ts';
import { copiesOutputs } from './output-writers.ts';
import { otherCommands } from './plain-commands.ts';
import { readShellScript } from './shell-script.ts';

const assignment = /(?<![\w$.-])([A-Za-z_][\w-]*)(?:<<|=(?!=))/g;
const setOutput = /(?:set-output\s+name=|setOutput\(\s*['"`])([\w-]+)/g;
/** A name that only the script's run decides: `"$name=…"`, `"${name}_tag=…"`, `printf '%s=…'`, `f"{name}=…"`. */
const computedName = /(?:%s|\$\{?\w+\}?|\{\w+\}|\$\(\w+\)|\}\})[\w-]*(?:=|<<)/;
/** A script in a file, or a program whose own text is the script. */
const otherScript =
  /source |\.\/|\b(?:python|node|ruby|perl|php|deno|bun)|\b(?:bash|sh|zsh|pwsh) [\w./-]|[\w-]\.(?:sh|py|rb|pl|ps1|[cm]?[jt]s)\b/;

const writesFile = (script: string): boolean => /GITHUB_OUTPUT/.test(script);

/** The names that a script visibly writes; some of them may be variables of the shell. */
export function writtenNames(script: string): string[] {
  // In printf and echo -e, \n ends a line as a line break does.
  const assigned = writesFile(script) ? [...script.replace(/\\[nrt]/g, '\n').matchAll(assignment)] : [];
  return [...new Set([...assigned, ...script.matchAll(setOutput)].map(([, name = '']) => name))];
}

/**
 * Whether a script may write an output.
 *
 * @example
 * mayWrite({ kind: 'run', run: 'echo "lane=b" >> "$GITHUB_OUTPUT"' }, 'lane'); // true
 */
export function mayWrite({ run, shell }: RunStep, name: string): boolean {
  const script = String(run);
  if (writtenNames(script).some((each) => each.toLowerCase() === name.toLowerCase())) return true;
  return writesFile(script) && (isOtherLanguage(shell) || computedName.test(script)) && hasWord(script, name);
}

const isOtherLanguage = (shell: unknown): boolean =>
  typeof shell === 'string' && !/^(?:bash|sh|zsh|dash|ksh)\b/.test(shell);

/** Whether nothing shows what a script writes: the programs that it calls may. */
export const hidesOutputs = ({ run, shell }: RunStep): boolean =>
  writtenNames(String(run)).length === 0 ||
  computedName.test(String(run)) ||
  runsOtherScript(String(run), shell) ||
  (isShell(String(run), shell) && copiesOutputs(String(run)));

const isShell = (script: string, shell: unknown): boolean => !isOtherLanguage(shell) && !script.includes('$env:');

/** Whether a script calls another one that may write outputs; not where it only takes what that one prints. */
function runsOtherScript(text: string, shell: unknown): boolean {
  const script = isShell(text, shell) ? readShellScript(text) : undefined;
  if (!script) return otherScript.test(text);
  const { run, asked } = otherCommands(script);
  if (run.some((each) => /^["']?\$/.test(each) || otherScript.test(each))) return true;
  return asked.some((each) => otherScript.test(each) && /output/i.test(each));
}

/** How a script, or the value of a variable, names the file of outputs, or gives an output without it. */
export const namesOutputs = /GITHUB_OUTPUT|github\.output\b|set-?output/i;

/** The file that a script writes an output to by mistake, where nothing in it can write outputs. */
export function wrongFileOf({ run, shell }: RunStep, name: string): string | undefined {
  const script = String(run);
  const file = /GITHUB_(?:ENV|STATE)\b/.exec(script)?.[0];
  if (!file || namesOutputs.test(script) || runsOtherScript(script, shell)) return undefined;
  const written = new RegExp(`(?:["']|\\b(?:echo|printf) (?:-\\w+ )*)${literally(name)}(?:=|<<)`, 'i');
  // In a block, the file stands behind its end.
  const isWritten = (line: string): boolean => written.test(line) && (line.includes(file) || !/[>|]/.test(line));
  return script.split('\n').some(isWritten) ? file : undefined;
}

/** Whether a script of the shell has nothing that could write an output. */
export function writesNothing({ run }: RunStep): boolean {
  const text = String(run);
  const script = namesOutputs.test(text) || text.includes('`') ? undefined : readShellScript(text);
  return script !== undefined && Object.values(otherCommands(script)).every((each) => each.length === 0);
}

/** The outputs that the script among the inputs of an action sets. */
export const outputsSetBy = (step: UsesStep): string[] => writtenNames(String(step.with?.['script'] ?? ''));

/** Actions that name their outputs only when they run: after what they are given, or find. */
const generous =
  /^(?:dorny\/paths-filter|hashicorp\/vault-action|google-github-actions\/get-secretmanager-secrets|(?:googleapis|google-github-actions)\/release-please-action)[@/]/i;
/** Code from elsewhere, and outputs whose names are computed. */
const fromElsewhere = /\b(?:require|import)\s*\(|setOutput\(\s*[^'"`\s]/;

/** Whether an action may give outputs that neither it declares nor the script among its inputs names. */
export const makesOutputs = ({ uses, with: inputs }: UsesStep): boolean =>
  generous.test(String(uses)) || fromElsewhere.test(String(inputs?.['script'] ?? ''));

const hasWord = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w-])${literally(word)}(?![\\w-])`, 'i').test(text);

const literally = (text: string): string => text.replace(/[^\w-]/g, '\\$&');
