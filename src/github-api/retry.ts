/** Asks again where that may help: after trouble on GitHub's side or on the way, and when it asks to wait. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { GitHubClient } from './client.ts';
import { isLimit, isUsedUp, refusalOf } from './refusal.ts';

export interface RetryOptions {
  /** Ends what is under way. */
  readonly signal?: AbortSignal | undefined;
  /** Gets why it is asked again, and after how many milliseconds. */
  readonly onRetry?: (reason: string, delayMs: number) => void;
  /** For a whole answer; GitHub itself gives up after ten seconds. @default a minute */
  readonly answerMs?: number;
  /** For tests. @default the clock's */
  readonly wait?: (delayMs: number, signal: AbortSignal | undefined) => Promise<unknown>;
}

const mostAttempts = 4;
const longestWaitMs = 60_000;

/** From now on every request of the client is made again where that may help: for a client that only reads. */
export function retryReads(client: GitHubClient, options: RetryOptions = {}): void {
  const { signal, onRetry, answerMs = 60_000, wait = pause } = options;
  client.hook.wrap('request', async (request, asked) => {
    for (let attempt = 1; ; attempt++) {
      const limits = [AbortSignal.timeout(answerMs), ...(signal ? [signal] : [])];
      try {
        // A copy would not reach the hooks further in: they hold this one.
        asked.request = { ...asked.request, signal: AbortSignal.any(limits) };
        return await request(asked);
      } catch (error) {
        const delayMs = signal?.aborted || attempt === mostAttempts ? undefined : retryDelay(error, attempt);
        if (delayMs === undefined) throw error;
        onRetry?.(reasonOf(error), delayMs);
        await wait(delayMs, signal);
      }
    }
  });
}

const pause: NonNullable<RetryOptions['wait']> = (delayMs, signal) =>
  sleep(delayMs, undefined, signal ? { signal } : {});

/**
 * Milliseconds until it makes sense to ask again; undefined where it does not, or not soon.
 *
 * Source: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export function retryDelay(error: unknown, attempt: number): number | undefined {
  const refusal = refusalOf(error);
  const backOffMs = 500 * 2 ** attempt;
  if (!refusal) return backOffMs;
  const { status, headers } = refusal;
  const limited = isLimit(refusal);
  if (!limited && status < 500) return undefined;
  const asked = 'retry-after' in headers ? Number(headers['retry-after']) : Number.NaN;
  if (asked >= 0) return asked * 1000 <= longestWaitMs ? asked * 1000 : undefined;
  if (limited) return isUsedUp(headers) ? undefined : longestWaitMs;
  return backOffMs;
}

function reasonOf(error: unknown): string {
  const refusal = refusalOf(error);
  if (!refusal) return error instanceof Error ? error.message : String(error);
  return isLimit(refusal) ? 'GitHub asks to wait' : `GitHub answered with status ${refusal.status}`;
}
