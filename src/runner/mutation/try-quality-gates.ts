/** Tries the gates of the quality suite: a healthy run passes them, and mutants must not. */
import type { GateLimits, Measurement, Policy, Report } from '../../contract/index.ts';
import { assembleReport } from '../assemble-report.ts';
import { chatsOf } from '../cases/chats.ts';
import type { TestCase } from '../cases/test-case.ts';
import { scriptedEngine } from '../engines/scripted.ts';
import { gates } from '../gates/index.ts';
import type { Judge } from '../scoring/index.ts';
import { wholeSuite } from '../shards/shards.ts';
import { runQuality } from '../suites/quality/run-quality.ts';
import type { Specimen } from './mutant.ts';
import { mutants } from './registry.ts';
import { compareGates, type GateTrial } from './trial.ts';

export interface QualityTrial {
  readonly cases: readonly TestCase[];
  /** Loads a judge; one mutant needs a lenient one. */
  readonly judgeWith: (options: { readonly policy: Policy }) => Promise<Judge>;
  readonly root: string;
}

/** Two attempts: with one no case can be flaky. */
const repeat = 2;

/**
 * Tries every gate of the quality suite. A gate is proven when the healthy run passes it and a mutant does not.
 *
 * The answers of the healthy run are the first known good ones; its measurements lie well within the limits.
 */
export async function tryQualityGates(request: QualityTrial): Promise<GateTrial[]> {
  const healthy: Specimen = {
    cases: request.cases,
    answer: ({ known_good }) => known_good[0] ?? '',
    measurements: healthyMeasurements(),
    policy: 'strict',
    baseline: undefined,
  };
  const baseline = await report(healthy, request);
  const specimen = { ...healthy, baseline };
  const before = (await report(specimen, request)).gates;
  const reports = await Promise.all(
    mutants.map(async ({ id, breaks, apply }) => ({
      mutant: id,
      breaks,
      gates: (await report(apply(specimen), request)).gates,
    })),
  );
  return compareGates(before, reports);
}

async function report(specimen: Specimen, { judgeWith, root }: QualityTrial): Promise<Report> {
  const { policy } = specimen;
  const [engine, judge] = [answeringEngine(specimen), await judgeWith({ policy })];
  const settings = { repeat, seed: 0, temperature: 1, confidence: null, policy } as const;
  const run = { engine, model: '', cases: specimen.cases, judge, root, ...settings, timeoutMs: 60_000 };
  const result = await runQuality(run);
  return assembleReport({
    suite: 'quality',
    version: '0.0.0',
    startedAt: new Date(0),
    engine: await engine.describe(),
    model: { id: 'scripted', file: '', sha256: null, bytes: null, quantization: null, testInstrument: false },
    fixtures: { sha256: '0'.repeat(64), files: [], cases: specimen.cases.length },
    settings,
    shard: wholeSuite,
    result: { ...result, measurements: specimen.measurements },
    limits,
    baseline: specimen.baseline,
  });
}

/** Answers each chat of each case as the specimen says; the seed tells which attempt it is. */
function answeringEngine({ cases, answer }: Specimen) {
  const byChat = new Map(cases.flatMap((each) => chatsOf(each).map((chat) => [JSON.stringify(chat), each] as const)));
  return scriptedEngine({
    answers: (messages, { seed = 0 }) => {
      const testCase = byChat.get(JSON.stringify(messages));
      return testCase ? answer(testCase, seed) : '';
    },
  });
}

/** Limits for the gates that have none by themselves, so that they are tried too. */
const limits: GateLimits = {
  'flaky-cases': 0,
  ttft: 1000,
  'latency-p50': 5000,
  'latency-p99': 20_000,
  throughput: 1,
  'peak-memory': 4e9,
  'gpu-use': 50,
};

const amounts = { ms: 100, 'tokens/s': 100, bytes: 1e8, '%': 90 } as const;

/** One measurement for each gate that reads one. */
function healthyMeasurements(): Measurement[] {
  return Object.entries(gates).flatMap(([id, { label, unit }]) => {
    if (!Object.hasOwn(amounts, unit) || id.startsWith('baseline-')) return [];
    const amount = unit as keyof typeof amounts;
    return [
      {
        id,
        label,
        unit: amount,
        value: amounts[amount],
        n: 1,
        better: amount === 'ms' ? 'smaller' : 'bigger',
      } as const,
    ];
  });
}
