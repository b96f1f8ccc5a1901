/**
 * Measures what the project promises, as whole cold processes of the built command line, and prints a table.
 *
 * Run by `npm run build && npm run bench`; `npm run bench -- 5` repeats each measurement five times.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
}

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly allowed: string;
  readonly holds: boolean;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const commandLine = join(root, 'dist/cli/main.js');
const repeats = Number(process.argv[2] ?? 7);

/** A pipeline like those people have: install, test on a matrix, publish a report. */
function pipeline(index: number, jobs: number): string {
  const list = Array.from({ length: jobs }, (_, job) => {
    const needs = job === 0 ? '' : `needs: [job${job - 1}], `;
    return `const grid${job} = matrix({ node: [20, 22, 24] });
const step${job} = run(sh\`\${writeOutput('version', 'v${job}')}\`, { outputs: ['version'] });
const job${job} = job('job-${job}', {
  ${needs}matrix: grid${job}, runsOn: 'ubuntu-24.04', permissions: { contents: 'read' }, outputs: { version: step${job}.outputs.version },
  steps: [checkout(), step${job}, run(sh\`npm test -- --node \${grid${job}.node} --title "\${github.head_ref}"\`, { name: 'Test ${job}' })],
});`;
  });
  const names = Array.from({ length: jobs }, (_, job) => `job${job}`).join(', ');
  return `import { github, job, matrix, run, sh, workflow, writeOutput } from 'pipewright';
import { checkout } from '../generated/actions/index.ts';
${list.join('\n')}
export default workflow({ name: 'Workflow ${index}', on: { push: { branches: ['main'] }, pullRequest: {} }, jobs: [${names}] });
`;
}

/** A repository with that many workflows; TypeScript and this package are as if installed there. */
function repository(workflows: number, jobs: number, typescript = false): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  mkdirSync(join(folder, 'pipelines'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/pipewright'));
  if (typescript) symlinkSync(join(root, 'node_modules/typescript'), join(folder, 'node_modules/typescript'));
  cpSync(join(root, 'generated/actions'), join(folder, 'generated/actions'), { recursive: true });
  cpSync(join(root, 'generated/actions.lock.json'), join(folder, 'generated/actions.lock.json'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "bench", "type": "module" }\n');
  for (let index = 0; index < workflows; index++) {
    writeFileSync(join(folder, 'pipelines', `p${String(index).padStart(4, '0')}.ts`), pipeline(index, jobs));
  }
  return folder;
}

/** Runs the command line once and measures the whole process. */
function measure(folder: string, args: readonly string[], expected = 0): Run {
  const report = join(folder, 'peak.txt');
  const hook = join(folder, 'peak.cjs');
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)));`,
  );
  const start = performance.now();
  const result = spawnSync(process.execPath, ['--require', hook, commandLine, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  const milliseconds = performance.now() - start;
  if (result.status !== expected) throw new Error(`${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
  return { milliseconds, megabytes: Number(readFileSync(report, 'utf8')) / 1024 };
}

interface Case {
  readonly what: string;
  readonly workflows: number;
  readonly jobs: number;
  readonly typescript?: boolean;
  /** Measures again with the results of the type-check remembered. */
  readonly warm?: boolean;
  readonly milliseconds?: number;
  readonly megabytes?: number;
  readonly times?: number;
}

/** The median of several runs, each on a repository whose workflows are not written yet. */
function run({ workflows, jobs, typescript = false, warm = false, times = repeats }: Case): Run {
  const folder = repository(workflows, jobs, typescript);
  try {
    if (warm) measure(folder, ['synth']);
    const runs = Array.from({ length: times }, () => {
      rmSync(join(folder, '.github'), { recursive: true, force: true });
      rmSync(join(folder, 'generated/pipelines'), { recursive: true, force: true });
      rmSync(join(folder, 'generated/manifest.json'), { force: true });
      if (!warm) rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true });
      return measure(folder, ['synth']);
    });
    return {
      milliseconds: median(runs.map((each) => each.milliseconds)),
      megabytes: Math.max(...runs.map((each) => each.megabytes)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const cases: readonly Case[] = [
  { what: 'synth, 1 workflow', workflows: 1, jobs: 1, milliseconds: 300 },
  { what: 'synth, 51 workflows', workflows: 51, jobs: 1, milliseconds: 500 },
  {
    what: 'synth, 1 workflow, types remembered',
    workflows: 1,
    jobs: 1,
    typescript: true,
    warm: true,
    milliseconds: 300,
  },
  {
    what: 'synth, 51 workflows, types remembered',
    workflows: 51,
    jobs: 1,
    typescript: true,
    warm: true,
    milliseconds: 500,
  },
  { what: 'synth, 1 workflow, types checked', workflows: 1, jobs: 1, typescript: true, milliseconds: 300 },
  { what: 'synth, 51 workflows, types checked', workflows: 51, jobs: 1, typescript: true, milliseconds: 500 },
  { what: 'synth, 51 workflows of 3 jobs', workflows: 51, jobs: 3 },
  { what: 'synth, 250 workflows of 20 jobs', workflows: 250, jobs: 20, times: 1 },
  { what: 'synth, 500 workflows of 20 jobs', workflows: 500, jobs: 20, times: 1 },
  { what: 'synth, 1,000 workflows of 20 jobs', workflows: 1000, jobs: 20, megabytes: 1024, times: 1 },
];

function timeRow(each: Case): Row {
  const result = run(each);
  const limits = [
    each.milliseconds === undefined ? undefined : `${each.milliseconds} ms`,
    each.megabytes === undefined ? undefined : `${each.megabytes} MB`,
  ];
  return {
    what: each.what,
    measured: `${Math.round(result.milliseconds)} ms, ${Math.round(result.megabytes)} MB`,
    allowed: limits.filter(Boolean).join(', ') || '-',
    holds:
      result.milliseconds <= (each.milliseconds ?? Number.POSITIVE_INFINITY) &&
      result.megabytes <= (each.megabytes ?? Number.POSITIVE_INFINITY),
  };
}

/** How much longer `.projenrc.ts` takes with pipelines than without. */
function projenRow(): Row {
  const folder = repository(3, 3, true);
  try {
    for (const name of ['projen', 'constructs']) {
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
    const project = `import { Project } from 'projen';\nconst project = new Project({ name: 'bench' });\n`;
    const component = `import { Pipelines } from 'pipewright/projen';\n${project}await Pipelines.load(project);\n`;
    const time = (text: string): number => {
      writeFileSync(join(folder, '.projenrc.ts'), `${text}project.synth();\n`);
      const start = performance.now();
      execFileSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), '.projenrc.ts'], { cwd: folder });
      return performance.now() - start;
    };
    const milliseconds = Math.round(median(Array.from({ length: repeats }, () => time(component) - time(project))));
    const holds = milliseconds <= 2000;
    return { what: 'projen, beyond its own time', measured: `${milliseconds} ms`, allowed: '2000 ms', holds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Workflows as people write them: half a kilobyte to three, every fourth with a mistake. */
function handWritten(index: number): string {
  const steps = Array.from(
    { length: 3 + (index % 12) },
    (_, step) => `      - name: Step ${step}
        run: |
          echo "part ${index}.${step}"
          npm run task-${step} -- --name "$NAME" 2>&1 | grep -v warning || exit 1
        env:
          NAME: \${{ matrix.name }}-\${{ github.run_number }}
          MAIN: \${{ github.ref == 'refs/heads/main' && github.event_name != 'schedule' }}
`,
  );
  return `name: Workflow ${index}
on:
  push:
    branches: [main, 'releases/**']
  pull_request:
    paths: ['src/**', '!docs/**']
  schedule:
    - cron: '${index % 60} 3 * * *'
permissions:
  contents: read
jobs:
  build:
    runs-on: \${{ matrix.os }}
    timeout-minutes: 20
    strategy:
      matrix:
        os: [ubuntu-24.04, windows-2025, macos-15]
        name: [one, two]
    steps:
      - uses: actions/checkout@v4
${steps.join('')}  report:
    needs: ${index % 4 === 0 ? 'biuld' : 'build'}
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - run: echo "\${{ needs.build.result }}"
`;
}

/** A repository of workflows that were written by hand. */
function lintRow(what: string, texts: readonly string[], allowed: { milliseconds?: number; megabytes?: number }): Row {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  try {
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, `.github/workflows/w${index}.yml`), text);
    const runs = Array.from({ length: repeats }, () => measure(folder, ['lint'], 1));
    const milliseconds = Math.round(median(runs.map((each) => each.milliseconds)));
    const megabytes = Math.round(Math.max(...runs.map((each) => each.megabytes)));
    const limits = [
      allowed.milliseconds && `${allowed.milliseconds} ms`,
      allowed.megabytes && `${allowed.megabytes} MB`,
    ];
    const holds =
      milliseconds <= (allowed.milliseconds ?? Number.POSITIVE_INFINITY) &&
      megabytes <= (allowed.megabytes ?? Number.POSITIVE_INFINITY);
    return {
      what,
      measured: `${milliseconds} ms, ${megabytes} MB`,
      allowed: limits.filter(Boolean).join(', ') || '-',
      holds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lintRows(): Row[] {
  const many = Array.from({ length: 200 }, (_, index) => handWritten(index));
  const large = (megabytes: number): string => {
    const [head = '', tail = ''] = handWritten(0).split(/(?<=steps:\n)/);
    const step = tail.split(/(?= {6}- name)/)[1] ?? '';
    return head + step.repeat(Math.ceil((megabytes * 1e6) / step.length));
  };
  return [
    lintRow('lint, 1 file', many.slice(0, 1), {}),
    lintRow('lint, 200 files', many, { milliseconds: 2000 }),
    lintRow('lint, a file of 0.47 MB', [large(0.47)], { megabytes: 1024 }),
    lintRow('lint, a file of 1.9 MB', [large(1.9)], { megabytes: 1024 }),
    lintRow('lint, a file of 10 MB', [large(10)], { megabytes: 1024 }),
  ];
}

/** What is downloaded: the package as it is packed, and an install of it with all that it needs. */
function weightRows(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  try {
    const npm = (cwd: string, ...args: readonly string[]): string =>
      execFileSync('npm', args, { cwd, encoding: 'utf8' });
    const packed = JSON.parse(npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)) as unknown;
    const [{ filename, size }] = Object.values(packed as object) as [{ filename: string; size: number }];
    writeFileSync(join(folder, 'package.json'), '{ "name": "bench" }\n');
    npm(folder, 'install', '--no-audit', '--no-fund', join(folder, filename));
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
    const installed = folderSize(join(folder, 'node_modules'));
    return [
      { what: 'the packed package', measured: megabytes(size), allowed: '4 MB', holds: size <= 4e6 },
      { what: 'a new install', measured: megabytes(installed), allowed: '80 MB', holds: installed <= 80e6 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function folderSize(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((each) => each.isFile())
    .reduce((sum, each) => sum + statSync(join(each.parentPath, each.name)).size, 0);
}

if (!existsSync(commandLine)) throw new Error('dist/ is missing: run `npm run build` first');
const measurements: readonly (readonly [string, () => readonly Row[]])[] = [
  ...cases.map((each) => [each.what, () => [timeRow(each)]] as const),
  ['projen', () => [projenRow()]],
  ['lint', lintRows],
  ['weights', weightRows],
];
const rows = measurements.flatMap(([what, measureRows]) => {
  process.stderr.write(`${what} …\n`);
  return measureRows();
});
const width = Math.max(...rows.map(({ what }) => what.length));
process.stdout.write(
  `| ${'what'.padEnd(width)} | measured | allowed | holds |\n|${'-'.repeat(width + 2)}|---|---|---|\n`,
);
for (const { what, measured, allowed, holds } of rows) {
  process.stdout.write(`| ${what.padEnd(width)} | ${measured} | ${allowed} | ${holds ? 'yes' : 'NO'} |\n`);
}
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
