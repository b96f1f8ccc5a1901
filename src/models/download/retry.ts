/** Tries again after trouble that may pass: waits longer each time, or as long as the server asks. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface RetryPolicy {
  /** Failures in a row before giving up; a byte that arrives starts the count anew. */
  readonly attempts: number;
  /** Before the second attempt, milliseconds; doubled each time. */
  readonly baseDelayMs: number;
  /** No wait is longer; a server that asks for a longer one is not waited for. */
  readonly maxDelayMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { attempts: 5, baseDelayMs: 1000, maxDelayMs: 300_000 };

/** Trouble that may pass by itself. */
export class TransientError extends Error {
  /** What the server asks for, milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Whether anything arrived before it. */
  readonly progressed: boolean;

  constructor(
    message: string,
    options: ErrorOptions & { retryAfterMs?: number | undefined; progressed?: boolean } = {},
  ) {
    super(message, options);
    this.name = 'TransientError';
    this.retryAfterMs = options.retryAfterMs;
    this.progressed = options.progressed ?? false;
  }
}

export interface RetryOptions {
  readonly policy: RetryPolicy;
  readonly signal: AbortSignal;
  readonly onRetry: (error: TransientError, delayMs: number) => void;
}

/** @throws the last `TransientError`, or whatever else `attempt` throws, at once */
export async function withRetries<T>(attempt: () => Promise<T>, { policy, signal, onRetry }: RetryOptions): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      failures = error.progressed ? 1 : failures + 1;
      const delayMs = error.retryAfterMs ?? backoff(failures, policy);
      if (failures >= policy.attempts || delayMs > policy.maxDelayMs) throw error;
      onRetry(error, delayMs);
      await sleep(delayMs, undefined, { signal });
    }
  }
}

/** Doubles, and varies by a quarter, so that many jobs that failed together don't come back together. */
const backoff = (failures: number, { baseDelayMs, maxDelayMs }: RetryPolicy): number =>
  Math.min(baseDelayMs * 2 ** (failures - 1), maxDelayMs) * (0.75 + Math.random() / 4);

/**
 * `Retry-After` in milliseconds: seconds or a date; undefined when it is neither.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  // A date of HTTP begins with a letter; what else Date.parse takes is no date here.
  const date = /^\s*[A-Za-z]/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(date - now, 0);
}
