/** This repository's own checks. */
import { type ActionInput, eq, fromJSON, github, job, matrix, run, sh, text, when, workflow } from 'pipewright';
import { z } from 'zod';
import { checkout, setupNode } from '../generated/actions/index.ts';

const common = { runsOn: 'ubuntu-24.04', permissions: { contents: 'read' } } as const;
/** @param commits of the history that are fetched; the second of a pull request is what it is to be merged into */
const prepare = (version: ActionInput<string>, commits = 1) => [
  checkout(commits === 1 ? {} : { 'fetch-depth': commits }),
  setupNode({ 'node-version': version, cache: 'npm' }, { size: '150MB' }),
  run(sh`npm ci`, { name: 'Install and build', takes: { hit: '35s', miss: '60s' } }),
];

const style = job('style', {
  ...common,
  name: 'Format, lint, types and drift',
  doc: 'Checks what no reviewer should have to: format, lint, layers, types, and that generated files are current.',
  timeoutMinutes: 10,
  troubleshooting: {
    '`npm run lint` fails': 'Run `npm run format`: it mends what it can, and names the rest.',
    '`npx pipewright check` fails':
      'A generated file was edited, or not written again: run `npx projen`, and commit what it changes.',
  },
  steps: [
    ...prepare('24', 2),
    run(sh`npm run lint`, { name: 'Check format, lint and layers', takes: '8s' }),
    run(sh`npm run types`, { name: 'Check types', takes: '10s' }),
    run(sh`npx pipewright check`, { name: 'Check that the generated files are current', takes: '8s' }),
    run(sh`npx pipewright budget diff --base HEAD^1`, {
      name: 'Say what the change costs a month',
      if: eq(github.event_name, 'pull_request'),
      doc: 'In the summary of the run: minutes of the quota, by workflow. It fails beyond the limit of the settings.',
      takes: '3s',
    }),
  ],
});

/** A pull request is tried where mistakes show first, on the oldest; what is merged, on the newest too. */
const oldest = '20.19';
const both = [oldest, '24'];
const tried = when(eq(github.event_name, 'pull_request'), JSON.stringify([oldest]), JSON.stringify(both));
const versions = matrix({ node: fromJSON(tried, z.array(z.string())) }, { failFast: false });

const test = job('test', {
  ...common,
  name: text`Test on Node ${versions.node}`,
  doc: 'Runs every test on the oldest Node that the package supports; after a merge, on the newest too.',
  matrix: versions,
  timeoutMinutes: 15,
  troubleshooting: {
    'A property failed, with a seed and a counterexample':
      'Every run uses the same seed: `npx vitest run <file>` fails in the same way. Put the counterexample into a test of its own.',
    'It fails on one Node only': 'Take that version of Node, then run `npm ci && npm test`.',
  },
  steps: [...prepare(versions.node), run(sh`npm test`, { name: 'Test', takes: '6m' })],
});

export default workflow({
  name: 'CI',
  doc: 'The fast checks of every change. Models are tested by inference.yml.',
  on: { push: { branches: ['main'] }, pullRequest: {} },
  jobs: [style, test],
});
