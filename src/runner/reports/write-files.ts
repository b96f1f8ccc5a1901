/** Writes reports and their formats so that a reader sees a whole file or none. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Report } from '../../contract/index.ts';
import { PipelineError } from '../../diagnostics/index.ts';
import { type FormatName, formats } from './registry.ts';

/**
 * Writes a report as JSON.
 *
 * @throws PipelineError with exit code 3 when the disk refuses; a file that was there stays as it was
 * @example
 * await writeReport(report, 'reports/quality.json');
 */
export const writeReport = (report: Report, path: string): Promise<void> =>
  writeWhole(path, `${JSON.stringify(report, undefined, 2)}\n`);

export interface FormatsToWrite {
  readonly formats: readonly FormatName[];
  readonly folder: string;
  /** What the files are called before their ending. @default the suite */
  readonly name?: string;
}

/**
 * Writes a report in several formats.
 *
 * @returns the paths of the files, in the order of the formats
 * @throws PipelineError with exit code 3 when the disk refuses
 * @example
 * await writeFormats(report, { formats: ['html', 'junit'], folder: 'reports' });
 * // ['reports/quality.html', 'reports/quality.junit.xml']
 */
export async function writeFormats(
  report: Report,
  { formats: names, folder, name = report.suite }: FormatsToWrite,
): Promise<string[]> {
  const paths: string[] = [];
  for (const each of new Set(names)) {
    for (const { ending, text } of await formats[each].render(report, {})) {
      const path = join(folder, `${name}${ending}`);
      await writeWhole(path, text);
      paths.push(path);
    }
  }
  return paths;
}

/** @throws PipelineError with exit code 3 when the disk refuses */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    // Where not even this works, the first error says why.
    await rm(temporary, { force: true }).catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    const finding = {
      severity: 'error',
      code: 'report-not-written',
      message: `${path} can't be written: ${why}`,
    } as const;
    throw new PipelineError([{ ...finding, hint: 'make room there, mend its permissions, or name another path' }], 3, {
      cause: error,
    });
  }
}
