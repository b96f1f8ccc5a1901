/** How long a month takes to simulate, and how that grows with the workflows and with the events. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, type Row, repeats, root, summarize, toRow } from './measure.ts';

interface Repository {
  readonly workflows: number;
  /** Pushes to the default branch and to pull requests: those that workflows listen to. */
  readonly eventsPerDay: number;
  /** Whether an event starts all workflows, or only that of the package which it changes. */
  readonly starts: 'all' | 'one';
  /** Whether a newer run of a workflow cancels the one before it, or waits for it. */
  readonly grouped?: boolean;
}

/** A workflow like those that packages of a large repository have: a check, then tests on a matrix, then a build. */
function workflowText(index: number, { starts, grouped = true }: Repository): string {
  const paths = starts === 'one' ? `\n    paths: ['packages/p${index}/**']` : '';
  const concurrency = `concurrency:
  group: package-${index}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}
`;
  return `name: Package ${index}
on:
  push:
    branches: [main]${paths}
  pull_request:
    branches: [main]${paths}
permissions:
  contents: read
${grouped ? concurrency : ''}jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with: { node-version: 22, cache: npm }
      - run: npm run check --workspace packages/p${index}
  test:
    needs: check
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    strategy:
      matrix:
        node: [20, 22, 24]
    steps:
      - uses: actions/checkout@v5
      - uses: actions/cache@v4
        with:
          path: ~/.npm
          key: npm-\${{ runner.os }}-\${{ matrix.node }}-\${{ hashFiles('package-lock.json') }}
          restore-keys: npm-\${{ runner.os }}-\${{ matrix.node }}-
      - run: npm test --workspace packages/p${index}
  build:
    needs: test
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v5
      - run: npm run build --workspace packages/p${index}
      - uses: actions/upload-artifact@v4
        with: { name: p${index}, path: packages/p${index}/dist, retention-days: 7 }
`;
}

/** Four of ten events are pushes; the others are pull requests, each opened and pushed to twice more. */
function trafficOf({ workflows, eventsPerDay, starts }: Repository): object {
  const packages = starts === 'all' ? [0] : Array.from({ length: workflows }, (_, index) => index);
  const perDay = eventsPerDay / packages.length;
  const each = packages.map((index) => ({ changed: [`packages/p${index}/src/index.ts`] }));
  return {
    pushes: each.map((changes) => ({ perDay: perDay * 0.4, ...changes })),
    pullRequests: each.map((changes) => ({ perDay: perDay * 0.2, synchronizations: 2, ...changes })),
  };
}

/** The median time and the highest memory of whole processes in such a repository. */
function run(repository: Repository, args: readonly string[], times: number): ReturnType<typeof summarize> {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  try {
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    for (let index = 0; index < repository.workflows; index++) {
      writeFileSync(join(folder, `.github/workflows/p${index}.yml`), workflowText(index, repository));
    }
    const settings = JSON.stringify({ traffic: trafficOf(repository) });
    writeFileSync(join(folder, 'pipewright.config.ts'), `export default ${settings};\n`);
    return summarize(Array.from({ length: times }, () => measure(folder, args)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Case extends Repository {
  readonly milliseconds?: number;
  readonly megabytes?: number;
}

const promised = { milliseconds: 10_000, megabytes: 1024 };

const cases: readonly Case[] = [
  { workflows: 100, eventsPerDay: 1000, starts: 'one', ...promised },
  { workflows: 100, eventsPerDay: 1000, starts: 'all', ...promised },
  { workflows: 100, eventsPerDay: 1000, starts: 'all', grouped: false, ...promised },
  ...[10, 50, 200].map((workflows): Case => ({ workflows, eventsPerDay: 1000, starts: 'all' })),
  ...[100, 5000].map((eventsPerDay): Case => ({ workflows: 100, eventsPerDay, starts: 'all' })),
  ...[10, 50, 200].map((workflows): Case => ({ workflows, eventsPerDay: 1000, starts: 'one' })),
  ...[100, 5000].map((eventsPerDay): Case => ({ workflows: 100, eventsPerDay, starts: 'one' })),
];

function nameOf({ workflows, eventsPerDay, starts, grouped = true }: Case): string {
  const events = `${eventsPerDay.toLocaleString('en-US')} events a day`;
  return `budget, ${workflows} workflows, ${events} start ${starts}${grouped ? '' : ', no groups'}`;
}

/** A month of this repository, from the folder of another: nothing is written into this one. */
function ownMonth(): Row {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  try {
    const args = ['budget', '--trials', '1000', '-C', root];
    const runs = Array.from({ length: repeats }, () => measure(folder, args));
    return toRow('budget, this repository, 1,000 trials', summarize(runs), { milliseconds: 1000 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function budgetRows(): Row[] {
  const month = ['budget', '--month', '2026-06', '--trials', '100'];
  const plan = ['plan', '--event', 'pull_request', '--changed', 'packages/p1/src/index.ts'];
  const planned: Repository = { workflows: 100, eventsPerDay: 1000, starts: 'all' };
  return [
    ownMonth(),
    // What nothing is promised of only shows how time grows: once is enough.
    ...cases.map((each) => toRow(nameOf(each), run(each, month, each.milliseconds === undefined ? 1 : repeats), each)),
    toRow('plan of 100 workflows', run(planned, plan, repeats), {}),
  ];
}
