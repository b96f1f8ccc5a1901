/** Tells commands that only do what their words say: the shell's own, and small programs that every runner has. */
import { findProgram } from '../expressions/shell/command-checks.ts';
import type { ShellCommand, ShellScript } from './shell-script.ts';

const ofTheShell =
  /^(?::|true|false|echo|printf|test|\[|cd|pushd|popd|pwd|set|shopt|export|local|declare|typeset|readonly|unset|read|mapfile|readarray|shift|exit|return|break|continue|wait|sleep|let|umask|ulimit|type|hash|getopts|kill|command)(?: |$)/;
const programs =
  /^(?:\/usr)?(?:\/bin\/)?(?:cat|ls|cp|mv|rm|mkdir|rmdir|touch|ln|chmod|chown|chgrp|stat|file|find|tree|head|tail|sort|uniq|cut|tr|wc|tee|paste|join|comm|diff|cmp|fold|fmt|nl|rev|tac|seq|shuf|split|column|date|basename|dirname|realpath|readlink|mktemp|du|df|id|whoami|hostname|uname|nproc|env|printenv|expr|base64|md5sum|sha\d+sum|shasum|b2sum|cksum|dd|truncate|od|xxd|sed|g?awk|[efz]?grep|rg|jq|yq|bc|envsubst|which|tar|gzip|gunzip|zip|unzip|xz|zstd|curl|wget|git|gh|apt|apt-get|free|ps|lsb_release|sw_vers)(?: |$)/;
/** Where such a program runs another one. */
const runsOthers =
  / -(?:exec|execdir|ok|okdir)\b| --exec\b|\bsystem\(|\bforeach\b|\bbisect run\b|^gh (?:extension|ext|alias)\b/;

const isPlain = (text: string): boolean => (ofTheShell.test(text) || programs.test(text)) && !runsOthers.test(text);

export interface OtherCommands {
  /** Those that run for themselves. */
  readonly run: readonly string[];
  /** Those in `$( … )`, of which the script takes what they print. */
  readonly asked: readonly string[];
}

/** The commands of a script that may do more, as they are written; without the functions that it defines. */
export function otherCommands(script: ShellScript): OtherCommands {
  const functions = [...script.text.matchAll(/^\s*(?:function\s+)?([\w-]+)\s*\(\)/gm)].map(([, name = '']) => name);
  const others = script.pipelines.flatMap(({ role, commands }) =>
    commands.flatMap(({ words }) => {
      const text = textOf(script, words.slice(findProgram(words)));
      const isKnown = text === '' || functions.includes(text.replace(/ .*/s, '')) || isPlain(text);
      return isKnown ? [] : [{ isAsked: role === 'substitution', text }];
    }),
  );
  const textsWhere = (asked: boolean): string[] =>
    others.flatMap(({ isAsked, text }) => (isAsked === asked ? [text] : []));
  return { run: textsWhere(false), asked: textsWhere(true) };
}

const textOf = ({ text }: ShellScript, words: ShellCommand['words']): string =>
  words.map(({ at, raw }) => text.slice(at, at + raw.length)).join(' ');
