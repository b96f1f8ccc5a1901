/** Jobs: their defaults, and every form in which their options can be written. */
import { describe, expect, it } from 'vitest';
import { eq, event, github, type JobOptions, job, matrix, run, secret, sh, text, vars } from '../index.ts';
import type { StepsJob } from '../model/index.ts';
import { definition } from './definition.ts';

type Options = Partial<JobOptions<Readonly<Record<never, never>>>>;
const make = (options: Options): StepsJob =>
  job('a', { runsOn: 'ubuntu-24.04', steps: [], ...options })[definition].data as StepsJob;

describe('the time limit', () => {
  const grid = matrix({ os: ['a'] });
  it.each<[string, Options, unknown]>([
    ['30 minutes', {}, 30],
    ['15 minutes on ubuntu-slim, where GitHub allows no more', { runsOn: 'ubuntu-slim' }, 15],
    ['15 minutes on a list of that label only', { runsOn: ['ubuntu-slim'] }, 15],
    ['30 minutes on a label of the matrix', { runsOn: grid.os, matrix: grid }, 30],
    ['as given', { timeoutMinutes: 45 }, 45],
    ['as given on ubuntu-slim', { runsOn: 'ubuntu-slim', timeoutMinutes: 5 }, 5],
  ])('is %s', (_, options, minutes) => {
    expect(make(options).timeoutMinutes).toBe(minutes);
  });
});

describe('an option', () => {
  const health = (more: object) =>
    make({ services: { db: { image: 'postgres', health: { command: 'pg_isready', ...more } } } }).services?.['db'];

  it.each<[string, Options, Partial<StepsJob>]>([
    ['condition that is a literal', { if: true }, { if: 'true' }],
    ['condition', { if: eq(github.ref, "it's") }, { if: "github.ref == 'it''s'" }],
    ['environment by name', { environment: 'production' }, { environment: { name: 'production' } }],
    ['environment by expression', { environment: vars('STAGE') }, { environment: { name: '${{ vars.STAGE }}' } }],
    [
      'environment in full',
      { environment: { name: 'test', url: text`https://${github.ref_name}`, deployment: false } },
      { environment: { name: 'test', url: 'https://${{ github.ref_name }}', deployment: false } },
    ],
    ['container by image', { container: 'node:24' }, { container: { image: 'node:24' } }],
    [
      'container with credentials',
      { container: { image: 'x', credentials: { username: 'me', password: secret('P') } } },
      { container: { image: 'x', credentials: { username: 'me', password: '${{ secrets.P }}' } } },
    ],
    ['service by image', { services: { cache: 'redis:8' } }, { services: { cache: { image: 'redis:8' } } }],
    ['snapshot by name', { snapshot: 'image' }, { snapshot: { imageName: 'image' } }],
    [
      'snapshot with a condition',
      { snapshot: { imageName: 'image', version: '1.*', if: eq(github.ref, 'a') } },
      { snapshot: { imageName: 'image', version: '1.*', if: "github.ref == 'a'" } },
    ],
    ['concurrency by group', { concurrency: 'one' }, { concurrency: { group: 'one' } }],
    ['list of labels', { runsOn: ['self-hosted', 'gpu'] }, { runsOn: ['self-hosted', 'gpu'] }],
    ['group of runners', { runsOn: { group: 'large' } }, { runsOn: { group: 'large' } }],
    [
      'continue-on-error by expression',
      { continueOnError: eq(github.ref, 'a') },
      { continueOnError: "${{ github.ref == 'a' }}" },
    ],
    ['comment', { doc: 'Why.' }, { doc: 'Why.' }],
    [
      'untrusted text in env',
      { env: { T: event('issues').issue.title } },
      { env: { T: '${{ github.event.issue.title }}' } },
    ],
  ])('%s', (_, options, expected) => {
    expect(make(options)).toMatchObject(expected);
  });

  it('health of a service becomes options of docker', () => {
    expect(health({})).toEqual({
      image: 'postgres',
      options: '--health-cmd "pg_isready" --health-interval 10s --health-timeout 5s --health-retries 5',
    });
    expect(health({ command: 'a "b\\c"', interval: '1s', timeout: '2s', retries: 3, startPeriod: '4s' })?.options).toBe(
      '--health-cmd "a \\"b\\\\c\\"" --health-interval 1s --health-timeout 2s --health-retries 3 --health-start-period 4s',
    );
  });

  it('health stands behind options of its own', () => {
    const services = { db: { image: 'x', options: '--cpus 1', health: { command: 'ok' } } };
    expect(make({ services }).services?.['db']?.options).toMatch(/^--cpus 1 --health-cmd "ok"/);
  });

  it('that is not known is kept apart, for the rules to report', () => {
    expect(make({ runson: 'x' } as Options).unknown).toEqual({ runson: 'x' });
  });
});

describe('a condition', () => {
  it('stays bare in the job, its steps and its snapshot', () => {
    const made = make({ steps: [run(sh`a`, { if: eq(github.ref, 'a') })] });
    expect(made.steps[0]).toMatchObject({ if: "github.ref == 'a'" });
  });
});
