/** `pipewright report show`: a report in any format, printed or written. */
import { basename, join } from 'node:path';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import {
  type FormatName,
  formats,
  type NamedReport,
  type RenderedFile,
  writeWhole,
} from '../../../runner/reports/index.ts';
import { hasColours, type OutputOptions, printLine } from '../../terminal.ts';
import { requireReports } from './collect-reports.ts';

export interface ShowOptions extends OutputOptions {
  readonly paths: readonly string[];
  readonly format: FormatName;
  /** A file, or a folder when there is more than one file to write. */
  readonly output: string | undefined;
}

/** @returns the exit code */
export async function runShow({ paths, format, output, json }: ShowOptions): Promise<number> {
  const named = await requireReports(paths);
  if (json && output === undefined) {
    printLine(JSON.stringify({ version: 1, reports: named.map(({ report }) => report) }, undefined, 2));
    return exitCodes.ok;
  }
  const files = await renderAll(named, format, output === undefined && hasColours());
  if (output === undefined) return print(files, format);
  const written = await writeAll(files, output);
  printLine(
    json
      ? JSON.stringify({ version: 1, files: written }, undefined, 2)
      : written.map((path) => `written ${path}`).join('\n'),
  );
  return exitCodes.ok;
}

interface NamedFile extends RenderedFile {
  /** The name of the report's file, without its ending. */
  readonly name: string;
}

async function renderAll(named: readonly NamedReport[], format: FormatName, colour: boolean): Promise<NamedFile[]> {
  const files = named.map(async ({ file, report }) => {
    const rendered = await formats[format].render(report, { colour });
    return rendered.map((each) => ({ ...each, name: basename(file).replace(/\.json$/, '') }));
  });
  return (await Promise.all(files)).flat();
}

function print(files: readonly NamedFile[], format: FormatName): number {
  if (format === 'text' || format === 'markdown' || format === 'annotations') {
    printLine(files.map(({ text }) => text.trimEnd()).join('\n\n'));
    return exitCodes.ok;
  }
  const [file, ...others] = files;
  if (!file || others.length > 0) throw severalFiles(format);
  printLine(file.text.trimEnd());
  return exitCodes.ok;
}

async function writeAll(files: readonly NamedFile[], output: string): Promise<string[]> {
  const [first, ...others] = files;
  if (!first) return [];
  const names = new Map<string, number>();
  const written: string[] = [];
  for (const { name, ending, text } of files) {
    const path = others.length === 0 ? output : join(output, freeName(name, ending, names));
    await writeWhole(path, text);
    written.push(path);
  }
  return written;
}

/** Reports of several folders may be called the same. */
function freeName(name: string, ending: string, names: Map<string, number>): string {
  const before = names.get(`${name}${ending}`) ?? 0;
  names.set(`${name}${ending}`, before + 1);
  return before === 0 ? `${name}${ending}` : `${name}-${before + 1}${ending}`;
}

function severalFiles(format: FormatName): PipelineError {
  const message = `${format} makes more than one file here, and only one can be printed`;
  const hint = 'add --output with the folder for them';
  return new PipelineError([{ severity: 'error', code: 'wrong-use', message, hint }], 2);
}
