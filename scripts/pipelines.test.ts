/**
 * Runs what the steps of the inference workflows run: every script, in the order of its job, with the embedded model
 * behind a hub of its own in the place of the catalog's.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const embedded = join(root, 'fixtures/models/embedded-q8_0.gguf');

interface WorkflowStep {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly WorkflowStep[] }>>;
}
const workflow = (name: string): Workflow =>
  parse(readFileSync(join(root, '.github/workflows', name), 'utf8')) as Workflow;

/** Run by the gate itself, and needs the package registry. */
const installing = 'Install and build';
/** Tested beside the script: there is no Mac here. */
const onMacs = 'Start MLX';

/** What GitHub would put in; a step that reads anything else fails the test. */
const known: Readonly<Record<string, string>> = {
  'matrix.model.id': 'smollm-135m-q4',
  'secrets.GITHUB_TOKEN': '',
  'needs.cpu-inference.result': 'success',
  'needs.mlx-inference.result': 'skipped',
  'needs.quality-validation.result': 'success',
};

const evaluate = (text: string): string =>
  text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const value = known[expression];
    if (value === undefined) throw new Error(`the test does not know ${expression}`);
    return value;
  });

let hub: Server;
let folder: string;
let environment: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pipewright-steps-'));
  for (const name of ['fixtures', 'scripts']) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "steps" }\n');
  for (const file of ['output', 'summary', 'environment']) writeFileSync(join(folder, file), '');
  const model = readFileSync(embedded);
  hub = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': model.length - from,
      'x-repo-commit': '0'.repeat(40),
    });
    response.end(request.method === 'HEAD' ? undefined : model.subarray(from));
  });
  await new Promise<void>((resolve) => {
    hub.listen(0, '127.0.0.1', resolve);
  });
  // npm tells its scripts where it works, and another npm would work there too.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|INIT_CWD|NO_COLOR|FORCE_COLOR|NODE_OPTIONS)/.test(name),
  );
  environment = {
    ...Object.fromEntries(inherited.map(([name, value]) => [name, value ?? ''])),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_ENV: join(folder, 'environment'),
    PIPEWRIGHT_CACHE: join(folder, '.models'),
    PIPEWRIGHT_MIRROR: `http://127.0.0.1:${(hub.address() as AddressInfo).port}`,
  };
});
afterAll(() => {
  hub.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly step: string | undefined;
  readonly code: number | null;
  readonly printed: string;
}

/** Runs a script as GitHub runs it with the shell that our workflows name. */
function runStep({ name, run = '', env = {} }: WorkflowStep): Promise<Ended> {
  const own = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, evaluate(String(value))]));
  return new Promise((resolve) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-euo', 'pipefail', '-c', evaluate(run)], {
      cwd: folder,
      env: { ...environment, ...own },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    child.on('close', (code) => resolve({ step: name, code, printed }));
  });
}

/** The scripts of a job, one after the other. */
async function runJob(file: string, job: string): Promise<Ended[]> {
  const steps = workflow(file).jobs[job]?.steps ?? [];
  const ended: Ended[] = [];
  for (const step of steps) {
    if (step.run === undefined || step.name === installing) continue;
    ended.push(await runStep(step));
  }
  return ended;
}

const codes = (ended: readonly Ended[]): string[] =>
  ended.map(({ step, code, printed }) => (code === 0 ? `${step}: 0` : `${step}: ${code}\n${printed}`));

describe.skipIf(process.platform === 'win32')('the steps of', { timeout: 120_000 }, () => {
  test('cpu-inference, quality-validation and summary pass with a model that is sound', async () => {
    expect(codes(await runJob('inference.yml', 'cpu-inference'))).toEqual([
      'Provide the model: 0',
      'Check the engine: 0',
    ]);
    expect(codes(await runJob('inference.yml', 'quality-validation'))).toEqual([
      'Provide the model: 0',
      'Judge the answers: 0',
    ]);
    expect(codes(await runJob('inference.yml', 'summary'))).toEqual([
      'Sum up the reports: 0',
      'Comment on the pull request: 0',
      'Judge the jobs: 0',
    ]);
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toContain('quality');
    expect(readFileSync(join(folder, 'output'), 'utf8')).toContain('passed');
  });

  test('the model matrix pass, and end in a comparison', async () => {
    const ended = await runJob('model-matrix.yml', 'test-models');
    expect(codes(ended)).toEqual([
      'Provide the model: 0',
      'Run the end-to-end checks: 0',
      'Run the integration checks: 0',
      'Run the contract checks: 0',
      'Ask for commands: 0',
    ]);
    const compared = await runJob('model-matrix.yml', 'compare-models');
    expect(codes(compared)).toEqual(['Compare the models: 0', 'Judge the checks: 0']);
    expect(compared[0]?.printed).toContain('smollm-135m-q4');
  });

  test('a job that failed, or a report with a failed gate, make the summary red', async () => {
    const judge = workflow('inference.yml').jobs['summary']?.steps.find(({ name }) => name === 'Judge the jobs');
    const failed = await runStep({ ...judge, env: { ...judge?.env, NEEDS_MLX_INFERENCE_RESULT: 'failure' } });
    expect([failed.code, failed.printed]).toEqual([1, '::error::a job ended with: failure\n']);
    const red = ['run', 'quality', '--model', 'embedded', '--gate', 'latency-mean=0', '--output', 'reports'];
    expect(await runStep({ run: `npx pipewright ${red.join(' ')}` })).toMatchObject({ code: 1 });
    expect((await runJob('inference.yml', 'summary'))[0]).toMatchObject({ step: 'Sum up the reports', code: 1 });
  });

  test('every job run something here', () => {
    const names = ['inference.yml', 'model-matrix.yml'].flatMap((file) =>
      Object.values(workflow(file).jobs).flatMap(({ steps }) =>
        steps.filter(({ run }) => run !== undefined).map(({ name }) => name),
      ),
    );
    const mlx = workflow('inference.yml').jobs['mlx-inference']?.steps.filter(({ run }) => run !== undefined) ?? [];
    expect(mlx.map(({ name }) => name)).toEqual([installing, onMacs, 'Check the engine', 'Judge the answers']);
    expect(names).toContain(onMacs);
  });
});
