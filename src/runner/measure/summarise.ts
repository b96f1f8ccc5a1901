/** Turns the answers of a suite into the measurements of its report; the gates read them by their ids. */
import type { Measurement, Verdict } from '../../contract/index.ts';
import { peakMemory } from './memory.ts';
import { mean, percentile, sum } from './percentile.ts';

/** What is known of one answer: an attempt of a report, or a generation of an engine. */
export interface AnswerSample {
  readonly latencyMs: number;
  readonly ttftMs?: number | undefined;
  readonly completionTokens?: number | undefined;
  /** @default an answer that came */
  readonly verdict?: Verdict;
  readonly process?: { readonly peakBytes: number | undefined } | undefined;
}

export interface SuiteSamples {
  /** Milliseconds from nothing to a model that answers; null when it was not loaded. */
  readonly loadMs: number | null;
  /** Milliseconds of short answers of a warm model. */
  readonly warmMs?: readonly number[];
}

/** Nothing can be learned about speed from an answer that never came. */
const withoutAnswer: ReadonlySet<Verdict> = new Set(['engine-error', 'not-measured']);

/**
 * The measurements of a suite: `load-time`, `ttft`, `latency-mean`, `latency-p50`, `latency-p95`, `latency-p99`,
 * `throughput`, `warm-chat`, `peak-memory`, always all of them; what was not measured is null and says why.
 *
 * An answer that timed out counts with the time that it was given.
 */
export function summarise(samples: readonly AnswerSample[], suite: SuiteSamples): Measurement[] {
  const answers = samples.filter(({ verdict }) => verdict === undefined || !withoutAnswer.has(verdict));
  const latencies = answers.map(({ latencyMs }) => latencyMs);
  const firsts = answers.flatMap(({ ttftMs }) => ttftMs ?? []);
  const warm = suite.warmMs ?? [];
  const loads = suite.loadMs === null ? [] : [suite.loadMs];
  return [
    time('load-time', 'load time', loads, mean(loads), 'the model was not loaded'),
    time('ttft', 'time to first token, median', firsts, percentile(firsts, 0.5), 'the answers did not come in pieces'),
    time('latency-mean', 'time of an answer, mean', latencies, mean(latencies)),
    time('latency-p50', 'time of an answer, median', latencies, percentile(latencies, 0.5)),
    time('latency-p95', 'time of an answer, 95th percentile', latencies, percentile(latencies, 0.95)),
    time('latency-p99', 'time of an answer, 99th percentile', latencies, percentile(latencies, 0.99)),
    throughput(answers),
    time('warm-chat', 'time of a short answer when warm', warm, percentile(warm, 0.5), 'no warm answer was asked for'),
    memory(answers),
  ];
}

function time(
  id: string,
  label: string,
  samples: readonly number[],
  value: number | undefined,
  otherwise = 'there was no answer',
): Measurement {
  const measured = { id, label, unit: 'ms', value: value ?? null, n: samples.length, better: 'smaller' } as const;
  return value === undefined ? { ...measured, note: otherwise } : measured;
}

/** Tokens of all answers over the time of all answers: what one chat sees, however many run at once. */
function throughput(answers: readonly AnswerSample[]): Measurement {
  const counted = answers.filter(({ completionTokens, latencyMs }) => (completionTokens ?? 0) > 0 && latencyMs > 0);
  const seconds = sum(counted.map(({ latencyMs }) => latencyMs)) / 1000;
  const tokens = sum(counted.map(({ completionTokens }) => completionTokens ?? 0));
  const fixed = { id: 'throughput', label: 'tokens per second', unit: 'tokens/s', better: 'bigger' } as const;
  return counted.length === 0
    ? { ...fixed, value: null, n: 0, note: 'the engine does not tell how many tokens its answers have' }
    : { ...fixed, value: tokens / seconds, n: counted.length };
}

/** Of this process, and of the largest program that gave an answer. */
function memory(answers: readonly AnswerSample[]): Measurement {
  const programs = answers.flatMap(({ process }) => process?.peakBytes ?? []);
  const fixed = { id: 'peak-memory', label: 'peak memory', unit: 'bytes', better: 'smaller' } as const;
  return programs.length === 0
    ? { ...fixed, value: peakMemory(), n: 1, note: 'of this process' }
    : { ...fixed, value: Math.max(...programs), n: programs.length, note: 'of the programs that answered' };
}
