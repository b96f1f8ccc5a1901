/** Workflows and actions that others use: called by value or by path, and their paths. */
import { describe, expect, it } from 'vitest';
import reusable from '../../fixtures/synth/kitchen-sink/reusable.ts';
import { call, compositeAction, eq, github, inputs, job, matrix, ne, run, secret, sh, text, uses } from '../index.ts';
import { strictBash } from './default-shell.ts';
import { definition } from './definition.ts';

describe('call()', () => {
  it('finds a workflow by the name of its pipeline file', () => {
    expect(reusable.path()).toBe('./.github/workflows/reusable.yml');
    const made = call('deploy', reusable, { with: { stage: 'test' }, secrets: { TOKEN: secret('T') } });
    expect(made[definition].data).toMatchObject({
      kind: 'call',
      id: 'deploy',
      uses: './.github/workflows/reusable.yml',
      with: { stage: 'test' },
      secrets: { TOKEN: '${{ secrets.T }}' },
    });
  });

  it('takes the path of any other', () => {
    const made = call('a', 'owner/repo/.github/workflows/x.yml@v1', { outputs: ['url'], secrets: 'inherit' });
    expect(made[definition].data).toMatchObject({ uses: 'owner/repo/.github/workflows/x.yml@v1', secrets: 'inherit' });
    expect(made[definition].data).not.toHaveProperty('outputs');
  });

  it('takes what any job takes, and no time limit of its own', () => {
    const grid = matrix({ stage: ['test', 'production'] });
    const made = call('deploy', reusable, {
      name: text`Deploy ${grid.stage}`,
      if: eq(github.ref, 'a'),
      matrix: grid,
      permissions: { contents: 'read' },
      concurrency: 'deploy',
      with: { stage: grid.stage, retries: 1, dry_run: true },
      secrets: 'inherit',
      doc: 'Why.',
    });
    expect(made[definition].data).toMatchObject({
      name: 'Deploy ${{ matrix.stage }}',
      if: "github.ref == 'a'",
      strategy: { matrix: { axes: { stage: ['test', 'production'] } } },
      permissions: { contents: 'read' },
      concurrency: { group: 'deploy' },
      with: { stage: '${{ matrix.stage }}', retries: 1, dry_run: true },
      doc: 'Why.',
    });
    expect(made[definition].data).not.toHaveProperty('timeoutMinutes');
  });

  it('gives the outputs of the called workflow', () => {
    const deploy = call('deploy', reusable, { with: { stage: 'test' }, secrets: 'inherit' });
    const after = job('after', { runsOn: 'x', steps: [run(sh`curl ${deploy.outputs.url} ${deploy.result}`)] });
    expect(after[definition].data).toMatchObject({
      needs: ['deploy'],
      steps: [
        {
          env: {
            NEEDS_DEPLOY_URL: '${{ needs.deploy.outputs.url }}',
            NEEDS_DEPLOY_RESULT: '${{ needs.deploy.result }}',
          },
        },
      ],
    });
  });

  it.each([
    [
      'a workflow without workflowCall',
      () => import('../../fixtures/synth/kitchen-sink/steps.ts'),
      /"Steps" can't be called/,
    ],
    ['a job', () => Promise.resolve({ default: job('a', { runsOn: 'x', steps: [] }) }), /takes a workflow or the path/],
    [
      'nothing, as a circular import gives',
      () => Promise.resolve({ default: undefined }),
      /takes a workflow or the path/,
    ],
  ])('refuses %s', async (_, load, message) => {
    const { default: wrong } = await load();
    expect(() => call('a', wrong as never)).toThrow(message);
  });
});

describe('compositeAction()', () => {
  const options = inputs({ model: { required: true, description: 'Which' }, folder: { default: 'models' } });
  const write = run(sh`./write`, { outputs: ['file'], if: ne(options.folder, '') });
  const made = compositeAction('setup-model', {
    name: 'Set up',
    description: 'Sets up',
    doc: 'Why.',
    inputs: options,
    outputs: { file: { description: 'The file', value: write.outputs.file } },
    steps: [write, run(sh`b`, { shell: 'pwsh' }), uses('./c')],
  });

  it('names a shell in each script: GitHub has no default for actions', () => {
    expect(made[definition].steps).toMatchObject([{ shell: strictBash }, { shell: 'pwsh' }, { uses: './c' }]);
    expect(made[definition].steps[2]).not.toHaveProperty('shell');
  });

  it('has its inputs and outputs', () => {
    expect(made[definition]).toMatchObject({
      kind: 'action',
      id: 'setup-model',
      doc: 'Why.',
      inputs: { model: { required: true, description: 'Which' }, folder: { default: 'models' } },
      outputs: { file: { description: 'The file', value: '${{ steps.file.outputs.file }}' } },
      steps: [{ id: 'file', if: "inputs.folder != ''" }, {}, {}],
    });
  });

  it('is used as a step, whose outputs are read', () => {
    const step = made.use({ model: github.ref_name }, { name: 'Model' });
    const reader = job('a', { runsOn: 'x', steps: [step, run(sh`cat ${step.outputs.file}`)] });
    expect(reader[definition].data).toMatchObject({
      steps: [
        { id: 'model', uses: './.github/actions/setup-model', with: { model: '${{ github.ref_name }}' } },
        { env: { OUTPUT_FILE: '${{ steps.model.outputs.file }}' } },
      ],
    });
  });

  it('refuses an input that is not text: false would be true', () => {
    const wrong = inputs({ debug: { type: 'boolean' } });
    const make = () => compositeAction('a', { name: 'A', description: 'A', inputs: wrong as never, steps: [] });
    expect(make).toThrow(/"debug" can't be a boolean: the inputs of an action are text/);
  });
});
