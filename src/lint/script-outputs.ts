/** Finds in the text of a script which outputs it writes, as far as the text shows. */
import type { RunStep, UsesStep } from '../model/index.ts';
import { copiesOutputs } from './output-writers.ts';

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
  otherScript.test(String(run)) ||
  (!isOtherLanguage(shell) && !String(run).includes('$env:') && copiesOutputs(String(run)));

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
  new RegExp(`(?<![\\w-])${word.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`, 'i').test(text);
