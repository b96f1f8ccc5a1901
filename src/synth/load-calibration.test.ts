/** The committed calibration, as the budget gets it from the disk. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { calibrationPath, loadCalibration } from './load-calibration.ts';

const calibration = {
  ...{ version: 1, repository: 'o/r', from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' },
  jobs: [{ workflow: 'ci.yml', job: 'test', runs: 3, median: 60, p90: 90, steps: [] }],
};
const config = { generated: 'generated' };
const load = (text?: string) => {
  const project = temporaryProject(text === undefined ? {} : { [calibrationPath(config)]: text });
  return () => loadCalibration(project.root, config);
};

describe('loadCalibration', () => {
  it('gives what is there, in the folder of the settings', () => {
    expect(load(JSON.stringify(calibration))()).toEqual(calibration);
    expect(load(`\ufeff${JSON.stringify(calibration)}`)()).toEqual(calibration);
    expect(load()()).toBeUndefined();
    const elsewhere = temporaryProject({ 'made/calibration.json': JSON.stringify(calibration) });
    expect(loadCalibration(elsewhere.root, { generated: 'made' })).toEqual(calibration);
  });

  it.each<[string, string | Uint8Array, string, number]>([
    ['cut off', JSON.stringify(calibration).slice(0, -2), 'invalid-json', 1],
    ['of another version', '{\n  "version": 2\n}', 'invalid-calibration', 2],
    ['of UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'unreadable-calibration', 1],
  ])('refuses one that is %s, with its place', (_, text, code, line) => {
    const project = temporaryProject({});
    const file = project.path(calibrationPath(config));
    mkdirSync(dirname(file));
    writeFileSync(file, text);
    expect(() => loadCalibration(project.root, config)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        findings: expect.arrayContaining([
          expect.objectContaining({
            code,
            source: expect.objectContaining({ file, line }),
          }),
        ]),
      }),
    );
  });

  it('refuses a folder in its place', () => {
    const project = temporaryProject({ [`${calibrationPath(config)}/x`]: '' });
    expect(() => loadCalibration(project.root, config)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});
