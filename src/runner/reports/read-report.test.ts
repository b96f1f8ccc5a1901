import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleReport } from '../../../fixtures/reports/sample.ts';
import { PipelineError } from '../../diagnostics/index.ts';
import { parseReport, readReport } from './read-report.ts';
import { writeFormats, writeReport } from './write-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'pipewright reports-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const whole = JSON.stringify(sampleReport(), undefined, 2);

function problemsOf(text: string): PipelineError {
  try {
    parseReport(text, 'r.json');
  } catch (error) {
    if (error instanceof PipelineError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('writeReport and readReport', () => {
  it('give back what was written, and leave nothing else', async () => {
    const path = join(folder, 'new', 'quality.json');
    await writeReport(sampleReport(), path);
    expect(await readReport(path)).toEqual(sampleReport());
    expect(readdirSync(join(folder, 'new'))).toEqual(['quality.json']);
  });

  it('keep what was there when the disk refuses', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'old');
    await expect(writeReport(sampleReport(), join(file, 'r.json'))).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ code: 'report-not-written' }],
    });
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('write several formats at once', async () => {
    const target = join(folder, 'formats');
    const paths = await writeFormats(sampleReport(), {
      formats: ['html', 'junit', 'benchmark', 'html'],
      folder: target,
    });
    expect(paths.map((path) => path.slice(target.length + 1))).toEqual([
      'quality.html',
      'quality.junit.xml',
      'quality.smaller-is-better.json',
      'quality.bigger-is-better.json',
    ]);
    expect(readdirSync(target)).toHaveLength(4);
  });

  it('say that a file is not there', async () => {
    await expect(readReport(join(folder, 'none.json'))).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ code: 'missing-report' }],
    });
  });
});

describe('parseReport', () => {
  it('takes a byte order mark and other ends of lines', () => {
    expect(parseReport(`\ufeff${whole.replaceAll('\n', '\r\n')}`, 'r.json')).toEqual(sampleReport());
  });

  it.each([
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3],
    ['{"a": tru}', 1, 7],
    ['[1, 2', 1, 6],
    ['', 1, 1],
    ['<html>', 1, 1],
    ['{"a": 1} x', 1, 10],
    ['{"a": 01}', 1, 7],
  ])('finds where %j is no JSON', (text, line, column) => {
    expect(problemsOf(text)).toMatchObject({
      exitCode: 1,
      findings: [{ code: 'report-not-json', source: { file: 'r.json', line, column } }],
    });
  });

  it('names each field that is wrong, at its line', () => {
    const text = whole.replace('"seed": 42', '"seed": "no"').replace('"outcome": "passed"', '"outcome": "great"');
    const line = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
    expect(problemsOf(text).findings).toMatchObject([
      { code: 'invalid-report', path: 'settings.seed', source: { line: line('"seed": "no"') } },
      { code: 'invalid-report', path: 'cases[0].outcome', source: { line: line('"outcome": "great"') } },
    ]);
  });

  it.each([
    [whole.replace('"schemaVersion": 1', '"schemaVersion": 2'), 'its schemaVersion is 2'],
    ['[]', 'it has no schemaVersion'],
    ['null', 'it has no schemaVersion'],
  ])('tells a report of another version', (text, said) => {
    const [finding] = problemsOf(text).findings;
    expect([finding?.code, finding?.message]).toEqual(['report-version', expect.stringContaining(said)]);
  });

  it('survives any depth of nesting', () => {
    expect(problemsOf('['.repeat(200_000)).findings[0]?.code).toBe('report-not-json');
  });
});
