/** Finds in the text of a script which outputs it writes, as far as the text shows. */
import type { RunStep, UsesStep } from '../model/index.ts';

const assignment = /(?<![\w$.-])([A-Za-z_][\w-]*)(?:<<|=(?!=))/g;
const setOutput = /(?:set-output\s+name=|setOutput\(\s*['"`])([\w-]+)/g;
/** A name that only the script's run decides: `"$name=…"`, `printf '%s=…'`, `f"{name}=…"`. */
const computedName = /(?:%s|\$\{?\w+\}?|\{\w+\}|\$\(\w+\))(?:=|<<)/;

const writesFile = (script: string): boolean => /GITHUB_OUTPUT/.test(script);

/** The names that a script visibly writes; some of them may be variables of the shell. */
export function writtenNames(script: string): string[] {
  const assigned = writesFile(script) ? [...script.matchAll(assignment)] : [];
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
  const otherLanguage = typeof shell === 'string' && !/^(?:bash|sh|zsh|dash|ksh)\b/.test(shell);
  return writesFile(script) && (otherLanguage || computedName.test(script)) && hasWord(script, name);
}

/** Whether nothing shows what a script writes: the programs that it calls may. */
export const hidesOutputs = ({ run }: RunStep): boolean =>
  writtenNames(String(run)).length === 0 ||
  computedName.test(String(run)) ||
  /source |\.\/|\bpython|\bnode\b/.test(String(run));

/** The outputs that the script among the inputs of an action sets. */
export const outputsSetBy = (step: UsesStep): string[] => writtenNames(String(step.with?.['script'] ?? ''));

const hasWord = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w-])${word.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`, 'i').test(text);
