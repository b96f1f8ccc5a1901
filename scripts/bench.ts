/**
 * Measures what the project promises, as whole cold processes of the built command line, and prints a table.
 *
 * Run by `npm run build && npm run bench`; `npm run bench -- 5` repeats each measurement five times, and
 * `npm run bench -- 5 lint` measures one group alone.
 */
import { existsSync } from 'node:fs';
import { budgetRows } from './bench/budget-rows.ts';
import { lintRows } from './bench/lint-rows.ts';
import { commandLine, type Row } from './bench/measure.ts';
import { downloadRows, engineRows, runnerRows } from './bench/runner-rows.ts';
import { projenRow, synthRows } from './bench/synth-rows.ts';
import { weightRows } from './bench/weight-rows.ts';

const groups: Readonly<Record<string, () => readonly Row[] | Promise<readonly Row[]>>> = {
  synth: synthRows,
  projen: () => [projenRow()],
  lint: lintRows,
  budget: budgetRows,
  runner: runnerRows,
  engine: engineRows,
  download: downloadRows,
  weights: weightRows,
};

if (!existsSync(commandLine)) throw new Error('dist/ is missing: run `npm run build` first');
const only = process.argv[3];
if (only !== undefined && !Object.hasOwn(groups, only))
  throw new Error(`the groups are ${Object.keys(groups).join(', ')}`);
const rows: Row[] = [];
for (const [name, measureRows] of Object.entries(groups)) {
  if (only !== undefined && name !== only) continue;
  process.stderr.write(`${name} …\n`);
  rows.push(...(await measureRows()));
}
const width = Math.max(...rows.map(({ what }) => what.length));
process.stdout.write(
  `| ${'what'.padEnd(width)} | measured | allowed | holds |\n|${'-'.repeat(width + 2)}|---|---|---|\n`,
);
for (const { what, measured, allowed, holds } of rows) {
  process.stdout.write(`| ${what.padEnd(width)} | ${measured} | ${allowed} | ${holds ? 'yes' : 'NO'} |\n`);
}
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
