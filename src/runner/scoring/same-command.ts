/** Tells whether two answers are the same command, however they are written. */
import { readArguments } from './arguments.ts';
import type { AnswerView, CommandView } from './command-view.ts';
import { plainPath } from './match-text.ts';

/**
 * A text that is the same for two commands that do the same by their syntax trees: blanks, quotes, the order of
 * options and whether they stand together do not count.
 *
 * @example
 * canonical(read('ls  -la "."')) === canonical(read('ls -a -l .')); // true
 */
export const canonical = ({ all }: AnswerView): string => JSON.stringify(all.map(commandShape));

function commandShape(view: CommandView): unknown {
  const { options, operands } = readArguments(view.program ?? '', view.args, []);
  const names = options.map(({ name, value }) => `${name} ${value === undefined ? '' : plainPath(value.text)}`);
  const words = options.length === 0 ? [] : names.filter((name) => !isBundle(name, names)).sort();
  return {
    program: view.program,
    options: words,
    operands: operands.map(({ text }) => plainPath(text)),
    redirections: view.redirections,
    followers: view.followers.map(commandShape),
    inside: view.inside,
  };
}

/** `-la` is there beside `-l` and `-a`. */
const isBundle = (name: string, names: readonly string[]): boolean => {
  const letters = /^-([A-Za-z0-9]{2,}) $/.exec(name)?.[1];
  return letters !== undefined && [...letters].every((letter) => names.some((each) => each.startsWith(`-${letter} `)));
};
