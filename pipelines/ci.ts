/** This repository's own checks. */
import { type ActionInput, job, matrix, run, sh, text, workflow } from 'pipewright';
import { checkout, setupNode } from '../generated/actions/index.ts';

const common = { runsOn: 'ubuntu-24.04', permissions: { contents: 'read' } } as const;
const prepare = (version: ActionInput<string>) => [
  checkout(),
  setupNode({ 'node-version': version, cache: 'npm' }),
  run(sh`npm ci`, { name: 'Install and build' }),
];

const style = job('style', {
  ...common,
  name: 'Format, lint, types and drift',
  timeoutMinutes: 10,
  steps: [
    ...prepare('24'),
    run(sh`npm run lint`, { name: 'Check format, lint and layers' }),
    run(sh`npm run types`, { name: 'Check types' }),
    run(sh`npx pipewright check`, { name: 'Check that the generated files are current' }),
  ],
});

const versions = matrix({ node: ['20.19', '22', '24'] }, { failFast: false });

const test = job('test', {
  ...common,
  name: text`Test on Node ${versions.node}`,
  matrix: versions,
  timeoutMinutes: 15,
  steps: [...prepare(versions.node), run(sh`npm test`, { name: 'Test' })],
});

export default workflow({
  name: 'CI',
  doc: 'The fast checks of every change. Models are tested by inference.yml.',
  on: { push: { branches: ['main'] }, pullRequest: {} },
  jobs: [style, test],
});
