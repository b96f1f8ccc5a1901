/** How long it takes to write workflows, alone and through projen. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { measure, median, type Row, type Run, repeats, root, summarize, toRow } from './measure.ts';

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
    return summarize(runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

export const synthRows = (): Row[] => cases.map((each) => toRow(each.what, run(each), each));

/** How much longer `.projenrc.ts` takes with pipelines than without. */
export function projenRow(): Row {
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
