/** The verb `budget calibrate`: its options and its help. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { periodHint, readPeriod } from '../../budget/history/period.ts';
import type { RunsSource } from '../commands/budget/calibrate.ts';
import { common, examples, type Finish, type GlobalOptions, output, several } from '../verb.ts';
import { wholeBetween } from './option-values.ts';
import { withParentOptions } from './parent-options.ts';

interface Options extends GlobalOptions {
  readonly repo?: RepositoryName;
  readonly runs?: string;
  readonly since?: Date;
  readonly workflow?: readonly string[];
  readonly limit?: number;
  readonly dryRun?: boolean;
}

interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

export function declareCalibrate(budget: Command, finish: Finish): void {
  const calibrate = common(budget.command('calibrate'));
  calibrate
    .description('take the durations of jobs from real runs, and store them')
    .option('--repo <owner/name>', 'ask GitHub for its runs; by default that of GITHUB_REPOSITORY', repositoryName)
    .addOption(new Option('--runs <file>', 'read saved runs instead').conflicts(['repo', 'since', 'limit']))
    .option('--since <period>', 'runs that began in it, as in 30d; by default 90d', periodBack)
    .addOption(several('--workflow <file>', 'of this workflow alone, as in ci.yml'))
    .option('--limit <count>', 'the newest runs of each workflow; by default 50', wholeBetween(1, 1000))
    .option('--dry-run', 'show what was measured, and store nothing')
    .addHelpText('after', `${explanation}\n${examples(...exampleLines)}`)
    .action(async (_: unknown, command: Command) => {
      const options = withParentOptions<Options>(command);
      const source = sourceOf(options, command);
      const { runCalibrate } = await import('../commands/budget/calibrate.ts');
      finish(await runCalibrate({ ...output(options), source, dryRun: options.dryRun === true }));
    });
}

const explanation = `
For each job and step: how many runs succeeded, the median of their seconds and the 90th percentile. They are stored in
generated/calibration.json, which is committed; what an old one says of other workflows stays with --workflow.
The token of GitHub is that of GITHUB_TOKEN or GH_TOKEN; it needs to read actions. GITHUB_API_URL names another API.

Saved runs are what GitHub's API answers, one answer or a list of them, or one behind the other:
  gh api --paginate --slurp "repos/<owner>/<name>/actions/runs/<id>/jobs" > runs.json
  gh run list --limit 50 --json databaseId --jq '.[].databaseId' |
    xargs -I ID gh api --paginate "repos/<owner>/<name>/actions/runs/ID/jobs" > runs.json
Pages of repos/<owner>/<name>/actions/runs may stand among them: they tell the files of the workflows, which are
otherwise found by name.`;

const exampleLines = [
  'pipewright budget calibrate --repo owner/name --since 30d',
  'pipewright budget calibrate --repo owner/name --workflow ci.yml --dry-run',
  'pipewright budget calibrate --runs runs.json --json | jq .jobs',
];

const usual = { days: 90, runs: 50 } as const;

function sourceOf({ repo, runs, since, workflow: workflows = [], limit }: Options, command: Command): RunsSource {
  if (runs !== undefined) return { kind: 'file', path: runs, workflows };
  const name = repo ?? readName(process.env['GITHUB_REPOSITORY'] ?? '');
  if (!name) command.error('error: name the repository with --repo owner/name, or saved runs with --runs');
  return { kind: 'github', ...name, workflows, since: since ?? daysBack(usual.days), mostRuns: limit ?? usual.runs };
}

/** Letters, digits and what else names of GitHub have: they become part of an address. */
function readName(text: string): RepositoryName | undefined {
  const [, owner, repo] = /^([A-Za-z0-9][\w-]*)\/(?!\.{1,2}$)([\w.-]+)$/.exec(text) ?? [];
  return owner !== undefined && repo !== undefined ? { owner, repo } : undefined;
}

/** @throws InvalidArgumentError, which commander prints */
function repositoryName(value: string): RepositoryName {
  const name = readName(value);
  if (name) return name;
  throw new InvalidArgumentError('Write owner/name, as in octocat/hello-world.');
}

const daysBack = (days: number): Date => new Date(Date.now() - days * 86_400_000);

function periodBack(value: string): Date {
  const days = readPeriod(value);
  if (days !== undefined) return daysBack(days);
  throw new InvalidArgumentError(`${periodHint}.`);
}
