/** The verb `budget diff`: its options and its help. */
import { type Command, InvalidArgumentError } from 'commander';
import { common, examples, type Finish, type GlobalOptions, output } from '../verb.ts';
import { type MonthFlags, toSettings } from './budget-flags.ts';
import { withParentOptions } from './parent-options.ts';

interface DiffFlags extends MonthFlags, GlobalOptions {
  readonly base?: string;
  readonly max?: 'included' | number;
  readonly maxIncrease?: number;
  readonly markdown?: boolean;
  readonly output?: string;
  readonly comment?: boolean;
}

export function declareDiff(budget: Command, finish: Finish): void {
  const diff = common(budget.command('diff'))
    .description('say what a change costs a month; exit code 1 when it is beyond a limit')
    .argument(
      '[reports...]',
      'reports of `budget --json`: before and after the change; by default the working tree is after',
    );
  diff
    .option('--base <ref>', 'compare the working tree with that branch, tag or commit')
    .option(
      '--max <minutes>',
      'what a month may take: a number, or `included`; by default what the settings say',
      limit,
    )
    .option('--max-increase <minutes>', 'what may come on top of the month before the change', minutes)
    .option('--markdown', 'print what a comment on a pull request would hold')
    .option('--output <file>', 'write that to a file as well')
    .option('--comment', 'write it as a comment on the pull request, or update the one that is there')
    .addHelpText('after', help)
    .action(async (files: string[], _: unknown, command: Command) => {
      const options = withParentOptions<DiffFlags>(command, ofTheMonth);
      if (options.markdown && options.json) command.error('error: --markdown and --json exclude each other');
      const { runDiff } = await import('../commands/budget/diff.ts');
      const { base, max, maxIncrease, markdown = false, output: file, comment = false } = options;
      const wanted = { files, base, max, maxIncrease, markdown, output: file, comment, given: toSettings(options) };
      finish(await runDiff({ ...output(options), ...wanted }));
    });
}

const help = `
The working tree takes the options of \`pipewright budget\` too: --month, --plan, --private, --public, --card, --drawdown,
--no-payment-method, --trials, --seed.
Nothing of the base is run: its committed report is read, or else its .github/workflows are simulated.
Without --markdown and --json the difference is printed as text, on a terminal and elsewhere. In a step of GitHub
Actions the Markdown is added to its summary; --comment reads GITHUB_TOKEN.
${examples(
  'pipewright budget diff --base main',
  'pipewright budget diff --base main --max included --max-increase 200 --comment',
  'pipewright budget diff before.json after.json --markdown',
)}`;

/** Those of `budget` that the working tree takes; the rest means nothing here. */
const ofTheMonth = [
  ...['plan', 'private', 'public', 'card', 'drawdown', 'paymentMethod', 'month', 'trials', 'seed'],
  ...['root', 'json'],
];

const limit = (value: string): 'included' | number => (value === 'included' ? value : minutes(value));

/** @throws InvalidArgumentError, which commander prints */
function minutes(value: string): number {
  const number = /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (number <= 1e9) return number;
  throw new InvalidArgumentError('Write minutes, 0 or more.');
}
