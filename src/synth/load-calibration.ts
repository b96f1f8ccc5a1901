/** Reads how long the jobs of real runs took, where the repository has a calibration. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCalibration } from '../budget/calibration/read-calibration.ts';
import type { Config } from '../config/index.ts';
import type { Calibration } from '../contract/calibration.ts';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import { decodeUtf8 } from './decode.ts';

/** The path of the calibration from the root of a repository, with forward slashes. */
export const calibrationPath = ({ generated }: Pick<Config, 'generated'>): string => `${generated}/calibration.json`;

/**
 * The calibration of the repository; undefined where it has none.
 *
 * @throws PipelineError with exit code 2 when the file is there and is no calibration, at the place of the mistake
 */
export function loadCalibration(root: string, config: Pick<Config, 'generated'>): Calibration | undefined {
  const file = join(root, calibrationPath(config));
  if (!existsSync(file)) return undefined;
  const read = readCalibration(readText(file), file);
  if ('findings' in read) throw new PipelineError(read.findings, 2);
  return read.calibration;
}

function readText(file: string): string {
  try {
    const decoded = decodeUtf8(readFileSync(file));
    if ('text' in decoded) return decoded.text;
    const { problem, line, column, hint } = decoded;
    throw unreadable(problem, { file, line, column }, hint);
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(`the calibration can't be read: ${reason}`, { file, line: 1, column: 1 }, undefined, error);
  }
}

const unreadable = (message: string, source: Diagnostic['source'], hint?: string, cause?: unknown): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'unreadable-calibration', message, source, hint }], 2, { cause });
