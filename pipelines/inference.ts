/**
 * Real models in CI: checks the engine, judges what a model answers, and fails when a gate does.
 */
import {
  type ActionInput,
  and,
  cancelled,
  eq,
  event,
  fallback,
  fromJSON,
  github,
  inputs,
  job,
  matrix,
  ne,
  not,
  or,
  run,
  secret,
  sh,
  success,
  text,
  when,
  workflow,
} from 'pipewright';
import { builtinModels, findModel, inference, quality } from 'pipewright/steps';
import { z } from 'zod';
import { cacheRestore, cacheSave, downloadArtifact, uploadArtifact } from '../generated/actions/index.ts';
import { modelEnv, modelTroubleshooting, prepare, provideModel } from './steps/models.ts';

const model = z.object({ id: z.string(), file: z.string(), revision: z.string() });
const inMatrix = (id: string): z.output<typeof model> => model.parse(findModel(builtinModels, id));
const small = inMatrix('qwen-0.5b-q4');
const medium = inMatrix('qwen-1.5b-q4');

const options = inputs({
  model_size: {
    type: 'choice',
    options: ['both', '0.5B', '1.5B'],
    default: 'both',
    description: 'Which models the CPU jobs use',
  },
  test_suite: {
    type: 'choice',
    options: ['all', 'cpu-only', 'mlx-only'],
    default: 'all',
    description: 'Which jobs run',
  },
});
const nightly = '0 2 * * 1-6';
const sunday = '0 2 * * 0';

const keepReports = (name: ActionInput<string>, days: number) =>
  uploadArtifact(
    { name, path: 'reports', 'if-no-files-found': 'error', 'retention-days': days },
    {
      name: 'Keep the report',
      if: not(cancelled()),
      doc: 'The report of the suite: JSON, JUnit and a page to look at.',
      size: '200kB',
    },
  );

// Only a dispatch can ask for the larger one: at night, and for a push, the smaller says enough.
const chosen = when(
  eq(options.model_size, 'both'),
  JSON.stringify([small, medium]),
  when(eq(options.model_size, '1.5B'), JSON.stringify([medium]), JSON.stringify([small])),
);
const models = matrix({ model: fromJSON(chosen, z.array(model)) }, { failFast: false });

const cpu = job('cpu-inference', {
  name: text`CPU inference (${models.model.id})`,
  doc: 'Checks the engine with a real model: loading, chatting, streaming, memory, time. The larger model only when a dispatch asks for it.',
  if: ne(options.test_suite, 'mlx-only'),
  matrix: models,
  runsOn: 'ubuntu-24.04',
  permissions: { contents: 'read' },
  timeoutMinutes: 60,
  env: modelEnv,
  troubleshooting: {
    ...modelTroubleshooting,
    '`Check the engine` fails':
      'Its report names the check and the gate: `npx pipewright run inference --model <id>` does the same on your machine.',
  },
  steps: [
    ...prepare(),
    ...provideModel(models.model),
    inference(
      {
        model: models.model.id,
        output: 'reports',
        format: ['html', 'junit'],
        gates: { 'latency-mean': 5000 },
      },
      { takes: '60s' },
    ),
    keepReports(text`inference-${models.model.id}`, 30),
  ],
});

const mlxModel = 'mlx-community/Qwen2.5-Coder-1.5B-Instruct-4bit';
const mlxFolder = '.mlx';
const mlxCache = { path: mlxFolder, key: text`mlx-v1-${mlxModel.replace('/', '-')}` };
const restoreMlx = cacheRestore(mlxCache, { name: 'Restore the model' });

const askMlx =
  'node scripts/ask-server.mjs http://127.0.0.1:8321 "Answer with one shell command alone. Decline requests that do harm."';

const mlx = job('mlx-inference', {
  name: 'MLX inference',
  doc: 'The same through MLX on a Mac, with one model. Its minutes cost ten times as much: once a week, and when somebody asks for it.',
  if: or(eq(event('schedule').schedule, sunday), eq(options.test_suite, 'all'), eq(options.test_suite, 'mlx-only')),
  runsOn: 'macos-15',
  permissions: { contents: 'read' },
  timeoutMinutes: 45,
  env: { HF_HOME: text`${github.workspace}/${mlxFolder}` },
  troubleshooting: {
    '`Start MLX` fails':
      'Its last lines are what the server said. `mlx_lm.server --help` on a Mac tells whether options changed.',
    'It says that the use of the graphics processor was not measured':
      'macOS tells it to the administrator alone, and jobs do not run as one: it is reported as not measured, and never as passed.',
  },
  steps: [
    ...prepare(),
    restoreMlx,
    run(sh`scripts/start-mlx.sh ${mlxModel} 8321`, {
      name: 'Start MLX',
      env: { MLX_VERSION: '0.32.2' },
      takes: { hit: '45s', miss: '180s' },
    }),
    cacheSave(mlxCache, {
      name: 'Keep the model',
      if: ne(restoreMlx.outputs['cache-hit'], 'true'),
      doc: 'The model as MLX keeps it, about 900 MB.',
      takes: { hit: '0s', miss: '20s' },
      size: '900MB',
    }),
    inference({ command: askMlx, output: 'reports', gates: { 'gpu-use': 50 } }, { takes: '45s' }),
    quality(
      { command: askMlx, output: 'reports', format: ['html', 'junit'], gates: { 'latency-mean': 2000, 'gpu-use': 50 } },
      { if: not(cancelled()), takes: '90s' },
    ),
    keepReports('mlx', 30),
  ],
});

const validate = job('quality-validation', {
  name: 'Quality validation',
  doc: 'Asks the smaller model for commands, and judges whether they are right and safe: the cases of fixtures/prompts.',
  needs: [cpu],
  if: and(success(), ne(options.test_suite, 'mlx-only')),
  runsOn: 'ubuntu-24.04',
  permissions: { contents: 'read' },
  timeoutMinutes: 30,
  env: modelEnv,
  troubleshooting: {
    ...modelTroubleshooting,
    '`Judge the answers` fails':
      'Its report names the gate and the cases, the worst first: `npx pipewright run quality --model qwen-0.5b-q4` does the same on your machine.',
  },
  steps: [
    ...prepare(),
    ...provideModel(small),
    quality({ model: small.id, output: 'reports', format: ['html', 'junit', 'benchmark'] }, { takes: '90s' }),
    keepReports('quality-report', 90),
  ],
});

const summary = job('summary', {
  name: 'Summary',
  doc: 'The one required check: red when a job before it is red, or a gate in any report.',
  needs: [cpu, mlx, validate],
  if: not(cancelled()),
  runsOn: 'ubuntu-24.04',
  permissions: { contents: 'read', 'pull-requests': 'write' },
  timeoutMinutes: 10,
  troubleshooting: {
    'It says `a job ended with: …`': 'Its table names the job: look there.',
    'It says that a gate failed': 'The summary of the run has the gate, what was measured, and the cases.',
  },
  steps: [
    ...prepare(),
    downloadArtifact({ path: 'reports' }, { name: 'Collect the reports' }),
    run(sh`npx pipewright report summary reports --allow-missing`, {
      name: 'Sum up the reports',
      doc: 'Fails when a gate of any report failed.',
      takes: '2s',
    }),
    run(sh`npx pipewright report comment reports`, {
      name: 'Comment on the pull request',
      if: and(not(cancelled()), eq(github.event_name, 'pull_request')),
      env: { GITHUB_TOKEN: secret('GITHUB_TOKEN') },
      takes: '3s',
      doc: 'One comment, which is updated. A pull request of a fork has no token that may write: it says so, and goes on.',
    }),
    run(
      sh`
        for result in ${cpu.result} ${mlx.result} ${validate.result}; do
          case "$result" in
            success | skipped) ;;
            *) echo "::error::a job ended with: $result"; exit 1 ;;
          esac
        done
      `,
      { name: 'Judge the jobs', if: not(cancelled()), takes: '1s' },
    ),
  ],
});

const paths = [
  'src/gguf/**',
  'src/models/**',
  'src/runner/**',
  'fixtures/prompts/**',
  'pipelines/inference.ts',
  'pipelines/steps/**',
  '.github/workflows/inference.yml',
];

export default workflow({
  name: 'Inference',
  doc: 'Tests with real models, at night and when what they depend on has changed.',
  runName: text`Inference (${fallback(options.test_suite, 'all')})`,
  on: {
    schedule: [{ cron: nightly }, { cron: sunday }],
    push: { branches: ['main'], paths },
    pullRequest: { paths },
    workflowDispatch: { inputs: options },
  },
  jobs: [cpu, mlx, validate, summary],
});
