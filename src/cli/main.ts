#!/usr/bin/env node
/** Starts the command line, and turns what goes wrong into words and an exit code. */
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import { exitCodes } from '../contract/index.ts';
import { PipelineError } from '../diagnostics/index.ts';
import { createProgram } from './program.ts';
import { printFindings, printReport } from './terminal.ts';

async function main(argv: readonly string[]): Promise<void> {
  try {
    await createProgram((code) => {
      process.exitCode = code;
    }).parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error, argv);
  }
}

function report(error: unknown, argv: readonly string[]): number {
  // Commander has printed its own message; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof PipelineError) {
    const root = resolve('.');
    if (argv.includes('--json')) printReport(error.findings, [], root);
    else printFindings(error.findings, root);
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`pipewright failed in a way that it does not expect; this is a mistake in it:\n${text}\n`);
  return exitCodes.infrastructure;
}

await main(process.argv);
