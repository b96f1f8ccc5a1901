/** Starts a program so that everything it starts can be ended with it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** What is running now: ended when this process ends. */
const running = new Set<ChildProcessWithoutNullStreams>();

const endAll = (): void => {
  for (const child of running) kill(child, 'SIGKILL');
};

/**
 * Starts a program without a shell; on POSIX it leads a process group of its own.
 *
 * A Ctrl-C on the terminal does not reach that group: whoever handles the signal has to abort the work.
 */
export function startTree(
  [program = '', ...parameters]: readonly string[],
  environment: NodeJS.ProcessEnv,
): ChildProcessWithoutNullStreams {
  const child = spawn(program, parameters, {
    env: environment,
    stdio: 'pipe',
    shell: false,
    windowsHide: true,
    detached: process.platform !== 'win32',
  });
  if (running.size === 0) process.once('exit', endAll);
  running.add(child);
  return child;
}

/** Says that a tree has ended, and that nothing of it is left to be ended. */
export function forgetTree(child: ChildProcessWithoutNullStreams): void {
  running.delete(child);
  if (running.size === 0) process.off('exit', endAll);
}

/** Ends the program and what it started: asks first, and insists after `graceMs`. */
export function endTree(child: ChildProcessWithoutNullStreams, graceMs = 500): void {
  kill(child, 'SIGTERM');
  setTimeout(() => kill(child, 'SIGKILL'), graceMs).unref();
}

/** Ends at once what the program left behind when it ended itself. */
export const endRest = (child: ChildProcessWithoutNullStreams): void => kill(child, 'SIGKILL');

function kill(child: ChildProcessWithoutNullStreams, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    // The id of an ended process may be somebody else's by now.
    if (child.exitCode !== null || child.signalCode !== null) return;
    spawn('taskkill', ['/T', '/F', '/PID', String(child.pid)], { stdio: 'ignore', windowsHide: true }).on('error', () =>
      child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the whole group has ended; macOS says EPERM when only zombies are left of it.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
