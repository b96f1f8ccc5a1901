/** Tries the gates of the inference suite: a real engine passes them, and a broken one must not. */
import { createEngine, type Engine } from '../engines/index.ts';
import { evaluateGates } from '../gates/index.ts';
import { runInferenceSuite } from '../suites/inference/index.ts';
import type { SuiteResult } from '../suites/suite.ts';
import { compareGates, type GateTrial } from './trial.ts';

export interface InferenceTrial {
  readonly engine: Engine;
  /** Path of the model file. */
  readonly model: string;
  readonly signal?: AbortSignal | undefined;
}

/** The gates that no other suite has. */
const own = ['checks-pass-rate', 'warm-chat'];
const settings = { seed: 42, timeoutMs: 60_000 };

/**
 * Runs the checks with the engine, with one that says nothing, and with a clock that is a thousand times too slow.
 *
 * @throws EngineError when the model can't be loaded
 */
export async function tryInferenceGates({ engine, model, signal }: InferenceTrial): Promise<GateTrial[]> {
  const healthy = await runInferenceSuite({ ...settings, engine, model, signal });
  const mute = createEngine({ engine: 'scripted', answers: [''] });
  const silent = await runInferenceSuite({ ...settings, engine: mute, model, signal });
  return compareGates(gatesOf(healthy), [
    { mutant: 'silent-engine', breaks: 'the engine says nothing', gates: gatesOf(silent) },
    { mutant: 'slow', breaks: 'everything takes a thousand times as long', gates: gatesOf(slowed(healthy)) },
  ]);
}

function gatesOf({ cases, measurements }: SuiteResult) {
  const all = evaluateGates({
    suite: 'inference',
    cases: [...cases],
    measurements: [...measurements],
    model: { id: 'tried', file: '', sha256: null, bytes: null, quantization: null, testInstrument: true },
    settings: { repeat: 1, seed: settings.seed, temperature: 0, confidence: null, policy: 'strict' },
    limits: {},
  });
  return all.filter(({ id }) => own.includes(id));
}

const slowed = (result: SuiteResult): SuiteResult => ({
  ...result,
  measurements: result.measurements.map((each) =>
    each.unit === 'ms' && each.value !== null ? { ...each, value: each.value * 1000 } : each,
  ),
});
