/** Turns Ctrl-C and the end of a job into an orderly stop: what was finished is reported, what was started is ended. */

/**
 * Runs a command that a signal may end.
 *
 * @param told says what an interruption leaves behind
 * @returns the exit code of the work, or that of the signal
 * @example
 * return interruptible(async (signal) => (await download(models, signal)).code);
 */
export async function interruptible(
  work: (signal: AbortSignal) => Promise<number>,
  told: () => void = () => undefined,
): Promise<number> {
  const interruption = onInterruption();
  try {
    const code = await work(interruption.signal);
    return interruption.code() ?? code;
  } catch (error) {
    const code = interruption.code();
    if (code === undefined) throw error;
    told();
    return code;
  } finally {
    interruption.release();
  }
}

interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code of a process that the signal ended; undefined when none came. */
  code(): number | undefined;
  /** Listens no more. */
  release(): void;
}

const numbers = { SIGINT: 2, SIGTERM: 15 } as const;

/** From now on the first signal aborts; a second one ends the process at once, as without us. */
function onInterruption(): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  const stop = (name: NodeJS.Signals): void => {
    code = 128 + numbers[name as keyof typeof numbers];
    release();
    controller.abort(new Error(`interrupted by ${name}`));
  };
  const release = (): void => {
    for (const name of Object.keys(numbers)) process.off(name, stop);
  };
  for (const name of Object.keys(numbers)) process.on(name, stop);
  return { signal: controller.signal, code: () => code, release };
}
