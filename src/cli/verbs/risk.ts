/** The verb `risk`: its options and its help. */
import { type Command, Option } from 'commander';
import { type Policy, policies } from '../../contract/verdicts.ts';
import { common, examples, type Finish, type GlobalOptions } from '../verb.ts';

interface Options extends GlobalOptions {
  readonly jsonl?: boolean;
  readonly policy?: Policy;
}

const help = `
Levels: safe reads, or writes what it names in the working tree; moderate is a limited change that was named;
high loses more, weakens protection, or runs code nobody saw; critical destroys the system or hands it over.
Without a command, each line of standard input is one.
`;

export function declareRiskVerb(program: Command, finish: Finish): void {
  common(program.command('risk'))
    .description('say how dangerous shell commands are, why, and where in them; nothing is run')
    .argument('[command]', 'the command, as one argument')
    .option('--jsonl', 'read {"id", "command"} a line, print {"id", "risk", "reasons"} a line')
    .addOption(
      new Option('--policy <policy>', 'what to do about it; what it blocks ends with code 1').choices(policies),
    )
    .addHelpText('after', help)
    .addHelpText(
      'after',
      examples(
        `pipewright risk 'rm -rf "$HOME"'`,
        'pipewright risk --policy strict < commands.txt',
        'pipewright risk --jsonl < commands.jsonl > risks.jsonl',
      ),
    )
    .action(async (command: string | undefined, options: Options) => {
      const { runRisk } = await import('../commands/risk.ts');
      finish(
        await runRisk({
          command,
          json: options.json === true,
          jsonl: options.jsonl === true,
          policy: options.policy,
        }),
      );
    });
}
