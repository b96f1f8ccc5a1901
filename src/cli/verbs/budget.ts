/** The verb `budget`: its options and its help. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { periodHint, readPeriod } from '../../budget/history/period.ts';
import { billingPlans, drawdownIds, monthPattern, rateCardIds } from '../../contract/billing-terms.ts';
import { common, examples, type Finish, type GlobalOptions, output } from '../verb.ts';
import { declareCalibrate } from './budget-calibrate.ts';
import { declareDiff } from './budget-diff.ts';
import { type MonthFlags, type PriceFlags, toQuestion, toSettings } from './budget-flags.ts';
import { wholeBetween } from './option-values.ts';
import { withParentOptions } from './parent-options.ts';

export function declareBudgetVerb(program: Command, finish: Finish): void {
  const budget = common(program.command('budget'))
    .description('say what workflows cost in a month, before they run')
    .argument('[files...]', 'workflows, pipelines, or folders with workflows; by default those of .github/workflows');
  account(budget)
    .option('--month <month>', 'the calendar month, as in 2026-02; by default the next one', monthName)
    .option('--trials <count>', 'how often the month is repeated with other durations', wholeBetween(1, 100_000))
    .option('--seed <number>', 'of the random numbers', wholeBetween(0, 2 ** 32 - 1))
    .option('--from-git <period>', 'take the traffic from the history of the default branch, as in 90d or 12w', period)
    .addOption(new Option('--print-traffic', 'print that traffic for pipewright.config.ts').conflicts('json'))
    .addHelpText(
      'after',
      `
The account, the month, the durations and the traffic of pipewright.config.ts are the defaults.
${examples(
  'pipewright budget',
  'pipewright budget .github/workflows --plan pro --month 2026-02 --json | jq .verdict',
  'pipewright budget --from-git 90d --print-traffic',
)}`,
    )
    .action(async (files: string[], options: MonthFlags & GlobalOptions, command: Command) => {
      const { fromGit, printTraffic } = options;
      if (printTraffic && fromGit === undefined)
        command.error(
          "error: option '--print-traffic' prints the traffic of a history: give --from-git too, as in 90d",
        );
      const { runBudget } = await import('../commands/budget/month.ts');
      const history = fromGit === undefined ? {} : { history: { days: fromGit, printTraffic: printTraffic === true } };
      finish(await runBudget({ ...output(options), files, given: toSettings(options), ...history }));
    });
  declarePrice(budget, finish);
  declareDiff(budget, finish);
  declareCalibrate(budget, finish);
}

/** The account: which plan, and whether the repository is private. */
const account = (command: Command): Command =>
  command
    .addOption(new Option('--plan <plan>', 'the plan of the account').choices([...billingPlans]))
    .addOption(new Option('--private', 'a private repository').conflicts('public'))
    .addOption(new Option('--public', 'a public repository').conflicts('private'))
    .addOption(new Option('--card <year>', 'the prices of that year').choices([...rateCardIds]))
    .addOption(new Option('--drawdown <model>', 'how minutes count against the quota').choices([...drawdownIds]))
    .option('--no-payment-method', 'the account has none: what is not included is blocked');

function declarePrice(budget: Command, finish: Finish): void {
  const price = common(budget.command('price')).description('price minutes, without any workflow');
  account(price)
    .option('--linux <minutes>', 'on the standard Linux runner', wholeMinutes)
    .option('--windows <minutes>', 'on the standard Windows runner', wholeMinutes)
    .option('--macos <minutes>', 'on the standard macOS runner', wholeMinutes)
    .option('--arm <minutes>', 'on the standard Linux arm runner', wholeMinutes)
    .option('--slim <minutes>', 'on ubuntu-slim', wholeMinutes)
    .option('--label <label=minutes>', 'on any other runner; can be given several times', labelledMinutes, [])
    .option('--artifacts <gb>', 'kept on average, in GB', gigabytes)
    .option('--caches <gb>', 'kept on average, in GB', gigabytes)
    .addHelpText(
      'after',
      `
Minutes are as they are billed: each job is rounded up to a whole one. Free, private and the newest card by default.
${examples(
  'pipewright budget price --plan free --private --card 2026 --linux 1810 --macos 80',
  'pipewright budget price --plan team --label ubuntu-24.04-8core=120 --json | jq .usd.total',
)}`,
    )
    .action(async (_: unknown, command: Command) => {
      const options = withParentOptions<PriceFlags & GlobalOptions>(command);
      const { runPrice } = await import('../commands/budget/price.ts');
      finish(await runPrice({ ...output(options), question: toQuestion(options) }));
    });
}

const most = 1e9;

/** @throws InvalidArgumentError, which commander prints */
function wholeMinutes(value: string): number {
  const number = /^\d+(?:\.0+)?$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (number <= most) return number;
  throw new InvalidArgumentError('Write whole minutes, 0 or more: each job is rounded up to a whole minute.');
}

function monthName(value: string): string {
  if (monthPattern.test(value)) return value;
  throw new InvalidArgumentError('Write year and month, as in 2026-02.');
}

/** @throws InvalidArgumentError, which commander prints */
function period(value: string): number {
  const days = readPeriod(value);
  if (days !== undefined) return days;
  throw new InvalidArgumentError(`${periodHint.replace(/^w/, 'W')}.`);
}

function gigabytes(value: string): number {
  const number = /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (number <= most) return number;
  throw new InvalidArgumentError('Write a number of GB, 0 or more.');
}

function labelledMinutes(value: string, before: PriceFlags['label']): PriceFlags['label'] {
  const [, label, minutes] = /^(.+)=([^=]*)$/s.exec(value) ?? [];
  if (label === undefined || minutes === undefined || label.trim() === '') {
    throw new InvalidArgumentError('Write label=minutes, as in ubuntu-24.04-8core=120.');
  }
  return [...before, { label: label.trim(), minutes: wholeMinutes(minutes) }];
}
