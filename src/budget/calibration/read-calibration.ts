/** Reads and writes the text of a calibration. */
import { checkShape } from '../../actions/check-shape.ts';
import { parseJson } from '../../actions/json-source.ts';
import { type Calibration, calibrationSchema } from '../../contract/calibration.ts';
import { type Diagnostic, PipelineError } from '../../diagnostics/index.ts';

/**
 * The calibration of a text, or what is wrong with it.
 *
 * @param file what findings call it
 * @example
 * readCalibration('{"version": 1, …}', 'generated/calibration.json'); // { calibration: { version: 1, … } }
 */
export function readCalibration(
  text: string,
  file: string,
): { readonly calibration: Calibration } | { readonly findings: readonly Diagnostic[] } {
  try {
    const places = parseJson(text, file);
    const hint = 'write it again with `pipewright budget calibrate`, or delete it';
    return {
      calibration: checkShape(calibrationSchema, places.data, {
        file,
        code: 'invalid-calibration',
        known,
        hint,
        places,
      }),
    };
  } catch (error) {
    if (error instanceof PipelineError) return { findings: error.findings };
    throw error;
  }
}

const job = calibrationSchema.shape.jobs.element;
const known = [calibrationSchema, job, job.shape.steps.element].flatMap(({ shape }) => Object.keys(shape));

/** The text of its file; the same for the same calibration. */
export const renderCalibration = (calibration: Calibration): string => `${JSON.stringify(calibration, undefined, 2)}\n`;
