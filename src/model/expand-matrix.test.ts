/** The examples of GitHub's documentation, and what is known without expanding. */
import { describe, expect, it } from 'vitest';
import { countMatrix, expandCombinations, expandMatrix, matches } from './expand-matrix.ts';
import type { Matrix } from './workflow.ts';

const matrix = (axes: Matrix['axes'], rest: Pick<Matrix, 'include' | 'exclude'> = {}): Matrix => ({
  kind: 'matrix',
  axes,
  ...rest,
});

// https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
describe('expandMatrix', () => {
  it('makes every combination, the last axis turning fastest', () => {
    expect(expandMatrix(matrix({ version: [10, 12], os: ['ubuntu-latest', 'windows-latest'] }))).toEqual([
      { version: 10, os: 'ubuntu-latest' },
      { version: 10, os: 'windows-latest' },
      { version: 12, os: 'ubuntu-latest' },
      { version: 12, os: 'windows-latest' },
    ]);
  });

  it('adds to what it leaves as it is, and never overwrites an axis', () => {
    const include = [
      { color: 'green' },
      { color: 'pink', animal: 'cat' },
      { fruit: 'apple', shape: 'circle' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ];
    expect(expandMatrix(matrix({ fruit: ['apple', 'pear'], animal: ['cat', 'dog'] }, { include }))).toEqual([
      { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
      { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
      { fruit: 'pear', animal: 'cat', color: 'pink' },
      { fruit: 'pear', animal: 'dog', color: 'green' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ]);
  });

  it('expands a combination with an entry that names it', () => {
    const include = [{ os: 'windows-latest', node: 16, npm: 6 }];
    expect(expandMatrix(matrix({ os: ['windows-latest', 'ubuntu-latest'], node: [14, 16] }, { include }))).toEqual([
      { os: 'windows-latest', node: 14 },
      { os: 'windows-latest', node: 16, npm: 6 },
      { os: 'ubuntu-latest', node: 14 },
      { os: 'ubuntu-latest', node: 16 },
    ]);
  });

  it('adds a combination with an entry that names none', () => {
    const include = [{ os: 'windows-latest', version: 17 }];
    expect(
      expandMatrix(matrix({ os: ['macos-latest', 'windows-latest'], version: [12, 14] }, { include })),
    ).toHaveLength(5);
  });

  it('makes one job of each entry where there are no axes', () => {
    const include = [
      { site: 'production', datacenter: 'site-a' },
      { site: 'staging', datacenter: 'site-b' },
    ];
    expect(expandMatrix(matrix({}, { include }))).toEqual(include);
  });

  it('leaves out what matches an entry in part', () => {
    const axes = {
      os: ['macos-latest', 'windows-latest'],
      version: [12, 14, 16],
      environment: ['staging', 'production'],
    };
    const exclude = [
      { os: 'macos-latest', version: 12, environment: 'production' },
      { os: 'windows-latest', version: 16 },
    ];
    const left = expandMatrix(matrix(axes, { exclude })) ?? [];
    expect(left).toHaveLength(9);
    expect(left).not.toContainEqual({ os: 'macos-latest', version: 12, environment: 'production' });
    expect(left).toContainEqual({ os: 'macos-latest', version: 12, environment: 'staging' });
    expect(left.some(({ os, version }) => os === 'windows-latest' && version === 16)).toBe(false);
  });

  it('excludes before it includes', () => {
    const rest = { exclude: [{ os: 'a' }], include: [{ os: 'a', extra: true }] };
    expect(expandMatrix(matrix({ os: ['a', 'b'] }, rest))).toEqual([{ os: 'b' }, { os: 'a', extra: true }]);
  });

  it('keeps the value of the axis that an entry names in another way', () => {
    const include = [{ os: 'UBUNTU', node: '20', extra: true }];
    expect(expandMatrix(matrix({ os: ['ubuntu'], node: [20] }, { include }))).toEqual([
      { os: 'ubuntu', node: 20, extra: true },
    ]);
  });

  it.each([
    matrix('${{ fromJSON(needs.plan.outputs.matrix) }}'),
    matrix({ os: '${{ fromJSON(vars.SYSTEMS) }}' }),
    matrix({ os: ['a'] }, { include: '${{ fromJSON(vars.MORE) }}' }),
    matrix({ os: ['a'] }, { exclude: '${{ fromJSON(vars.LESS) }}' }),
    matrix(null as never),
    matrix({ os: null as never }),
    matrix({ os: ['a'] }, { include: [null as never] }),
  ])('does not know what an expression decides, nor what is no matrix: %j', (unknown) => {
    expect(expandMatrix(unknown)).toBeUndefined();
    expect(countMatrix(unknown)).toBeUndefined();
  });
});

// Source: https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs
describe('expandCombinations', () => {
  it('names a job by its axes, and one of its own by all it has, axes first', () => {
    const include = [
      { os: 'a', more: 1 },
      { more: 2, os: 'b' },
    ];
    expect(expandCombinations(matrix({ os: ['a'] }, { include }))?.map(({ named }) => Object.entries(named))).toEqual([
      [['os', 'a']],
      [
        ['os', 'b'],
        ['more', 2],
      ],
    ]);
  });
});

describe('countMatrix', () => {
  it('counts what is left', () => {
    expect(
      countMatrix(matrix({ os: ['a', 'b'], node: [1, 2] }, { exclude: [{ os: 'a' }], include: [{ os: 'c' }] })),
    ).toBe(3);
    expect(countMatrix(matrix({ os: [] }))).toBe(0);
  });

  it('does not expand a matrix beyond all bounds', () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => index);
    expect(countMatrix(matrix({ a: numbers, b: numbers, c: numbers }))).toBe(1e9);
  });
});

describe('matches', () => {
  it('compares objects by the keys of the pattern, scalars by their text', () => {
    expect(matches({ id: 'a', size: 1 }, { id: 'a' })).toBe(true);
    expect(matches({ id: 'a' }, { id: 'a', size: 1 })).toBe(false);
    expect(matches(20, '20')).toBe(true);
    expect(matches([1, 2], [1, 2])).toBe(true);
    expect(matches('Linux', 'linux')).toBe(true);
    expect(matches('a', 'b')).toBe(false);
    expect(matches({ id: { id: 1 } }, { id: { id: 2 } })).toBe(false);
  });
});
