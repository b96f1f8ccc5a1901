/** The verbs for reports: their options and their help. */
import { type Command, Option } from 'commander';
import type { FormatName } from '../../runner/reports/registry.ts';
import { common, examples, type Finish, type GlobalOptions, output } from '../verb.ts';
import { declareGatesVerb } from './gates.ts';

interface Options extends GlobalOptions {
  readonly format?: FormatName;
  readonly output?: string;
  readonly allowMissing?: boolean;
  readonly key?: string;
}

/** Written out, so that the help does not load the formats; a test compares it with the registry. */
export const formatChoices = [
  'text',
  'markdown',
  'html',
  'junit',
  'benchmark',
  'annotations',
] as const satisfies FormatName[];

const paths = '<reports...>';
const what = 'reports that `pipewright run` wrote, or folders with them';

export function declareReportVerb(program: Command, finish: Finish): void {
  const report = program.command('report').description('show, merge, compare and hand on the reports of suites');
  declareShow(report, finish);
  declareMerge(report, finish);
  declareSummary(report, finish);
  declareComment(report, finish);
  declareCompare(report, finish);
  declareGatesVerb(report, finish);
}

function declareShow(report: Command, finish: Finish): void {
  common(report.command('show'))
    .description('show reports in any format')
    .argument(paths, what)
    .addOption(new Option('--format <name>', 'the format').choices(formatChoices).default('text'))
    .option('--output <path>', 'write there: a file, or a folder when there are several files')
    .addHelpText(
      'after',
      examples(
        'pipewright report show reports/quality.json',
        'pipewright report show reports --format html --output pages',
      ),
    )
    .action(async (files: string[], options: Options) => {
      const { runShow } = await import('../commands/report/show.ts');
      const { format = 'text', output: path } = options;
      finish(await runShow({ ...output(options), paths: files, format, output: path }));
    });
}

function declareMerge(report: Command, finish: Finish): void {
  common(report.command('merge'))
    .description('join the shards of a run into one report, with its gates computed anew')
    .argument(paths, what)
    .requiredOption('--output <file>', 'write the report there')
    .addHelpText('after', examples('pipewright report merge shards --output merged.json'))
    .action(async (files: string[], options: Options & { readonly output: string }) => {
      const { runMerge } = await import('../commands/report/merge.ts');
      finish(await runMerge({ ...output(options), paths: files, output: options.output }));
    });
}

function declareSummary(report: Command, finish: Finish): void {
  common(report.command('summary'))
    .description('write the summary of a step; exit code 1 when a gate failed or a report is not whole')
    .argument(paths, what)
    .option('--allow-missing', 'a report that is not there is no failure')
    .addHelpText(
      'after',
      examples('pipewright report summary reports', 'pipewright report summary quality.json mlx.json --allow-missing'),
    )
    .action(async (files: string[], options: Options) => {
      const { runSummary } = await import('../commands/report/summary.ts');
      finish(await runSummary({ ...output(options), paths: files, allowMissing: options.allowMissing === true }));
    });
}

function declareComment(report: Command, finish: Finish): void {
  common(report.command('comment'))
    .description('write the reports as a comment on the pull request, or update the one that is there')
    .argument(paths, what)
    .option('--key <name>', 'tells several comments on one pull request apart', 'default')
    .addHelpText(
      'after',
      `\nReads GITHUB_TOKEN and what GitHub sets in a step. Without a token or a pull request nothing is written.\n${examples('pipewright report comment reports', 'pipewright report comment mlx.json --key mlx')}`,
    )
    .action(async (files: string[], options: Options) => {
      const { runComment } = await import('../commands/report/comment.ts');
      finish(await runComment({ ...output(options), paths: files, key: options.key ?? 'default' }));
    });
}

function declareCompare(report: Command, finish: Finish): void {
  common(report.command('compare'))
    .description('set several models side by side')
    .argument(paths, what)
    .addHelpText(
      'after',
      examples('pipewright report compare reports', 'pipewright report compare a.json b.json --json'),
    )
    .action(async (files: string[], options: Options) => {
      const { runCompare } = await import('../commands/report/compare.ts');
      finish(await runCompare({ ...output(options), paths: files }));
    });
}
