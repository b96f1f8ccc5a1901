/** Shows long work on standard error: a bar on a terminal, a line now and then elsewhere, nothing when asked to be quiet. */
import { SingleBar } from 'cli-progress';
import { printable } from '../diagnostics/index.ts';
import { formatBytes, type ModelEvent, type OnModelEvent } from '../models/index.ts';
import type { OnProgress } from '../runner/suites/suite.ts';
import { type Rate, startRate } from './rate.ts';

export interface Progress {
  readonly model: OnModelEvent;
  readonly suite: OnProgress;
  /** Any other work that can be counted. */
  readonly step: (step: Step) => void;
  /** Prints a line that stays. */
  readonly say: (text: string) => void;
  /** Ends the bar, so that other text can follow; safe to call twice. */
  end(): void;
}

export interface ProgressOptions {
  /** Says nothing, as under `--json`. */
  readonly quiet: boolean;
  /** @default standard error */
  readonly stream?: NodeJS.WriteStream | undefined;
  /** Milliseconds; for tests. @default the clock's */
  readonly now?: (() => number) | undefined;
}

const ignore = (): void => undefined;
const silent: Progress = { model: ignore, suite: ignore, step: ignore, say: ignore, end: ignore };

/** What a sink shows: words, and how far the work is where that is known. */
export interface Step {
  /** Of what the words are; a new key is a new piece of work. */
  readonly key: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly words: string;
}

interface Sink {
  show(step: Step): void;
  /** A line that stays. */
  say(text: string): void;
  end(): void;
}

/**
 * @example
 * const progress = showProgress({ quiet: json });
 * await resolveModel({ ..., onEvent: progress.model });
 * progress.end();
 */
export function showProgress({ quiet, stream = process.stderr, now = Date.now }: ProgressOptions): Progress {
  if (quiet) return silent;
  const sink = stream.isTTY === true && process.env['TERM'] !== 'dumb' ? barSink(stream) : lineSink(stream, now);
  const rates = new Map<string, Rate>();
  return {
    model: (event) => showModel(event, sink, (key) => remember(rates, key, () => startRate(now))),
    suite: ({ done, total, id }) => {
      const words = `${done} of ${total} cases${done === total ? '' : `, ${printable(id)}`}`;
      sink.show({ key: 'cases', done, total, words });
    },
    step: (step) => sink.show(step),
    say: (text) => sink.say(text),
    end: () => sink.end(),
  };
}

function showModel(event: ModelEvent, sink: Sink, rateOf: (key: string) => Rate): void {
  const { kind, id } = event;
  if (kind === 'retry' || kind === 'restart') {
    const then = kind === 'retry' ? `again in ${seconds(event.delayMs)}` : 'starts anew';
    sink.say(`${id}: ${printable(event.reason)}; ${then}`);
    return;
  }
  const { done, total } = event;
  const key = `${kind} ${id}`;
  const size = total === undefined ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`;
  sink.show({ key, done, total, words: `${id}: ${verbs[kind]}${size}${rateOf(key).words(done, total)}` });
}

const verbs = { download: '', hash: 'verifying ', wait: 'waiting for another process that downloads it, ' } as const;

function barSink(stream: NodeJS.WriteStream): Sink {
  let bar: SingleBar | undefined;
  let current = '';
  const end = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    show({ key, done, total, words }) {
      if (key !== current) end();
      current = key;
      bar ??= startBar(stream, total ?? 0);
      if (total !== undefined) bar.setTotal(total);
      bar.update(done, { words });
    },
    say(text) {
      end();
      stream.write(`${text}\n`);
    },
    end,
  };
}

function startBar(stream: NodeJS.WriteStream, total: number): SingleBar {
  const format = '{bar} {percentage} % {words}';
  const bar = new SingleBar({ stream, format, barsize: 16, hideCursor: true, fps: 8, emptyOnZero: true });
  bar.start(total, 0, { words: '' });
  return bar;
}

const lineEveryMs = 10_000;

/** For logs, where a bar would be thousands of lines: the first and the last step, and one every ten seconds. */
function lineSink(stream: NodeJS.WriteStream, now: () => number): Sink {
  let current = '';
  let last = 0;
  const say = (text: string): void => {
    stream.write(`${text}\n`);
  };
  return {
    show({ key, done, total, words }) {
      const isDue = key !== current || done === total || now() - last >= lineEveryMs;
      if (!isDue) return;
      current = key;
      last = now();
      say(words);
    },
    say,
    end: () => undefined,
  };
}

/** The one of this key; made when it is asked for first. */
function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

const seconds = (milliseconds: number): string => `${Math.max(Math.round(milliseconds / 1000), 1)} s`;
