/** What the compiler accepts and refuses of workflows, calls and composite actions. Checked by tsc; never runs. */
import {
  type Callable,
  call,
  compositeAction,
  type Expr,
  env,
  eq,
  event,
  github,
  inputs,
  job,
  matrix,
  not,
  type On,
  run,
  secret,
  sh,
  text,
  vars,
  workflow,
} from '../index.ts';

const build = run(sh`x`, { outputs: ['version'] });
const first = job('first', { runsOn: 'ubuntu-24.04', steps: [build], outputs: { version: build.outputs.version } });
const jobs = [first];
const base = { name: 'A', jobs };

// Events, filters and activity types
({
  push: { branches: 'main', tagsIgnore: ['v*'] },
  pullRequest: { types: ['opened', 'labeled'], paths: ['src/**'] },
  schedule: [{ cron: '0 2 * * *', timezone: 'Europe/Berlin' }],
  repositoryDispatch: { types: 'deploy' },
  imageVersion: { names: ['a'], types: 'ready' },
  workflowDispatch: {},
}) satisfies On;
// @ts-expect-error no such event
workflow({ ...base, on: { pushed: {} } });
// @ts-expect-error no such event, beside one that exists
workflow({ ...base, on: { push: {}, pull: {} } });
// @ts-expect-error GitHub's spelling is for YAML
workflow({ ...base, on: { push: {}, pull_request: {} } });
// @ts-expect-error no such filter
workflow({ ...base, on: { push: { branch: 'main' } } });
// @ts-expect-error issues have no branches
workflow({ ...base, on: { issues: { branches: 'main' } } });
// @ts-expect-error pushes have no activity types
workflow({ ...base, on: { push: { types: ['created'] } } });
// @ts-expect-error no such activity type
workflow({ ...base, on: { pullRequest: { types: ['open'] } } });
// @ts-expect-error of another event
workflow({ ...base, on: { release: { types: ['opened'] } } });
// @ts-expect-error no list of names
workflow({ ...base, on: ['push'] });
// @ts-expect-error misspelled
workflow({ ...base, on: { schedule: [{ corn: '0 2 * * *' }] } });
// @ts-expect-error misspelled
workflow({ ...base, on: { schedule: [{ cron: '0 2 * * *', timeZone: 'UTC' }] } });
// @ts-expect-error misspelled
workflow({ ...base, on: { workflowDispatch: { input: {} } } });
// @ts-expect-error which workflows?
workflow({ ...base, on: { workflowRun: { types: ['completed'] } } });

// Options
workflow({ ...base, on: { push: {} }, permissions: { contents: 'read', models: 'read' }, concurrency: false });
// @ts-expect-error no such option
workflow({ ...base, on: { push: {} }, run_name: 'x' });
// @ts-expect-error no jobs
workflow({ name: 'A', on: { push: {} } });
// @ts-expect-error no such scope
workflow({ ...base, on: { push: {} }, permissions: { content: 'read' } });
// @ts-expect-error no such level
workflow({ ...base, on: { push: {} }, permissions: { contents: 'admin' } });
// @ts-expect-error models can't be written
workflow({ ...base, on: { push: {} }, permissions: { models: 'write' } });
// @ts-expect-error no such shorthand
workflow({ ...base, on: { push: {} }, permissions: 'all' });
// @ts-expect-error no such scope
job('a', { runsOn: 'x', steps: [], permissions: { pullRequests: 'read' } });
// @ts-expect-error no such shell
workflow({ ...base, on: { push: {} }, defaults: { run: { shell: 'zsh' } } });
workflow({ ...base, on: { push: {} }, env: { A: secret('A'), B: vars('B'), C: github.ref } });
// @ts-expect-error needs in the env of a workflow
workflow({ ...base, on: { push: {} }, env: { A: first.outputs.version } });
// @ts-expect-error env in the env of a workflow
workflow({ ...base, on: { push: {} }, env: { A: env('B') } });
// @ts-expect-error matrix in the env of a workflow
workflow({ ...base, on: { push: {} }, env: { A: matrix({ a: ['b'] }).a } });
// @ts-expect-error secrets in the name of a run
workflow({ ...base, on: { push: {} }, runName: text`${secret('A')}` });
// @ts-expect-error secrets in a concurrency group
workflow({ ...base, on: { push: {} }, concurrency: { group: secret('A') } });
// @ts-expect-error needs in a concurrency group
workflow({ ...base, on: { push: {} }, concurrency: text`${first.result}` });
// @ts-expect-error a step is not a job
workflow({ ...base, on: { push: {} }, jobs: [build] });

// A reusable workflow
const options = inputs({
  stage: { type: 'string', required: true },
  region: { type: 'string', required: true, default: 'eu' },
  dry: { type: 'boolean' },
  count: { type: 'number' },
});
const reusable = workflow({
  ...base,
  on: {
    push: {},
    workflowCall: {
      inputs: options,
      secrets: { TOKEN: { required: true }, EXTRA: {} },
      outputs: { version: { value: first.outputs.version } },
    },
  },
});
const relaxed = workflow({ ...base, on: { workflowCall: { inputs: { stage: { type: 'string' } } } } });
const secrets = { TOKEN: secret('TOKEN') };
reusable satisfies Callable;
const deploy = call('deploy', reusable, { with: { stage: 'test', dry: eq(github.ref, 'a'), count: 3 }, secrets });
call('deploy', reusable, { with: { stage: text`x-${github.ref}` }, secrets: 'inherit', needs: [first] });
call('relaxed', relaxed);
call('relaxed', relaxed, { with: {} });
call('relaxed', relaxed, { with: { stage: 'a' }, if: not(eq(github.ref, 'a')) });
deploy.outputs.version satisfies Expr<string, 'needs'>;
// @ts-expect-error no such output
deploy.outputs.url;
// @ts-expect-error none declared
call('relaxed', relaxed).outputs.version;
// @ts-expect-error stage is required
call('deploy', reusable);
// @ts-expect-error stage is required
call('deploy', reusable, { secrets });
// @ts-expect-error stage is required
call('deploy', reusable, { with: { dry: true }, secrets });
// @ts-expect-error TOKEN is required
call('deploy', reusable, { with: { stage: 'a' } });
// @ts-expect-error TOKEN is required
call('deploy', reusable, { with: { stage: 'a' }, secrets: { EXTRA: secret('EXTRA') } });
// @ts-expect-error no such input
call('deploy', reusable, { with: { stage: 'a', stages: 'b' }, secrets });
// @ts-expect-error no such input
call('relaxed', relaxed, { with: { stages: 'b' } });
// @ts-expect-error no such secret
call('deploy', reusable, { with: { stage: 'a' }, secrets: { ...secrets, TOKN: secret('A') } });
// @ts-expect-error text is no boolean
call('deploy', reusable, { with: { stage: 'a', dry: 'true' }, secrets });
// @ts-expect-error text is no number
call('deploy', reusable, { with: { stage: 'a', count: github.run_number }, secrets });
// @ts-expect-error secrets are not passed as inputs
call('deploy', reusable, { with: { stage: secret('A') }, secrets });
// @ts-expect-error no inputs at all
call('none', workflow({ ...base, on: { workflowCall: {} } }), { with: { stage: 'a' } });
// @ts-expect-error no secrets at all
call('none', relaxed, { secrets });
// @ts-expect-error a call has no runner
call('deploy', reusable, { with: { stage: 'a' }, secrets, runsOn: 'x' });
// @ts-expect-error a call has no time limit
call('deploy', './x.yml', { timeoutMinutes: 3 });
// @ts-expect-error can't be called
call('ci', workflow({ ...base, on: { push: {} } }));
call('other', 'owner/repo/.github/workflows/x.yml@v1', { with: { a: 1 }, outputs: ['url'] }).outputs.url;
// @ts-expect-error not among the outputs named
call('other', './x.yml', { outputs: ['url'] }).outputs.uri;
// @ts-expect-error steps are gone when the workflow ends
workflow({ ...base, on: { workflowCall: { outputs: { a: { value: build.outputs.version } } } } });
// @ts-expect-error secrets don't leave a workflow
workflow({ ...base, on: { workflowCall: { outputs: { a: { value: secret('A') } } } } });
// @ts-expect-error misspelled
workflow({ ...base, on: { workflowCall: { input: {} } } });
// @ts-expect-error misspelled
workflow({ ...base, on: { workflowCall: { secrets: { A: { requird: true } } } } });
// @ts-expect-error misspelled
workflow({ ...base, on: { workflowCall: { outputs: { a: { val: 'x' } } } } });
// @ts-expect-error an outsider's text as default
inputs({ a: { default: event('issues').issue.title } });

// A composite action
const actionInputs = inputs({ model: { required: true }, folder: { default: 'models', required: true }, name: {} });
const setup = compositeAction('setup', {
  name: 'Set up',
  description: 'Sets up',
  branding: { icon: 'box', color: 'blue' },
  inputs: actionInputs,
  outputs: { version: { value: build.outputs.version } },
  steps: [build],
});
setup.use({ model: 'a', folder: github.workspace }, { name: 'Set up' }).outputs.version satisfies Expr<string, 'steps'>;
const plain = compositeAction('plain', { name: 'A', description: 'A', steps: [] });
plain.use();
plain.use({}, { if: eq(github.ref, 'a') });
// @ts-expect-error no such output
setup.use({ model: 'a' }).outputs.file;
// @ts-expect-error the model is required
setup.use();
// @ts-expect-error the model is required
setup.use({ name: 'a' });
// @ts-expect-error no such input
setup.use({ model: 'a', folders: 'b' });
// @ts-expect-error a list is no text
setup.use({ model: ['a'] });
// @ts-expect-error no inputs at all
plain.use({ model: 'a' });
// @ts-expect-error no such option
setup.use({ model: 'a' }, { nam: 'b' });
// @ts-expect-error the inputs of an action are text
compositeAction('a', { name: 'A', description: 'A', inputs: inputs({ debug: { type: 'boolean' } }), steps: [] });
// @ts-expect-error no such badge
compositeAction('a', { name: 'A', description: 'A', branding: { icon: 'rocket-ship' }, steps: [] });
// @ts-expect-error secrets don't reach an action
compositeAction('a', { name: 'A', description: 'A', outputs: { a: { value: secret('A') } }, steps: [] });
// @ts-expect-error no description
compositeAction('a', { name: 'A', steps: [] });
// @ts-expect-error misspelled
compositeAction('a', { name: 'A', description: 'A', step: [], steps: [] });
// What is for readers and for the rules
job('x', {
  runsOn: 'x',
  steps: [],
  troubleshooting: { 'It says 403': 'Wait an hour.' },
  ignore: { 'missing-timeout': 'short' },
});
run(sh`a`, { ignore: { 'unquoted-variable': 'words' } });
// @ts-expect-error a remedy belongs to a job
run(sh`a`, { troubleshooting: { 'It says 403': 'Wait an hour.' } });
// @ts-expect-error a switch needs its reason
job('x', { runsOn: 'x', steps: [], ignore: ['missing-timeout'] });
