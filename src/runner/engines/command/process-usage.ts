/** Measures memory and CPU time of a process and everything it started, while it runs. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface Usage {
  readonly cpuMs: number | undefined;
  readonly peakBytes: number | undefined;
}

/** What one process used so far. */
interface ProcessSample {
  readonly bytes: number;
  /** With that of the children it has waited for. */
  readonly cpuMs: number;
}

type Sampler = (root: number) => Promise<readonly ProcessSample[]>;

const samplers: Partial<Record<NodeJS.Platform, Sampler>> = { linux: sampleProc, darwin: samplePs };

export interface UsageWatch {
  /** Ends, and tells the most that was seen. */
  stop(): Promise<Usage>;
}

const firstWaitMs = 5;
const longestWaitMs = 200;

/**
 * Watches the tree below `root` with samples, so that the last moments of a program may be missed.
 *
 * Both values are undefined where the system can't be asked (Windows).
 */
export function watchUsage(root: number | undefined): UsageWatch {
  const sampler = samplers[process.platform];
  if (root === undefined || !sampler) return { stop: async () => ({ cpuMs: undefined, peakBytes: undefined }) };
  const usage: { cpuMs: number | undefined; peakBytes: number | undefined } = {
    cpuMs: undefined,
    peakBytes: undefined,
  };
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const sample = async (): Promise<void> => {
    const tree = await sampler(root).catch(nothingMeasured);
    if (tree.length === 0) return;
    usage.cpuMs = Math.max(usage.cpuMs ?? 0, sum(tree.map(({ cpuMs }) => cpuMs)));
    usage.peakBytes = Math.max(usage.peakBytes ?? 0, sum(tree.map(({ bytes }) => bytes)));
  };
  // Often at first, for programs that end at once; seldom later, for it costs time.
  const schedule = (waitMs: number): void => {
    timer = setTimeout(async () => {
      await sample();
      if (!stopped) schedule(Math.min(longestWaitMs, waitMs * 2));
    }, waitMs).unref();
  };
  const first = sample();
  schedule(firstWaitMs);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await first;
      return usage;
    },
  };
}

/** That the system can't be asked is no reason for an answer to fail. */
const nothingMeasured = (): readonly ProcessSample[] => [];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Source: proc_pid_stat(5), proc_pid_status(5), proc_tid_children(5). */
async function sampleProc(root: number): Promise<readonly ProcessSample[]> {
  const samples: ProcessSample[] = [];
  const pending = [root];
  const seen = new Set<number>();
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    if (seen.has(pid)) continue;
    seen.add(pid);
    const sample = await sampleProcess(pid);
    if (!sample) continue;
    samples.push(sample);
    pending.push(...(await childrenOf(pid)));
  }
  return samples;
}

/** The kernel counts CPU time in hundredths of a second for everyone, whatever its own clock is. */
const msPerTick = 10;

async function sampleProcess(pid: number): Promise<ProcessSample | undefined> {
  const [stat, status] = await Promise.all([read(`/proc/${pid}/stat`), read(`/proc/${pid}/status`)]);
  if (stat === undefined || status === undefined) return undefined;
  // The name may hold brackets and spaces: the fields are counted from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  return { bytes: kilobytes * 1024, cpuMs: (user + system + childUser + childSystem) * msPerTick };
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const children = await read(`/proc/${pid}/task/${pid}/children`);
  return (children ?? '').split(' ').filter(Boolean).map(Number);
}

/** @returns undefined when the process has ended */
async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

const run = promisify(execFile);

/** macOS has no /proc; its `ps` lists memory in kilobytes and CPU time as `[[hours:]minutes:]seconds`. */
async function samplePs(root: number): Promise<readonly ProcessSample[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss=,time='], { env: { LC_ALL: 'C' } });
  const rows = stdout.split('\n').flatMap(parsePsRow);
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const { pid, parent } of rows) if (tree.has(parent)) tree.add(pid);
  }
  return rows.filter(({ pid }) => tree.has(pid));
}

interface PsRow extends ProcessSample {
  readonly pid: number;
  readonly parent: number;
}

function parsePsRow(row: string): PsRow[] {
  const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+([\d:.]+)\s*$/.exec(row);
  if (!match) return [];
  const [, pid, parent, kilobytes, time = ''] = match;
  const seconds = time.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  return [{ pid: Number(pid), parent: Number(parent), bytes: Number(kilobytes) * 1024, cpuMs: seconds * 1000 }];
}
