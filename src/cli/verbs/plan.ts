/** The verb `plan`: its options and its help. */
import { type Command, Option } from 'commander';
import { type PlanName, planNames } from '../../plan/runner-limits.ts';
import type { EventOptions } from '../commands/plan/read-event.ts';
import { common, examples, type Finish, type GlobalOptions, output, several } from '../verb.ts';

interface Options extends GlobalOptions, EventOptions {
  readonly takes?: readonly string[];
  readonly plan: PlanName;
  readonly mermaid?: boolean;
}

const help = `
What is not told is unknown, and what depends on it may run ("?"). Jobs that run are taken to succeed.
An empty --label '' or --changed '' says that there is none.
A run is timed where its jobs say how long they take: in pipelines, in settings, in a calibration, or with --takes.
`;

export function declarePlanVerb(program: Command, finish: Finish): void {
  const command = common(program.command('plan'))
    .description('say which jobs an event would run, and why')
    .argument('[files...]', 'pipelines, workflows, or folders with either; by default all of the repository')
    .option('--event <name>', 'the event, as GitHub calls it', 'push')
    .option('--action <activity>', 'the activity: opened, labeled, published, …')
    .option('--branch <name>', 'the branch; of a pull request, its head')
    .option('--tag <name>', 'the tag, in place of a branch')
    .option('--base <branch>', 'where a pull request is to go')
    .option('--default-branch <name>', 'the default branch of the repository', 'main')
    .addOption(several('--label <name>', 'a label that the pull request or issue has'))
    .addOption(several('--changed <path>', 'a file that changes'))
    .addOption(several('--input <name=value>', 'an input of workflow_dispatch'))
    .addOption(several('--var <name=value>', 'a configuration variable'));
  addOptions(command)
    .addHelpText('after', help)
    .addHelpText(
      'after',
      examples(
        'pipewright plan --event pull_request --branch feature --label crossval --changed src/backends/x.ts',
        'pipewright plan pipelines/ci.ts --event schedule --at 2026-11-22T03:00Z',
        'pipewright plan .github/workflows --event push --assume check.decide.lane=true --json',
      ),
    )
    .action(async (files: string[], options: Options) => {
      const { runPlan } = await import('../commands/plan/plan.ts');
      const { root: _, json: __, takes = [], plan, mermaid = false, ...event } = options;
      finish(await runPlan({ ...output(options), files, event, takes, plan, mermaid }));
    });
}

const addOptions = (command: Command): Command =>
  command
    .option('--actor <login>', 'who starts it')
    .option('--repository <owner/name>', 'the repository')
    .option('--at <instant>', 'when, for schedules: 2026-11-22T03:00Z')
    .option('--title <text>', 'the title of the pull request or issue')
    .option('--message <text>', 'the message of the commit')
    .option('--payload <file>', 'JSON with more of github.event')
    .option('--draft', 'the pull request is a draft')
    .option('--no-draft', 'it is none')
    .option('--merged', 'the pull request was merged')
    .option('--no-merged', 'it was not')
    .option('--fork', 'the pull request comes from a fork')
    .option('--no-fork', 'it comes from the repository itself')
    .option('--workflow <name>', 'the workflow that ended, for workflow_run')
    .option('--conclusion <result>', 'how it ended')
    .addOption(several('--assume <job.step.output=value>', 'take an output for known'))
    .addOption(several('--assume-result <job=result>', 'take a job to fail, say'))
    .addOption(several('--takes <job=time>', "how long a job takes, 90s or 2m; '*' for the others"))
    .addOption(
      new Option('--plan <plan>', 'whose limits of jobs at the same time apply').choices(planNames).default('free'),
    )
    .option('--mermaid', 'print a picture for Markdown');
