/** Reads the calibration that a repository has, and puts another in its place. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../../config/index.ts';
import type { Calibration } from '../../../contract/calibration.ts';
import { type Diagnostic, PipelineError } from '../../../diagnostics/index.ts';
import { applyChanges } from '../../../synth/index.ts';
import { calibrationPath, loadCalibration } from '../../../synth/load-calibration.ts';

export interface OldCalibration {
  readonly calibration?: Calibration | undefined;
  readonly findings: readonly Diagnostic[];
}

/**
 * What is broken in it does not keep a new one from taking its place.
 *
 * @param keeps whether a part of it is to stay; then it must be whole
 * @throws PipelineError with exit code 2 when a part is to stay, and the file is broken
 */
export function readOld(root: string, config: Config, keeps: boolean): OldCalibration {
  try {
    return { calibration: loadCalibration(root, config), findings: [] };
  } catch (error) {
    if (keeps || !(error instanceof PipelineError)) throw error;
    return {
      findings: error.findings.map((each) => ({ ...each, severity: 'warning', hint: 'a new one takes its place' })),
    };
  }
}

/**
 * Writes the file whole or not at all.
 *
 * @returns whether it was another before
 * @throws PipelineError with exit code 3 when the disk refuses; then it is as it was
 */
export function writeCalibration(root: string, config: Config, text: string): boolean {
  const path = calibrationPath(config);
  try {
    if (existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8') === text) return false;
    applyChanges(root, [{ kind: 'missing', path, text }]);
    return true;
  } catch (error) {
    if (error instanceof PipelineError) throw new PipelineError(error.findings, 3, { cause: error });
    throw error;
  }
}
