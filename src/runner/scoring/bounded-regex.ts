/** Runs regular expressions that others wrote: one that never ends is interrupted. */
import { createContext, Script } from 'node:vm';

export type Search = 'found' | 'absent' | 'timed-out';

/**
 * Far longer than any honest search in a command takes, in milliseconds. The clock runs on while a busy machine does
 * something else, so there is a second, longer try.
 */
const usualLimits = [500, 1000] as const;

interface Sandbox {
  source: string;
  flags: string;
  text: string;
}

// V8 ends a regular expression only together with the script that runs it.
const script = new Script('new RegExp(source, flags).test(text)', { filename: 'pattern' });
let sandbox: Sandbox | undefined;

/**
 * Looks for a regular expression in a text, for about a second at most.
 *
 * @param limits milliseconds of each try
 * @example
 * search({ regex: '^(a+)+$' }, `${'a'.repeat(40)}b`); // 'timed-out'
 */
export function search(
  { regex, ignore_case = false }: { readonly regex: string; readonly ignore_case?: boolean },
  text: string,
  limits: readonly number[] = usualLimits,
): Search {
  sandbox ??= createContext({ source: '', flags: '', text: '' }) as unknown as Sandbox;
  Object.assign(sandbox, { source: regex, flags: ignore_case ? 'iu' : 'u', text });
  for (const timeout of limits) {
    try {
      return script.runInContext(sandbox as never, { timeout }) === true ? 'found' : 'absent';
    } catch (error) {
      if (!isTimeout(error)) throw error;
    }
  }
  return 'timed-out';
}

/** It is an error of the sandbox, so no `instanceof Error` here. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
