/** Reports a variable with text of users that stands in a script without quotes. */
import { type Document, type StepSite, stepsOf } from '../../model/index.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { readShellScript, type ShellScript, splittingWord, type VariableUse } from '../shell-script.ts';
import { posixShellOf } from '../step-shells.ts';
import { type UserVariable, userVariables } from '../user-text.ts';

export const unquotedVariable: Rule = {
  id: 'unquoted-variable',
  // https://www.gnu.org/software/bash/manual/html_node/Word-Splitting.html
  why: 'Without double quotes a shell splits the text of a variable at its spaces and puts names of files in the place of * and ?. Text that users type holds both sooner or later: the command gets other arguments than those that were meant, options among them.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const site of stepsOf(document)) {
      for (const { variable, at, written } of bareUses(site, document)) {
        yield {
          message: `the shell splits ${written}, and ${variable.holds} may hold spaces and *`,
          node: site.step,
          key: 'run',
          path: `${site.path}.run`,
          offset: at,
          hint: `write "${written}"`,
          severity: 'warning',
        };
      }
    }
  },
};

interface Use extends VariableUse {
  readonly variable: UserVariable;
  readonly written: string;
}

function bareUses(site: StepSite, document: Document): Use[] {
  const { step, job } = site;
  if (step.kind !== 'run' || !posixShellOf(step, job, document)) return [];
  const text = String(step.run);
  const uses = userVariables(site, document)
    .filter(({ name }) => !isMeantToSplit(name) && !isSetIn(text, name))
    .flatMap((variable) => usesOf(variable, text));
  const script = uses.length > 0 ? readShellScript(text, uses) : undefined;
  return script ? uses.filter((_, index) => isBare(script, index)) : [];
}

function usesOf(variable: UserVariable, text: string): Use[] {
  const pattern = new RegExp(`\\$(?:\\{${variable.name}\\}|${variable.name}(?!\\w))`, 'g');
  return [...text.matchAll(pattern)].map(({ index, 0: written }) => ({
    variable,
    at: index,
    length: written.length,
    written,
  }));
}

/** A list is put into a variable in order to be split. */
const isMeantToSplit = (name: string): boolean =>
  /(?:ARGS?|ARGUMENTS|FLAGS?|OPTIONS|OPTS|PARAMS|CMD|COMMAND|PACKAGES|FILES|PATHS|TARGETS|FEATURES|LIST)$/i.test(name);

/** Whether the script itself gives the variable another value. */
const isSetIn = (text: string, name: string): boolean =>
  new RegExp(`(?<![\\w$])${name}\\+?=|\\b(?:for|read)\\b[^\\n;|&]*\\s${name}(?!\\w)|\\bset -\\w*f|\\bIFS=`).test(text);

function isBare(script: ShellScript, index: number): boolean {
  const visit = script.visits.get(index);
  return visit?.place === 'bare' && splittingWord(script, visit) !== undefined;
}
