/** How long suites take with the embedded model, and how fast the command line is there. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchDownload } from './download.ts';
import type { EngineBench } from './engine.ts';
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

/** What our engine costs over node-llama-cpp itself, and what it gains by answering chats together. */
export function engineRows(): Row[] {
  const script = join(root, 'scripts/bench/engine.ts');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script, '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const found = JSON.parse(printed.trim().split('\n').at(-1) ?? '[]') as EngineBench[];
  return found.map(({ name, overhead, gain }) => ({
    what: `engine, ${name}`,
    measured: `${(overhead * 100).toFixed(1)} % over node-llama-cpp, ${gain.toFixed(2)} x together`,
    allowed: '5 %',
    holds: overhead <= 0.05,
  }));
}

/** A download from this machine against `curl` and `sha256sum`. */
export async function downloadRows(): Promise<Row[]> {
  const { ratio, startBytes, peakBytes } = await benchDownload();
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  return [
    {
      what: 'download of 1 GB',
      measured: `${ratio.toFixed(2)} of curl + sha256sum, ${megabytes(startBytes)} to ${megabytes(peakBytes)}`,
      allowed: '0.8, flat',
      holds: ratio >= 0.8 && peakBytes < startBytes * 1.5,
    },
  ];
}
