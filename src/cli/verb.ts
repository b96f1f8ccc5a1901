/** What every verb shares: its common options, its help, and the repository that it works in. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Command, CommanderError, Option } from 'commander';

export interface GlobalOptions {
  readonly root?: string;
  readonly json?: boolean;
}

/** Gets the exit code of the verb that ran. */
export type Finish = (code: number) => void;

/** The options that every verb takes. */
export const common = (command: Command): Command =>
  command
    .addOption(new Option('-C, --root <folder>', 'the repository; by default the nearest one above this folder'))
    .option('--json', 'print a report for programs')
    .exitOverride()
    .allowExcessArguments(false)
    .addHelpText(
      'after',
      `\nExit codes: 0 fine, 1 findings or drift, 2 wrong use, 3 trouble outside (network, a back-end).`,
    );

/** An option that may be given several times. */
export const several = (flags: string, description: string): Option =>
  new Option(flags, `${description}; may be repeated`).argParser(
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  );

export const output = (options: GlobalOptions): { root: string; json: boolean } => ({
  root: givenRoot(options.root) ?? findRoot(process.cwd()),
  json: options.json === true,
});

/** @throws CommanderError when it is no folder */
export function givenRoot(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const root = resolve(given);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory()) return root;
  const message = `error: option '-C, --root <folder>': there is no folder ${given}`;
  process.stderr.write(`${message}\n`);
  throw new CommanderError(1, 'pipewright.noFolder', message);
}

/** The folder to which the places of findings are relative, for whoever reports before a verb could. */
export function rootFrom(argv: readonly string[]): string {
  const index = argv.findIndex((each) => /^(-C|--root)(=|$)/.test(each));
  const given = argv[index]?.split('=')[1] ?? argv[index + 1];
  return index === -1 || given === undefined ? findRoot(process.cwd()) : resolve(given);
}

/** The nearest folder above that is a project; the folder itself where there is none. */
export function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (['pipewright.config.ts', 'pipelines', '.git'].some((name) => existsSync(join(folder, name)))) return folder;
    if (dirname(folder) === folder) return start;
  }
}

export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ npx ${line}`).join('\n')}`;
