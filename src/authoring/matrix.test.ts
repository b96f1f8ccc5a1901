/** Matrices: axes as values, what only some entries have, and those known only when the workflow runs. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dynamicMatrix, type Expr, eq, fromJSON, github, job, matrix, run, sh, vars } from '../index.ts';
import { definition } from './definition.ts';
import type { AnyMatrix } from './matrix.ts';

const strategyOf = (grid: AnyMatrix) => job('a', { runsOn: 'x', matrix: grid, steps: [] })[definition].data.strategy;
const nameOf = (value: Expr<unknown, 'matrix'>) =>
  job('a', { runsOn: 'x', name: value as Expr<string, 'matrix'>, steps: [] })[definition].data.name;

describe('matrix()', () => {
  const grid = matrix(
    { os: ['ubuntu-24.04', 'macos-15'], model: [{ id: 'a', mb: 82 }] },
    {
      include: [{ os: 'macos-15', gpu: true }, { extra: { 'deep-key': 'x' } }],
      exclude: [{ os: 'macos-15', model: { id: 'a' } }],
      failFast: false,
      maxParallel: 2,
    },
  );

  it('is rendered as it was written', () => {
    expect(strategyOf(grid)).toMatchObject({
      failFast: false,
      maxParallel: 2,
      matrix: {
        axes: { os: ['ubuntu-24.04', 'macos-15'], model: [{ id: 'a', mb: 82 }] },
        include: [{ os: 'macos-15', gpu: true }, { extra: { 'deep-key': 'x' } }],
        exclude: [{ os: 'macos-15', model: { id: 'a' } }],
      },
    });
  });

  it.each([
    [grid.os, '${{ matrix.os }}'],
    [grid.model.mb, '${{ matrix.model.mb }}'],
    [grid.gpu, '${{ matrix.gpu }}'],
    [grid.extra['deep-key'], '${{ matrix.extra.deep-key }}'],
  ])('gives its keys as values: %#', (value, expected) => {
    expect(nameOf(value)).toBe(expected);
  });

  it('takes expressions for an axis, a value and its settings', () => {
    const dynamic = matrix(
      { model: fromJSON(vars('MODELS'), z.array(z.string())), ref: [github.ref_name, 'main'] },
      {
        failFast: eq(github.ref, 'a'),
        maxParallel: fromJSON(vars('N'), z.number()),
        include: fromJSON(vars('I'), z.array(z.unknown())),
      },
    );
    expect(strategyOf(dynamic)).toMatchObject({
      failFast: "${{ github.ref == 'a' }}",
      maxParallel: '${{ fromJSON(vars.N) }}',
      matrix: {
        axes: { model: '${{ fromJSON(vars.MODELS) }}', ref: ['${{ github.ref_name }}', 'main'] },
        include: '${{ fromJSON(vars.I) }}',
      },
    });
  });

  it('leaves out what it was not given', () => {
    expect(Object.keys(strategyOf(matrix({ os: ['a'] })) ?? {})).toEqual(['matrix']);
    expect(Object.keys(strategyOf(matrix({ os: ['a'] }))?.matrix ?? {})).toEqual(['kind', 'source', 'axes']);
  });

  it('keeps unknown settings apart', () => {
    expect(strategyOf(matrix({ os: ['a'] }, { failfast: false } as object))?.matrix?.unknown).toEqual({
      failfast: false,
    });
  });

  it('is the same value in several jobs', () => {
    expect(strategyOf(grid)).toEqual(strategyOf(grid));
  });
});

describe('dynamicMatrix()', () => {
  it('is an expression that yields everything', () => {
    const schema = z.object({ include: z.array(z.object({ model: z.string(), size: z.object({ mb: z.number() }) })) });
    const grid = dynamicMatrix(fromJSON(vars('GRID'), schema), { maxParallel: 4 });
    expect(strategyOf(grid)).toMatchObject({ maxParallel: 4, matrix: { axes: '${{ fromJSON(vars.GRID) }}' } });
    const { data } = job('a', { runsOn: 'x', matrix: grid, steps: [run(sh`echo ${grid.model} ${grid.size.mb}`)] })[
      definition
    ];
    expect(data.kind === 'job' && data.steps[0]).toMatchObject({
      env: { MATRIX_MODEL: '${{ matrix.model }}', MATRIX_SIZE_MB: '${{ matrix.size.mb }}' },
    });
  });
});
