/** The command line: its verbs, their options and their help. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { version } from './version.ts';

interface GlobalOptions {
  readonly root?: string;
  readonly json?: boolean;
  readonly types?: boolean;
  readonly fix?: boolean;
}

/**
 * Builds the program; `finish` gets the exit code of the verb that ran.
 *
 * Each verb's module is loaded only when the verb is called.
 */
export function createProgram(finish: (code: number) => void): Command {
  const program = new Command('pipewright')
    .description('Typed TypeScript pipelines for GitHub Actions.')
    .version(version())
    .showHelpAfterError('run `pipewright --help` for the commands')
    .exitOverride()
    .addHelpText('after', examples('pipewright lint', 'pipewright init', 'pipewright synth', 'pipewright check --fix'));

  common(program.command('synth'))
    .description('write .github/workflows/*.yml from pipelines/*.ts')
    .option('--no-types', 'do not type-check the pipelines')
    .addHelpText('after', examples('pipewright synth', 'pipewright synth --json | jq .files'))
    .action(async (options: GlobalOptions) => {
      const { runSynth } = await import('./commands/synth.ts');
      finish(await runSynth({ ...output(options), types: options.types === false ? false : undefined }));
    });

  common(program.command('check'))
    .description('fail when the committed files are not what the pipelines give')
    .option('--fix', 'write what differs', false)
    .option('--no-types', 'do not type-check the pipelines')
    .addHelpText('after', examples('pipewright check', 'pipewright check --fix'))
    .action(async (options: GlobalOptions) => {
      const { runCheck } = await import('./commands/check.ts');
      const types = options.types === false ? false : undefined;
      finish(await runCheck({ ...output(options), fix: options.fix === true, types }));
    });

  common(program.command('lint'))
    .description('find what is wrong with workflows that were written by hand')
    .argument('[files...]', 'workflows, or folders with them; by default those of .github/workflows')
    .addHelpText('after', examples('pipewright lint', 'pipewright lint .github/workflows/release.yml --json'))
    .action(async (files: string[], options: GlobalOptions) => {
      const { runLint } = await import('./commands/lint.ts');
      finish(await runLint({ ...output(options), files }));
    });

  common(program.command('init'))
    .description('write a first pipeline for the repository')
    .addHelpText('after', examples('pipewright init'))
    .action(async (options: GlobalOptions) => {
      const { runInit } = await import('./commands/init.ts');
      finish(await runInit({ ...output(options), root: givenRoot(options.root) ?? process.cwd() }));
    });

  return program;
}

const common = (command: Command): Command =>
  command
    .addOption(new Option('-C, --root <folder>', 'the repository; by default the nearest one above this folder'))
    .option('--json', 'print a report for programs')
    .exitOverride()
    .allowExcessArguments(false)
    .addHelpText(
      'after',
      `\nExit codes: 0 fine, 1 findings or drift, 2 wrong use, 3 trouble outside (network, a back-end).`,
    );

const output = (options: GlobalOptions): { root: string; json: boolean } => ({
  root: givenRoot(options.root) ?? findRoot(process.cwd()),
  json: options.json === true,
});

/** @throws CommanderError when it is no folder */
function givenRoot(given: string | undefined): string | undefined {
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
function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (['pipewright.config.ts', 'pipelines', '.git'].some((name) => existsSync(join(folder, name)))) return folder;
    if (dirname(folder) === folder) return start;
  }
}

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ npx ${line}`).join('\n')}`;
