/** One use of a program, as the rules look at it: its name, options, operands, and how it is reached. */
import { nameOf, type SimpleCommand, type Word } from '../shell/index.ts';
import { knownProgram } from './known-programs.ts';
import { type Location, locate } from './locate.ts';

export interface Use {
  readonly command: SimpleCommand;
  /** Without folder; empty when the command is only a redirection or an assignment. */
  readonly name: string;
  readonly args: readonly string[];
  /** Single letters and long names, without dashes. */
  readonly options: ReadonlySet<string>;
  /** Arguments that are no options; values of options are among them. */
  readonly operands: readonly Word[];
  /** Name and arguments with single spaces; an argument with blanks in it is shown as `'…'`. */
  readonly line: string;
  /** Whether it only tells what it would do, or how it is used. */
  readonly idle: boolean;
  /** Whether it runs with the rights of root. */
  readonly privileged: boolean;
  /** All commands of the same text. */
  readonly all: readonly SimpleCommand[];
  has(...names: readonly string[]): boolean;
  locate(word: Word): Location;
  /** A word as the person wrote it. */
  says(word: Word): string;
  /** Commands before this one in its pipeline. */
  readonly before: readonly SimpleCommand[];
}

const elevating = /^(sudo|doas|pkexec|su|run0|gosu)$/;

export function createUse(command: SimpleCommand, all: readonly SimpleCommand[]): Use {
  const name = command.program ? knownProgram(nameOf(command.program), command.program.globs) : '';
  const args = command.args.map((each) => each.shown);
  const { options, operands } = split(withDash(name, command.args));
  const shown = args.map((each) => (/\s/.test(each) ? "'…'" : each));
  return {
    command,
    name,
    args,
    options,
    operands,
    line: [name, ...withoutGlobalOptions(name, shown)].join(' '),
    idle: isIdle(name, args, options),
    privileged: command.inside.some((each) => elevating.test(each.by)),
    all,
    has: (...names) => names.some((each) => options.has(each)),
    locate: (word) => locate(word.shown, command.folder, word.globs),
    says: asWritten,
    before: command.pipeline.members.filter((each) => each.index < command.index),
  };
}

/** Without the quotes around it, and without `of=` where only the value is meant. */
function asWritten({ written, shown }: Word): string {
  const prefix = /^-{0,2}[\w-]+=@?|^[@<>]/.exec(written)?.[0] ?? '';
  const value = shown.startsWith(prefix) ? written : written.slice(prefix.length);
  const text = value.replace(/^(["'])([\s\S]*)\1$/, '$2');
  return text === '' ? 'what it is given' : text;
}

/** `tar xzf` is `tar -xzf`. */
const withDash = (name: string, [first, ...rest]: readonly Word[]): readonly Word[] => {
  if (first === undefined) return [];
  const bundled = /^(?:bsd|g)?tar$/.test(name) && /^[A-Za-z]+$/.test(first.shown);
  return [bundled ? { ...first, shown: `-${first.shown}` } : first, ...rest];
};

function split(words: readonly Word[]): { options: Set<string>; operands: Word[] } {
  const options = new Set<string>();
  const operands: Word[] = [];
  let ended = false;
  for (const word of words) {
    const text = word.shown;
    if (ended || !/^-./.test(text)) operands.push(word);
    else if (text === '--') ended = true;
    else addOption(options, text);
  }
  return { options, operands };
}

function addOption(options: Set<string>, text: string): void {
  const name = text.replace(/^-+/, '').replace(/=.*$/s, '');
  options.add(name);
  if (!text.startsWith('--')) for (const letter of name) options.add(letter);
}

/** `git -C folder push` is `git push`. */
function withoutGlobalOptions(name: string, args: readonly string[]): readonly string[] {
  if (
    !/^(git|docker|podman|kubectl|oc|helm|aws|gcloud|az|terraform|tofu|systemctl|apt|apt-get|dnf|yum|brew|npm)$/.test(
      name,
    )
  )
    return args;
  let start = 0;
  const valued =
    /^(-C|-c|--git-dir|--work-tree|-H|--host|--context|-n|--namespace|--kubeconfig|--profile|--region|--project|-o|--prefix|--output)$/;
  while (args[start]?.startsWith('-')) start += valued.test(args[start] ?? '') ? 2 : 1;
  return [...args.slice(start), ...args.slice(0, start)];
}

const dryRunLetter = /^(rsync|make|gmake|git)$/;

function isIdle(name: string, args: readonly string[], options: ReadonlySet<string>): boolean {
  if (
    ['help', 'version', 'dry-run', 'dryrun', 'simulate', 'just-print', 'WhatIf', 'whatif', 'no-act'].some((each) =>
      options.has(each),
    )
  )
    return true;
  if (args.length === 1 && ['-h', '-V', '-?', '/?'].includes(args[0] ?? '')) return true;
  if (/^(apt|apt-get|aptitude)$/.test(name) && options.has('s')) return true;
  if (name === 'pacman' && options.has('p')) return true;
  if (name === 'logrotate' && options.has('d')) return true;
  return (
    dryRunLetter.test(name) &&
    options.has('n') &&
    (name !== 'git' || args.includes('clean') || args.includes('rm') || args.includes('push'))
  );
}
