/** The verbs for models: their options and their help. */
import { type Command, InvalidArgumentError } from 'commander';
import { common, examples, type Finish, type GlobalOptions, output } from '../verb.ts';

interface Options extends GlobalOptions {
  readonly ci?: boolean;
  readonly mlx?: boolean;
  readonly smallest?: boolean;
  readonly offline?: boolean;
  readonly timeout?: number;
}

const environment = `
Environment:
  PIPEWRIGHT_MODEL         the model to take when none is named: an id or a path
  PIPEWRIGHT_CACHE         the folder of downloaded models
  PIPEWRIGHT_OFFLINE=1     never use the network
  PIPEWRIGHT_MIRROR        the address of a server that takes the place of https://huggingface.co
  HF_TOKEN                 sent to huggingface.co, and to no other host
  PIPEWRIGHT_MIRROR_TOKEN  sent to the mirror, and to no other host`;

/** @throws InvalidArgumentError, which commander prints */
function minutes(value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && number > 0 && number <= 24 * 60) return number;
  throw new InvalidArgumentError('Write a number of minutes, more than 0 and at most 1440.');
}

export function declareModelsVerb(program: Command, finish: Finish): void {
  const models = program
    .command('models')
    .description('list, download, verify and lock models')
    .addHelpText('after', environment);

  common(models.command('list'))
    .description('list the models, the smallest first')
    .option('--ci', 'those that are small enough for CI')
    .option('--mlx', 'those that run through MLX as well')
    .addHelpText('after', examples('pipewright models list --ci', "pipewright models list --json | jq '.models[].id'"))
    .action(async (options: Options) => {
      const { runList } = await import('../commands/models/list.ts');
      finish(await runList({ ...output(options), filter: { ci: options.ci, mlx: options.mlx } }));
    });

  common(models.command('pull'))
    .description('download models, and verify them')
    .argument('[ids...]', 'models; by default the one that a run would take')
    .option('--ci', 'all that are small enough for CI', false)
    .option('--smallest', 'the smallest for CI', false)
    .option('--offline', 'fail rather than use the network', false)
    .option('--timeout <minutes>', 'for each download; 120 by default', minutes)
    .addHelpText(
      'after',
      `
In a workflow a step that pulls one model sets PIPEWRIGHT_MODEL_PATH for the steps after it, and has the
outputs id, path and sha256.
${environment}
${examples('pipewright models pull qwen-0.5b-q4', 'pipewright models pull --smallest --json | jq -r .models[0].path')}`,
    )
    .action(async (ids: string[], options: Options) => {
      const { runPull } = await import('../commands/models/pull.ts');
      const { ci = false, smallest = false, offline = false, timeout } = options;
      finish(await runPull({ ...output(options), ids, ci, smallest, offline, timeout }));
    });

  common(models.command('verify'))
    .description('hash downloaded models again, and compare them with the lock or with their first use')
    .argument('[ids...]', 'models; by default all that are downloaded')
    .addHelpText('after', examples('pipewright models verify', 'pipewright models verify qwen-0.5b-q4'))
    .action(async (ids: string[], options: Options) => {
      const { runVerify } = await import('../commands/models/verify.ts');
      finish(await runVerify({ ...output(options), ids }));
    });

  common(models.command('lock'))
    .description('ask the hub for revision, bytes and SHA-256, and write them into generated/models.lock.json')
    .argument('[ids...]', 'models; by default all')
    .addHelpText('after', examples('pipewright models lock', 'pipewright models lock qwen-0.5b-q4'))
    .action(async (ids: string[], options: Options) => {
      const { runLock } = await import('../commands/models/lock.ts');
      finish(await runLock({ ...output(options), ids }));
    });

  common(models.command('path'))
    .description('print where a downloaded model lies, after verifying it')
    .argument('<id>', 'a model, or "embedded" for the one that comes with pipewright')
    .addHelpText('after', examples('pipewright models path embedded', 'pipewright models path qwen-0.5b-q4'))
    .action(async (id: string, options: Options) => {
      const { runPath } = await import('../commands/models/path.ts');
      finish(await runPath({ ...output(options), id }));
    });
}
