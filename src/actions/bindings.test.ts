/** What the generated bindings render, beside what the metadata says of them. */
import { describe, expect, it, vi } from 'vitest';
import * as bindings from '../../generated/actions/index.ts';
import { definition } from '../authoring/definition.ts';
import { job, type Step, workflow } from '../index.ts';
import { bindingName } from './binding-name.ts';
import { builtinActions } from './builtin.ts';

// Bindings import this package by its name, which is no installed package here.
vi.mock('pipewright', async () => vi.importActual('../index.ts'));

const { cache, checkout, setupNode } = bindings;

function rendered(step: Step): unknown {
  const only = job('only', { runsOn: 'ubuntu-24.04', steps: [step] });
  const { jobs } = workflow({ name: 'Bindings', on: { push: {} }, jobs: [only] })[definition] as never as {
    readonly jobs: readonly { readonly steps: readonly object[] }[];
  };
  return jobs[0]?.steps[0];
}

describe('checkout', () => {
  it('keeps no credentials and is pinned, with the tag for the comment', () => {
    expect(rendered(checkout())).toMatchObject({
      uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
      tag: 'v7.0.1',
      with: { 'persist-credentials': false },
    });
  });

  it('keeps credentials when told to', () => {
    const step = rendered(checkout({ 'persist-credentials': true }));
    expect(step).toHaveProperty('with', { 'persist-credentials': true });
  });

  it('keeps none where the input is there but undefined', () => {
    const inputs = { 'persist-credentials': undefined, 'fetch-depth': 0 } as never;
    expect(rendered(checkout(inputs))).toHaveProperty('with', { 'persist-credentials': false, 'fetch-depth': 0 });
  });

  it('takes the options of any step', () => {
    expect(rendered(checkout({}, { id: 'source', name: 'Source' }))).toMatchObject({ id: 'source', name: 'Source' });
  });
});

it('writes only the inputs that are given', () => {
  const inputs = { path: 'models', key: 'models-1' };
  expect(rendered(cache(inputs))).toHaveProperty('with', inputs);
  expect(rendered(setupNode())).not.toHaveProperty('with');
});

it('gives an id to a step whose output is read', () => {
  const node = setupNode({ 'node-version': '24' });
  const outputs = { version: node.outputs['node-version'] };
  const built = job('build', { runsOn: 'ubuntu-24.04', steps: [node], outputs });
  const text = JSON.stringify(workflow({ name: 'Outputs', on: { push: {} }, jobs: [built] })[definition]);
  expect(text).toContain('steps.setup-node.outputs.node-version');
});

it.each(builtinActions)('exports a function for $uses', ({ uses, sha, tag, inputs }) => {
  const binding = (bindings as Readonly<Record<string, unknown>>)[bindingName(uses)] as (given: object) => Step;
  const given = Object.fromEntries(Object.keys(inputs).map((name) => [name, `a ${name}`]));
  expect(rendered(binding(given))).toMatchObject({ uses: `${uses}@${sha}`, tag, with: given });
});

it('has a name of its own for each action', () => {
  const names = builtinActions.map(({ uses }) => bindingName(uses));
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(bindings).sort()).toEqual(names.sort());
});
