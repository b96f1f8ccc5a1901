/** How long suites take with the embedded model, and how fast the command line is there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, type Row, repeats, root, summarize, toRow } from './measure.ts';

export function runnerRows(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  try {
    const row = (what: string, args: readonly string[], allowed: Parameters<typeof toRow>[2]): Row =>
      toRow(what, summarize(Array.from({ length: repeats }, () => measure(folder, args))), allowed);
    return [
      row('--help', ['--help'], { milliseconds: 150 }),
      row('run quality, embedded model', ['run', 'quality', '--model', 'embedded', '-C', root], {
        milliseconds: 20_000,
        megabytes: 400,
      }),
      row('run inference, embedded model', ['run', 'inference', '--model', 'embedded', '-C', root], {}),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
