/** The committed file: read as it was written, and told where it is broken. */
import { describe, expect, it } from 'vitest';
import type { Calibration } from '../../contract/calibration.ts';
import { readCalibration, renderCalibration } from './read-calibration.ts';

const made: Calibration = {
  ...{ version: 1, repository: null, from: '2026-02-02T12:00:00Z', to: '2026-02-02T12:00:00Z' },
  jobs: [
    {
      ...{ workflow: 'ci.yml', job: 'test', runs: 1, median: 60, p90: 60 },
      steps: [{ name: 'a', runs: 1, median: 5, p90: 5 }],
    },
  ],
};

describe('readCalibration', () => {
  const text = renderCalibration(made);

  it('reads what was written', () => {
    expect(readCalibration(text, 'c.json')).toEqual({ calibration: made });
  });

  it.each([
    ['that is cut off', text.slice(0, -20), 'invalid-json', 20],
    ['with marks of a conflict', `<<<<<<< HEAD\n${text}`, 'invalid-json', 1],
    ['of another version', text.replace('"version": 1', '"version": 2'), 'invalid-calibration', 2],
    ['with a negative time', text.replace('"median": 60', '"median": -60'), 'invalid-calibration', 11],
    ['with a misspelled field', text.replace('"p90": 60', '"p95": 60'), 'invalid-calibration', 7],
    ['that is empty', '', 'invalid-json', 1],
  ])('says where one %s is wrong', (_, broken, code, line) => {
    expect(readCalibration(broken, 'c.json')).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ code, source: expect.objectContaining({ file: 'c.json', line }) }),
      ]),
    });
  });
});
