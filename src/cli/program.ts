/** The command line: its verbs, their options and their help. */
import { Command } from 'commander';
import { examples, type Finish } from './verb.ts';
import { declareBudgetVerb } from './verbs/budget.ts';
import { declareModelsVerb } from './verbs/models.ts';
import { declarePlanVerb } from './verbs/plan.ts';
import { declareReportVerb } from './verbs/report.ts';
import { declareRiskVerb } from './verbs/risk.ts';
import { declareRunVerb } from './verbs/run.ts';
import { declareWorkflowVerbs } from './verbs/workflows.ts';
import { version } from './version.ts';

/**
 * Builds the program; `finish` gets the exit code of the verb that ran.
 *
 * Each verb's module is loaded only when the verb is called.
 */
export function createProgram(finish: Finish): Command {
  const program = new Command('pipewright')
    .description('Typed TypeScript pipelines for GitHub Actions, and real models in CI.')
    .version(version())
    .showHelpAfterError('run `pipewright --help` for the commands')
    .exitOverride()
    .addHelpText(
      'after',
      examples(
        'pipewright lint',
        'pipewright init',
        'pipewright check --fix',
        'pipewright run quality',
        "pipewright risk 'rm -rf build'",
      ),
    );
  declareWorkflowVerbs(program, finish);
  declarePlanVerb(program, finish);
  declareBudgetVerb(program, finish);
  declareRunVerb(program, finish);
  declareModelsVerb(program, finish);
  declareRiskVerb(program, finish);
  declareReportVerb(program, finish);
  return program;
}
