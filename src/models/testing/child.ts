/** Starts the process of `pull-in-child.ts`, compiled once for all tests of a file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CachedModel } from '../ensure-model.ts';
import type { ChildRequest } from './pull-in-child.ts';
import { temporaryFolder } from './temporary-cache.ts';

export interface ChildOutcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly events: readonly string[];
  readonly found: CachedModel | undefined;
  readonly findings: readonly { readonly code: string; readonly message: string }[];
  readonly stderr: string;
}

export interface ChildOptions {
  /** Kills it so long after it has begun to hash or to download, milliseconds. */
  readonly killAfterMs?: number | undefined;
  /** How large a file it may write, in blocks of 1024 bytes: a disk that fills up. */
  readonly fileBlocks?: number | undefined;
}

/** @returns the path of the compiled script */
export async function compileChild({ build }: typeof import('esbuild')): Promise<string> {
  const outfile = join(temporaryFolder(), 'pull.mjs');
  const require = "import { createRequire as $r } from 'node:module'; const require = $r(import.meta.url);";
  await build({
    entryPoints: [fileURLToPath(new URL('pull-in-child.ts', import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: require },
  });
  return outfile;
}

export async function pullInChild(
  script: string,
  request: ChildRequest,
  { killAfterMs, fileBlocks }: ChildOptions = {},
): Promise<ChildOutcome> {
  const args = [script, JSON.stringify(request)];
  const limited = ['-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`, process.execPath, ...args];
  const child = fileBlocks === undefined ? spawn(process.execPath, args) : spawn('bash', limited);
  let stdout = '';
  let stderr = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (killAfterMs === undefined || timer || !/"(hash|download)"/.test(stdout)) return;
    timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code, signal] = await once(child, 'close');
  clearTimeout(timer);
  // The last line of a process that was killed may be cut.
  const lines = stdout.split('\n').slice(0, -1);
  const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    code,
    signal,
    stderr,
    events: parsed.flatMap(({ event }) => (typeof event === 'string' ? [event] : [])),
    found: parsed.find(({ found }) => found)?.['found'] as CachedModel | undefined,
    findings: (parsed.find(({ findings }) => findings)?.['findings'] ?? []) as ChildOutcome['findings'],
  };
}
