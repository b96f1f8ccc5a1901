/** The verbs for workflows: their options and their help. */
import type { Command } from 'commander';
import { common, examples, type Finish, type GlobalOptions, givenRoot, output } from '../verb.ts';

interface Options extends GlobalOptions {
  readonly types?: boolean;
  readonly fix?: boolean;
}

export function declareWorkflowVerbs(program: Command, finish: Finish): void {
  common(program.command('synth'))
    .description('write .github/workflows/*.yml from pipelines/*.ts')
    .option('--no-types', 'do not type-check the pipelines')
    .addHelpText('after', examples('pipewright synth', 'pipewright synth --json | jq .files'))
    .action(async (options: Options) => {
      const { runSynth } = await import('../commands/synth.ts');
      finish(await runSynth({ ...output(options), types: options.types === false ? false : undefined }));
    });

  common(program.command('check'))
    .description('fail when the committed files are not what the pipelines give')
    .option('--fix', 'write what differs', false)
    .option('--no-types', 'do not type-check the pipelines')
    .addHelpText('after', examples('pipewright check', 'pipewright check --fix'))
    .action(async (options: Options) => {
      const { runCheck } = await import('../commands/check.ts');
      const types = options.types === false ? false : undefined;
      finish(await runCheck({ ...output(options), fix: options.fix === true, types }));
    });

  common(program.command('lint'))
    .description('find what is wrong with workflows that were written by hand')
    .argument('[files...]', 'workflows, or folders with them; by default those of .github/workflows')
    .addHelpText('after', examples('pipewright lint', 'pipewright lint .github/workflows/release.yml --json'))
    .action(async (files: string[], options: Options) => {
      const { runLint } = await import('../commands/lint.ts');
      finish(await runLint({ ...output(options), files }));
    });

  common(program.command('init'))
    .description('write a first pipeline for the repository')
    .addHelpText('after', examples('pipewright init'))
    .action(async (options: Options) => {
      const { runInit } = await import('../commands/init.ts');
      finish(await runInit({ ...output(options), root: givenRoot(options.root) ?? process.cwd() }));
    });
}
