/** Names of checks, as GitHub makes them. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definition } from '../authoring/definition.ts';
import { call, eq, fromJSON, github, type Job, job, matrix, run, sh, text, vars, workflow } from '../index.ts';
import { checksOf } from './check-names.ts';
import type { Paged, Repository } from './page.ts';

const steps = [run(sh`true`)];
const runsOn = 'ubuntu-24.04';
const none: Repository = { documents: new Map(), users: new Map() };
const namesOf = (made: Job, repository = none): string[] =>
  checksOf(made[definition].data, repository).map(({ name, known }) => (known ? name : `${name} ?`));

describe('the checks of a job', () => {
  it('have its name, or its id', () => {
    expect(namesOf(job('build', { runsOn, steps }))).toEqual(['build']);
    expect(namesOf(job('build', { runsOn, steps, name: 'Build it' }))).toEqual(['Build it']);
    expect(namesOf(job('build', { runsOn, steps, name: text`Build ${github.ref}` }))).toEqual(['Build github.ref ?']);
  });

  const grid = matrix({ os: ['linux', 'mac'], node: [20, 20.5] });
  it('have the values of the matrix in brackets', () => {
    expect(namesOf(job('test', { runsOn, steps, matrix: grid }))).toEqual([
      'test (linux, 20)',
      'test (linux, 20.5)',
      'test (mac, 20)',
      'test (mac, 20.5)',
    ]);
  });

  it('have them where the name says', () => {
    const one = matrix({ model: [{ id: 'small', mb: 82 }] });
    expect(namesOf(job('test', { runsOn, steps, matrix: one, name: text`Test ${one.model.id}` }))).toEqual([
      'Test small',
    ]);
    expect(namesOf(job('test', { runsOn, steps, matrix: one, name: 'Test' }))).toEqual(['Test (small, 82)']);
    expect(namesOf(job('test', { runsOn, steps, matrix: one, name: text`On ${github.ref} ${one.model.id}` }))).toEqual([
      'On github.ref small ?',
    ]);
  });

  it('leave out what include adds to an entry, and have all of an entry that it adds', () => {
    const more = matrix(
      { os: ['linux', 'mac'] },
      {
        include: [
          { os: 'linux', gpu: true },
          { os: 'windows', gpu: false },
        ],
        exclude: [{ os: 'mac' }],
      },
    );
    expect(namesOf(job('test', { runsOn, steps, matrix: more }))).toEqual(['test (linux)', 'test (windows, false)']);
  });

  it('are unknown where the run decides', () => {
    const open = matrix({ model: fromJSON(vars('MODELS'), z.array(z.string())) });
    expect(namesOf(job('test', { runsOn, steps, matrix: open }))).toEqual(['test ?']);
    expect(namesOf(job('test', { runsOn, steps, matrix: open, name: text`Test ${open.model}` }))).toEqual([
      'Test matrix.model ?',
    ]);
  });

  it('are cut at a hundred characters', () => {
    const [name = ''] = namesOf(job('test', { runsOn, steps, name: 'x'.repeat(101) }));
    expect([name.length, name.slice(-4)]).toEqual([100, 'x...']);
  });
});

describe('the checks of a call', () => {
  const inner = workflow({
    name: 'Inner',
    on: { workflowCall: {} },
    jobs: [job('a', { runsOn, steps }), job('b', { runsOn, steps, matrix: matrix({ n: [1, 2] }) })],
  });
  const path = '.github/workflows/inner.yml';
  const paged: Paged = {
    path,
    pipeline: 'pipelines/inner.ts',
    page: 'inner.md',
    text: '',
    document: inner[definition],
  };
  const repository: Repository = { documents: new Map([[path, paged]]), users: new Map() };

  it('have the names of both', () => {
    const grid = matrix({ os: ['linux'] });
    expect(namesOf(call('outer', `./${path}`, { matrix: grid }), repository)).toEqual([
      'outer (linux) / a',
      'outer (linux) / b (1)',
      'outer (linux) / b (2)',
    ]);
  });

  it('are unknown where the workflow is another repository’s', () => {
    expect(namesOf(call('outer', 'acme/ci/.github/workflows/x.yml@v1'), repository)).toEqual(['outer / … ?']);
  });

  it('end where workflows call each other in a circle', () => {
    const circle = workflow({
      name: 'C',
      on: { workflowCall: {} },
      jobs: [call('again', './.github/workflows/c.yml')],
    });
    const itself: Paged = { ...paged, path: '.github/workflows/c.yml', document: circle[definition] };
    const found = namesOf(call('outer', './.github/workflows/c.yml'), {
      documents: new Map([[itself.path, itself]]),
      users: new Map(),
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^outer \/ again \/ .*… \?$/);
  });
});

it('a job that may be skipped has no checks of its matrix, nor of what it calls', () => {
  const condition = eq(github.ref, 'refs/heads/main');
  const absent = (made: Job): boolean[] =>
    checksOf(made[definition].data, none).map((check) => check.absentWhenSkipped);
  expect(absent(job('a', { runsOn, steps, if: condition }))).toEqual([false]);
  expect(absent(job('a', { runsOn, steps, if: condition, matrix: matrix({ n: [1] }) }))).toEqual([true]);
  expect(absent(call('a', './x.yml', { if: condition }))).toEqual([true]);
});
