/** Files that should be reports, and are not. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, openRepository } from '../../../../fixtures/budget/diff/git-repository.ts';
import { daily, reportOf } from '../../../../fixtures/budget/diff/reports.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { readReportFile, refuseSameFile } from './diff-report-file.ts';

const folder = makeFolder();
afterAll(() => openRepository(folder).remove());

const report = reportOf({ 'nightly.yml': { cron: daily, jobs: { build: { minutes: 40 } } } });
const text = JSON.stringify(report, undefined, 2);

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function refusal(path: string): Promise<readonly string[]> {
  const error = await readReportFile(path).catch((reason: unknown) => reason);
  if (!(error instanceof PipelineError)) throw new Error(`it was read: ${error}`);
  expect(error.exitCode).toBe(2);
  expect(error.findings.every(({ hint }) => hint)).toBe(true);
  return error.findings.map(({ code, message, source }) => {
    const at = source ? `${source.line}:${source.column} ` : '';
    return `${at}[${code}] ${message.replaceAll(folder, '')}`;
  });
}

describe('readReportFile', () => {
  it('reads what was written', async () => {
    expect(await readReportFile(write('a.json', text))).toEqual(report);
    expect(await readReportFile(write('b.json', `\ufeff${text}`))).toEqual(report);
  });

  it.each([
    ['empty', '', ['1:1 [invalid-json] the report is no JSON: expected a value, found the end of the file']],
    [
      'cut off',
      text.slice(0, 31),
      ['3:14 [invalid-json] the report is no JSON: expected a value, found the end of the file'],
    ],
    ['of no JSON', 'verdict: within', ['1:1 [invalid-json] the report is no JSON: expected a value, found "v"']],
    [
      'of version 2',
      text.replace('"version": 1', '"version": 2'),
      ['2:14 [report-version] this is no budget that can be read here: its version is 2, and 1 is wanted'],
    ],
    [
      'a list',
      '[1]',
      ['1:1 [report-version] this is no budget that can be read here: it has no version, and 1 is wanted'],
    ],
    [
      'a number',
      '3',
      ['1:1 [report-version] this is no budget that can be read here: it has no version, and 1 is wanted'],
    ],
    [
      'of another month',
      text.replace('"2026-08"', '"2026-13"'),
      ['4:12 [invalid-report] month must be a month, as in "2026-02"'],
    ],
    [
      'with a negative number',
      text.replace('"drawn": 1240', '"drawn": -1'),
      ['13:14 [invalid-report] quota.drawn must be at least 0'],
    ],
    [
      'with more than it should have',
      text.replace('"version": 1', '"version": 1,\n  "extra": 1'),
      ['1:1 [invalid-report] the report has "extra" in it, which nobody knows'],
    ],
  ])('says what is wrong with one that is %s', async (_, content, findings) => {
    expect(await refusal(write('wrong.json', content))).toEqual(findings);
  });

  it('says of another report that it is none', async () => {
    const findings = await refusal(write('lint.json', '{ "version": 1, "findings": [] }'));
    expect(findings).toHaveLength(5);
    expect(findings[0]).toBe('1:1 [invalid-report] verdict is missing');
  });

  it('says when it can be read at all', async () => {
    mkdirSync(join(folder, 'reports'));
    expect(await refusal(join(folder, 'reports'))).toEqual([
      "[unreadable-report] the report /reports can't be read: it is a folder",
    ]);
    expect(await refusal(join(folder, 'none'))).toEqual([
      "[unreadable-report] the report /none can't be read: there is no such file",
    ]);
    expect(await refusal(write('utf16.json', Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual([
      '1:1 [invalid-encoding] the report is not UTF-8',
    ]);
    expect(await refusal(write('bytes.json', Buffer.from([0x7b, 0x0a, 0x22, 0xff])))).toEqual([
      '2:2 [invalid-encoding] the report is not UTF-8',
    ]);
    const large = write('large.json', Buffer.alloc(64_000_001, ' '));
    expect(await refusal(large)).toEqual([
      "[unreadable-report] the report /large.json can't be read: it has more than 64 MB",
    ]);
  });

  it('takes a name that no JSON of ours has for what it is', async () => {
    const twice = text.replace('"version": 1', '"version": 1, "__proto__": { "month": "x" }');
    expect(await refusal(write('proto.json', twice))).toHaveLength(1);
  });
});

describe('refuseSameFile', () => {
  it('refuses two names of one file', () => {
    const [a, b] = [write('same-a.json', text), write('same-b.json', text)];
    expect(() => refuseSameFile(a, join(folder, '.', 'same-a.json'))).toThrow('are the same file');
    expect(() => refuseSameFile(a, b)).not.toThrow();
    expect(() => refuseSameFile(a, join(folder, 'none.json'))).not.toThrow();
    if (process.platform === 'win32') return;
    symlinkSync(a, join(folder, 'link.json'));
    expect(() => refuseSameFile(a, join(folder, 'link.json'))).toThrow('are the same file');
  });
});
