/** Refuses values that a builtin reads as the name of a variable: bash evaluates the subscript of a[$(command)]. */
import type { Word } from './quoting.ts';
import { refuse, type Scan } from './scan.ts';

/** Checks the arguments of a builtin. */
export function checkVariableNames(scan: Scan, builtin: string, words: readonly Word[]): void {
  if (/^(?:declare|typeset|local|export|readonly)$/.test(builtin)) checkDeclaration(scan, words);
  else if (/^(?:unset|mapfile|readarray|getopts)$/.test(builtin)) refuseNames(words, /^-[dnsOu]$/);
  else if (builtin === 'read') refuseNames(words, /^-[A-Za-z]*[ptdnNui]$/);
  else if (builtin === 'test' || builtin === '[') refuseBehind(words, /^-[vR]$/);
  else if (builtin === 'wait') refuseBehind(words, /^-p$/);
  else if (builtin === 'printf' && words[0]?.prefix.startsWith('-v')) refuseBehind([...words.slice(0, 2)], /^-v$/);
}

/** With -i the value is arithmetic, with -n it is a name. */
function checkDeclaration(scan: Scan, words: readonly Word[]): void {
  const evaluates = words.some((word) => /^-[A-Za-z]*[in]/.test(word.prefix));
  for (const word of words) {
    if (word.assigns === undefined) refuse(word.values, 'variable-name');
    if (!evaluates) continue;
    refuse(word.values, 'evaluated-variable');
    scan.evaluated.add(word.assigns ?? word.prefix);
  }
}

function refuseNames(words: readonly Word[], takesData: RegExp): void {
  for (const [index, word] of words.entries()) {
    if (!takesData.test(words[index - 1]?.prefix ?? '')) refuse(word.values, 'variable-name');
  }
}

/** `printf -v NAME`, `test -v NAME`, `wait -p NAME`. */
function refuseBehind(words: readonly Word[], option: RegExp): void {
  for (const [index, word] of words.entries()) {
    if (option.test(words[index - 1]?.prefix ?? '') || /^-v./.test(word.raw)) refuse(word.values, 'variable-name');
  }
}

/** Refuses what is assigned to a variable that some part of the script evaluates. */
export function checkEvaluated(scan: Scan): void {
  for (const { name, visits } of scan.assignments) if (scan.evaluated.has(name)) refuse(visits, 'evaluated-variable');
}
