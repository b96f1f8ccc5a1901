import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRetryAfter, TransientError, withRetries } from './retry.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

describe('parseRetryAfter', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['9'.repeat(30), undefined],
    ['', undefined],
    [null, undefined],
  ])('reads %j', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });

  it('gives a time that can be waited for, or none, whatever a server sends', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const delay = parseRetryAfter(value, now);
        expect(delay === undefined || (Number.isFinite(delay) && delay >= 0)).toBe(true);
      }),
    );
  });
});

describe('withRetries', () => {
  const options = (delays: number[]) => ({
    policy: { attempts: 4, baseDelayMs: 1, maxDelayMs: 3 },
    signal: new AbortController().signal,
    onRetry: (_: TransientError, delayMs: number) => void delays.push(delayMs),
  });
  const failing = (errors: readonly Error[]) => {
    const left = [...errors];
    return async () => {
      const error = left.shift();
      if (error) throw error;
      return 'done';
    };
  };
  const trouble = (progressed = false, retryAfterMs?: number) =>
    new TransientError('trouble', { progressed, retryAfterMs });

  it('waits longer each time, up to the limit', async () => {
    const delays: number[] = [];
    expect(await withRetries(failing([trouble(), trouble(), trouble()]), options(delays))).toBe('done');
    expect(delays).toHaveLength(3);
    for (const [index, most] of [1, 2, 3].entries()) {
      expect(delays[index]).toBeLessThanOrEqual(most);
      expect(delays[index]).toBeGreaterThanOrEqual(most * 0.75);
    }
  });

  it('gives up after so many failures in a row, and progress begins a new row', async () => {
    await expect(withRetries(failing(Array.from({ length: 4 }, () => trouble())), options([]))).rejects.toThrow(
      'trouble',
    );
    const many = Array.from({ length: 20 }, () => trouble(true));
    expect(await withRetries(failing(many), options([]))).toBe('done');
  });

  it('waits as long as the server asks, or not at all when that is too long', async () => {
    const delays: number[] = [];
    await withRetries(failing([trouble(false, 2)]), options(delays));
    expect(delays).toEqual([2]);
    await expect(withRetries(failing([trouble(false, 4)]), options(delays))).rejects.toThrow('trouble');
    expect(delays).toEqual([2]);
  });

  it('does not repeat what will not pass, and stops when it is told to', async () => {
    await expect(withRetries(failing([new Error('final')]), options([]))).rejects.toThrow('final');
    const stop = new AbortController();
    const waiting = withRetries(failing([trouble(false, 3)]), {
      ...options([]),
      signal: stop.signal,
      onRetry: () => stop.abort(),
    });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
