/** The verb that tries gates: its options and its help. */
import type { Command } from 'commander';
import { common, examples, type Finish, type GlobalOptions, output, several } from '../verb.ts';

interface Options extends GlobalOptions {
  readonly mutate?: boolean;
  readonly cases?: readonly string[];
}

/** Adds `gates` to the verb `report`. */
export function declareGatesVerb(report: Command, finish: Finish): void {
  common(report.command('gates'))
    .description('list the gates of the suites; with --mutate, show that each of them can fail')
    .option('--mutate', 'break answers, fixtures and measurements on purpose, and see which gates notice')
    .addOption(several('--cases <file>', 'cases, instead of fixtures/prompts/*.yaml'))
    .addHelpText('after', examples('pipewright report gates', 'pipewright report gates --mutate'))
    .action(async (options: Options) => {
      const { runGates } = await import('../commands/report/gates.ts');
      finish(await runGates({ ...output(options), mutate: options.mutate === true, cases: options.cases }));
    });
}
