/** Measures whole cold processes of the built command line. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

export interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
}

export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly allowed: string;
  readonly holds: boolean;
}

/** The repository of this package. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
export const commandLine = join(root, 'dist/cli/main.js');
/** How often each measurement is repeated, unless it says otherwise. */
export const repeats = Number(process.argv[2] ?? 7);

/** Runs the command line once and measures the whole process. */
export function measure(folder: string, args: readonly string[], expected = 0): Run {
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

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A row of the table: what was measured, and whether it holds what is promised. */
export function toRow(what: string, { milliseconds, megabytes }: Run, allowed: Partial<Run>): Row {
  const limits = [
    allowed.milliseconds === undefined ? undefined : `${allowed.milliseconds} ms`,
    allowed.megabytes === undefined ? undefined : `${allowed.megabytes} MB`,
  ];
  return {
    what,
    measured: `${Math.round(milliseconds)} ms, ${Math.round(megabytes)} MB`,
    allowed: limits.filter(Boolean).join(', ') || '-',
    holds:
      milliseconds <= (allowed.milliseconds ?? Number.POSITIVE_INFINITY) &&
      megabytes <= (allowed.megabytes ?? Number.POSITIVE_INFINITY),
  };
}

/** The median time and the highest memory of several runs. */
export const summarize = (runs: readonly Run[]): Run => ({
  milliseconds: median(runs.map((each) => each.milliseconds)),
  megabytes: Math.max(...runs.map((each) => each.megabytes)),
});
