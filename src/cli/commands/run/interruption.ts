/** Turns Ctrl-C and the end of a job into an orderly stop: what was finished is reported, what was started is ended. */

export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code of a process that the signal ended; undefined when none came. */
  code(): number | undefined;
  /** Listens no more. */
  release(): void;
}

const numbers = { SIGINT: 2, SIGTERM: 15 } as const;

/** From now on the first signal aborts; a second one ends the process at once, as without us. */
export function onInterruption(): Interruption {
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
