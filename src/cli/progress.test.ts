/** What people see of long work, on a terminal and in a log. */
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '../models/index.ts';
import { showProgress } from './progress.ts';
import { formatDuration, startRate } from './rate.ts';

/** A stream that remembers. */
function recorder(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { written, stream: Object.assign(stream, { isTTY, columns: 120 }) as unknown as NodeJS.WriteStream };
}

const download = (done: number, total: number | undefined = 100e6): ModelEvent => ({
  kind: 'download',
  id: 'a',
  done,
  total,
});

describe('in a log', () => {
  it('is a line now and then, with speed and time left', () => {
    const { written, stream } = recorder(false);
    let now = 0;
    const { model, end } = showProgress({ quiet: false, stream, now: () => now });
    for (let done = 0; done <= 100e6; done += 1e6) {
      model(download(done));
      now += 250;
    }
    end();
    expect(written).toEqual([
      'a: 0 B of 100 MB\n',
      'a: 40.0 MB of 100 MB, 4.00 MB/s, 15 s left\n',
      'a: 80.0 MB of 100 MB, 4.00 MB/s, 5 s left\n',
      'a: 100 MB of 100 MB\n',
    ]);
  });

  it('tells trouble at once, and lets nothing of a server through that acts on the reader', () => {
    const { written, stream } = recorder(false);
    const { model } = showProgress({ quiet: false, stream });
    model({ kind: 'retry', id: 'a', reason: 'x\u001b[2J\n::error::y', delayMs: 1900 });
    model({ kind: 'restart', id: 'a', reason: 'changed' });
    expect(written).toEqual(['a: x\ufffd[2J\n> ::error::y; again in 2 s\n', 'a: changed; starts anew\n']);
  });

  it('counts cases', () => {
    const { written, stream } = recorder(false);
    const { suite } = showProgress({ quiet: false, stream, now: () => 0 });
    for (const done of [1, 2, 3]) suite({ done, total: 3, id: `case-${done}` });
    expect(written).toEqual(['1 of 3 cases, case-1\n', '3 of 3 cases\n']);
  });

  it('is about each piece of work', () => {
    const { written, stream } = recorder(false);
    const { model } = showProgress({ quiet: false, stream, now: () => 0 });
    model({ kind: 'wait', id: 'a', done: 5, total: undefined });
    model({ kind: 'hash', id: 'a', done: 5, total: 10 });
    model({ kind: 'hash', id: 'a', done: 6, total: 10 });
    expect(written).toEqual(['a: waiting for another process that downloads it, 5 B\n', 'a: verifying 5 B of 10 B\n']);
  });
});

describe('on a terminal', () => {
  it('is a bar, which gives the terminal back at the end', () => {
    const { written, stream } = recorder(true);
    const { model, end } = showProgress({ quiet: false, stream });
    model(download(0));
    model(download(50e6));
    end();
    end();
    const text = written.join('');
    expect(text).toContain('a: 50.0 MB of 100 MB');
    expect(text).toContain(' 50 %');
    // The cursor is hidden while the bar moves, and comes back.
    expect(text.lastIndexOf('\u001b[?25h')).toBeGreaterThan(text.lastIndexOf('\u001b[?25l'));
  });
});

it('is nothing when it is to be quiet', () => {
  const { written, stream } = recorder(true);
  const { model, suite, end } = showProgress({ quiet: true, stream });
  model(download(1));
  suite({ done: 1, total: 2, id: 'a' });
  end();
  expect(written).toEqual([]);
});

describe('startRate', () => {
  it('forgets the past, and begins anew with a restart', () => {
    let now = 0;
    const rate = startRate(() => now);
    const advance = (milliseconds: number, done: number) => {
      now += milliseconds;
      return rate.words(done, 1000e6);
    };
    expect(advance(0, 0)).toBe('');
    expect(advance(1000, 100e6)).toBe(', 100 MB/s, 9 s left');
    for (let step = 1; step <= 10; step++) advance(1000, 100e6 + step * 1e6);
    expect(advance(1000, 111e6)).toMatch(/^, 1\.00 MB\/s, 14 min \d+ s left$/);
    expect(advance(1000, 0)).toBe('');
    expect(advance(1000, 2e6)).toBe(', 2.00 MB/s, 8 min 19 s left');
  });

  it.each([
    [0, '0 s'],
    [59.2, '1 min 0 s'],
    [3599, '59 min 59 s'],
    [7300, '2 h 1 min'],
  ])('says %d s as %s', (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });
});
