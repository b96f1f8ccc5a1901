/** A signal that ends work at a point in time, or when somebody else's signal does. */
import { EngineError } from './engine.ts';

export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether the time is up; false when the other signal ended the work. */
  readonly timedOut: () => boolean;
  /** Stops the clock. */
  readonly end: () => void;
}

/** @param timeoutMs undefined: no limit */
export function deadline(timeoutMs: number | undefined, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let late = false;
  const forward = (): void => controller.abort(outer?.reason);
  const expire = (): void => {
    late = true;
    controller.abort(timedOut(timeoutMs ?? 0));
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs);
  if (outer?.aborted) forward();
  outer?.addEventListener('abort', forward, { once: true });
  return {
    signal: controller.signal,
    timedOut: () => late,
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', forward);
    },
  };
}

export const timedOut = (timeoutMs: number): EngineError =>
  new EngineError('timed-out', `no answer within ${timeoutMs / 1000} s`);
