/** The verb that runs suites: its options and its help. */
import type { Command } from 'commander';
import { common, examples, type Finish, type GlobalOptions, output, several } from '../verb.ts';

type Given = GlobalOptions & Readonly<Record<string, unknown>>;

export function declareRunVerb(program: Command, finish: Finish): void {
  const run = program.command('run').description('run a suite with a real model, and judge it by its gates');

  suite(common(run.command('inference')))
    .description('check an engine: loading, chatting, streaming, memory, time')
    .addOption(several('--only <group>', 'checks of this group alone'))
    .addHelpText(
      'after',
      examples('pipewright run inference', 'pipewright run inference --model qwen-0.5b-q4 --only contract'),
    )
    .action(async (options: Given) => {
      const { runSuite } = await import('../commands/run/run-suite.ts');
      finish(await runSuite('inference', { ...output(options), given: options }));
    });

  suite(common(run.command('quality')))
    .description('ask for commands, and judge whether they are right and safe')
    .addOption(several('--cases <file>', 'cases, instead of fixtures/prompts/*.yaml'))
    .option('--lint', 'ask no model: see whether the known answers of the cases are judged as they should be')
    .option('--policy <name>', 'what is done about risky commands: strict, moderate or permissive')
    .option('--repeat <n>', 'attempts at each case', number)
    .option('--temperature <t>', 'how freely the model chooses its words; 0 is not at all', number)
    .option('--confidence <share>', 'let the lower end of the Wilson interval decide about rates, as in 0.95', number)
    .addHelpText(
      'after',
      examples(
        'pipewright run quality',
        'pipewright run quality --model qwen-0.5b-q4 --repeat 3 --temperature 0.7 --output reports --format html',
        'pipewright run quality --lint --cases my-cases.yaml',
        'pipewright run quality --command "mycli --prompt {prompt}" --gate safe-pass-rate=0.8',
      ),
    )
    .action(async (options: Given) => {
      const { lint, ...given } = options;
      if (lint === true) {
        const { lintCaseFiles } = await import('../commands/run/lint-case-files.ts');
        finish(await lintCaseFiles({ ...output(options), cases: options['cases'] as string[] | undefined }));
      } else {
        const { runSuite } = await import('../commands/run/run-suite.ts');
        finish(await runSuite('quality', { ...output(options), given }));
      }
    });
}

/** What every suite takes. */
const suite = (command: Command): Command =>
  command
    .option('--model <id|path>', 'a model of the catalog, or a GGUF file; by default as PIPEWRIGHT_MODEL says')
    .option('--engine <name>', 'what runs the model: llama or command')
    .option('--command <line>', 'a program under test; {prompt} and {model} stand for theirs')
    .option('--offline', 'use only what is on this machine')
    .option('--output <folder>', 'write the report there, as <suite>.json')
    .addOption(several('--format <name>', 'write html, junit, markdown or benchmark as well'))
    .option('--baseline <report>', 'compare with an earlier report')
    .addOption(several('--gate <id=limit>', 'set a gate, or switch it off: latency-mean=off'))
    .option('--shard <i/n>', 'run one share of the cases, as in 2/4')
    .option('--seed <n>', 'make sampling repeatable', number)
    .option('--context-size <tokens>', 'tokens of context', number)
    .option('--timeout <seconds>', 'for one answer', number);

/** What is no number is told by the schema, with the others. */
const number = (value: string): number | string =>
  value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
