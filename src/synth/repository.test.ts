/** What a workflow can call by path, from the disk and from what is about to be written. */
import { describe, expect, it } from 'vitest';
import { temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import type { Workflow } from '../model/index.ts';
import { repositoryAt } from './repository.ts';

const called = 'name: Called\non:\n  workflow_call:\n    inputs:\n      stage: { type: string }\njobs: {}\n';
const { root } = temporaryProject({
  '.github/workflows/called.yml': called,
  '.github/workflows/unnamed.yaml': 'on: push\njobs: {}\n',
  '.github/workflows/replaced.yml': 'name: Old\non: push\njobs: {}\n',
  'actions/composite/action.yml':
    'name: A\ndescription: A\ninputs:\n  one: { required: true }\n  two: { default: 2 }\noutputs:\n  path: { value: x }\nruns: { using: composite, steps: [] }\n',
  'actions/node/action.yaml': 'name: B\ndescription: B\nruns: { using: node24, main: x.js }\n',
});
const written: Workflow = { kind: 'workflow', name: 'New', on: [], jobs: [] };
const repository = repositoryAt(root, new Map([['.github/workflows/replaced.yml', written]]));

describe('a repository', () => {
  it.each(['./.github/workflows/called.yml', '$/.github/workflows/called.yml'])('has the workflow %s', (path) => {
    expect(repository.workflow(path)?.on[0]?.inputs).toMatchObject({ stage: { type: 'string' } });
  });

  it('has what is about to be written instead of the file', () => {
    expect(repository.workflow('./.github/workflows/replaced.yml')).toBe(written);
  });

  it.each(['./.github/workflows/none.yml', './../x.yml', 'octo/repo/.github/workflows/x.yml@v1', '/etc/passwd'])(
    'does not know %s',
    (path) => {
      expect(repository.workflow(path)).toBeUndefined();
    },
  );

  it.each([
    ['./.github/workflows/none.yml', true],
    ['./.github/workflows/called.yml', false],
    ['./.github/workflows/replaced.yml', false],
    ['octo/repo/.github/workflows/x.yml@v1', false],
  ])('says of %s whether it is missing: %s', (path, isMissing) => {
    expect(repository.lacksWorkflow(path)).toBe(isMissing);
  });

  it('knows the inputs and outputs of actions', () => {
    expect(repository.action('./actions/composite')).toEqual({
      inputs: { one: { required: true }, two: { required: false, default: '2' } },
      outputs: ['path'],
    });
    // What is not composite may set outputs that it does not declare.
    expect(repository.action('$/actions/node/')).toEqual({ inputs: {}, outputs: undefined });
    expect(repository.action('./actions/none')).toBeUndefined();
  });

  it('names its workflows, by their files where they have no name', () => {
    expect(repository.workflowNames()).toEqual(['Called', 'New', '.github/workflows/unnamed.yaml']);
  });
});
