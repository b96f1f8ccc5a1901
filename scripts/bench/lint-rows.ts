/** How long it takes to look for mistakes in hand-written workflows. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, type Row, type Run, repeats, summarize, toRow } from './measure.ts';

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
function lintRow(what: string, texts: readonly string[], allowed: Partial<Run>): Row {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  try {
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, `.github/workflows/w${index}.yml`), text);
    const runs = Array.from({ length: repeats }, () => measure(folder, ['lint'], 1));
    return toRow(what, summarize(runs), allowed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function lintRows(): Row[] {
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
