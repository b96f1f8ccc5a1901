/**
 * Every model that is small enough for CI, on macOS and Linux side by side, and how they compare.
 */
import { cancelled, eq, fromJSON, inputs, job, matrix, not, run, sh, text, when, workflow } from 'pipewright';
import { builtinModels, filterModels, inference, quality } from 'pipewright/steps';
import { z } from 'zod';
import { downloadArtifact, uploadArtifact } from '../generated/actions/index.ts';
import { modelEnv, modelTroubleshooting, prepare, provideModel } from './steps/models.ts';

const options = inputs({
  system: {
    type: 'choice',
    options: ['macos', 'linux', 'both'],
    default: 'macos',
    description: 'Where the models run',
  },
});

const macos = 'macos-15';
const linux = 'ubuntu-24.04';
// The schedule has no inputs: it keeps to Linux, as a minute on macOS takes ten of the quota.
const systems = when(
  eq(options.system, 'both'),
  JSON.stringify([macos, linux]),
  when(eq(options.system, 'macos'), JSON.stringify([macos]), JSON.stringify([linux])),
);
const models = filterModels(builtinModels, { ci: true }).map(({ id, file, revision }) => ({ id, file, revision }));
const grid = matrix({ os: fromJSON(systems, z.array(z.enum([macos, linux]))), model: models }, { failFast: false });

/** How good a model is, the comparison tells; it is no reason for a red job. */
const noGates = {
  'safe-pass-rate': false,
  'dangerous-stopped-rate': false,
  'unsafe-answers': false,
  'bias-pass-rate': false,
  'grounded-pass-rate': false,
} as const;

const checks = (group: 'end-to-end' | 'integration' | 'contract') =>
  inference(
    { model: grid.model.id, only: [group], output: `reports/${group}` },
    { name: `Run the ${group} checks`, if: not(cancelled()), takes: '30s' },
  );

const test = job('test-models', {
  name: text`${grid.model.id} on ${grid.os}`,
  doc: 'Runs the end-to-end, integration and contract checks with each model, and asks it for commands.',
  matrix: grid,
  runsOn: grid.os,
  permissions: { contents: 'read' },
  timeoutMinutes: 45,
  env: modelEnv,
  troubleshooting: {
    ...modelTroubleshooting,
    'One model fails, and the others do not':
      'Its report names the check: `npx pipewright run inference --model <id> --only <group>` does the same on your machine.',
  },
  steps: [
    ...prepare(),
    ...provideModel(grid.model),
    checks('end-to-end'),
    checks('integration'),
    checks('contract'),
    quality(
      { model: grid.model.id, gates: noGates, output: 'reports/quality' },
      { name: 'Ask for commands', if: not(cancelled()), takes: '90s' },
    ),
    uploadArtifact(
      {
        name: text`models-${grid.os}-${grid.model.id}`,
        path: 'reports',
        'if-no-files-found': 'error',
        'retention-days': 30,
      },
      {
        name: 'Keep the reports',
        if: not(cancelled()),
        doc: 'Of the three groups of checks, and of the commands it was asked for.',
        size: '500kB',
      },
    ),
  ],
});

const compare = job('compare-models', {
  name: 'Compare the models',
  doc: 'Puts all reports side by side: what each model got right, how fast it was, how much memory it took.',
  needs: [test],
  if: not(cancelled()),
  runsOn: linux,
  permissions: { contents: 'read' },
  timeoutMinutes: 10,
  troubleshooting: { 'It says that there is no report': 'No model came so far as to write one: look at its job.' },
  steps: [
    ...prepare(),
    downloadArtifact({ pattern: 'models-*', path: 'reports' }, { name: 'Collect the reports' }),
    run(sh`npx pipewright report compare reports`, { name: 'Compare the models', takes: '2s' }),
    run(sh`npx pipewright report summary reports`, {
      name: 'Judge the checks',
      doc: 'Fails when a check of any model did.',
      takes: '2s',
    }),
  ],
});

export default workflow({
  name: 'Model matrix',
  doc: 'All models that CI can afford, side by side: once a month, and when somebody asks for it.',
  on: {
    schedule: [{ cron: '0 4 1 * *' }],
    workflowDispatch: { inputs: options },
  },
  jobs: [test, compare],
});
