#!/usr/bin/env node
/** Starts the command line, and turns what goes wrong into words and an exit code. */
import { CommanderError } from 'commander';
import { exitCodes } from '../contract/exit-codes.ts';
import { PipelineError } from '../diagnostics/index.ts';
import { createProgram } from './program.ts';
import { flush, printFindings, printReport, reserveOutput } from './terminal.ts';
import { rootFrom } from './verb.ts';

const json = process.argv.includes('--json');

async function main(): Promise<number> {
  let code: number = exitCodes.ok;
  try {
    await createProgram((given) => {
      code = given;
    }).parseAsync();
    return code;
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return reportUsage(error);
  if (error instanceof PipelineError) {
    const root = rootFrom(process.argv);
    if (json) printReport(error.findings, [], root);
    else printFindings(error.findings, root);
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`pipewright failed in a way that it does not expect; this is a mistake in it:\n${text}\n`);
  if (json) printReport([{ severity: 'error', code: 'internal-error', message: text.split('\n')[0] ?? text }], [], '.');
  return exitCodes.infrastructure;
}

/** Commander has printed its own message on standard error; help and version are no errors. */
function reportUsage({ exitCode, message }: CommanderError): number {
  if (exitCode === 0) return exitCodes.ok;
  if (json) printReport([{ severity: 'error', code: 'wrong-use', message: message.replace(/^error: /, '') }], [], '.');
  return exitCodes.usage;
}

/** Ends the process even when a pipeline left a timer or a server behind, and not before all output is out. */
function end(code: number): void {
  flush(() => process.exit(code));
}

const exit = process.exit.bind(process);
// `pipewright check | head` closes the pipe: end as a program that the signal of a closed pipe ends.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  exit(141);
});
process.on('uncaughtException', (error) => {
  // While a pipeline loads, its loader listens too, and knows whose it is.
  if (process.listenerCount('uncaughtException') === 1) end(report(error));
});
if (json) reserveOutput();
end(await main());
