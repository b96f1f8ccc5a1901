/** `pipewright report gates`: what the suites ask for, and whether each gate can fail. */
import { exitCodes, type GateId } from '../../../contract/index.ts';
import { embeddedModelFile } from '../../../models/index.ts';
import { createEngine, EngineError } from '../../../runner/engines/index.ts';
import { gates } from '../../../runner/gates/index.ts';
import { formatAmount } from '../../../runner/measure/index.ts';
import { type GateTrial, isProven } from '../../../runner/mutation/trial.ts';
import { loadConfig } from '../../../synth/index.ts';
import { hasColours, type OutputOptions, printLine } from '../../terminal.ts';
import { prepareCases } from '../run/prepare-cases.ts';

export interface GatesOptions extends OutputOptions {
  readonly mutate: boolean;
  readonly cases: readonly string[] | undefined;
}

/** @returns the exit code: 1 when a gate can't fail */
export async function runGates(options: GatesOptions): Promise<number> {
  return options.mutate ? tryGates(options) : listGates(options);
}

async function listGates({ root, json }: GatesOptions): Promise<number> {
  const { gates: limits } = await loadConfig(root);
  const list = (Object.keys(gates) as GateId[]).map((id) => {
    const { label, suites, comparison, unit, threshold } = gates[id];
    const limit = limits[id] ?? threshold ?? false;
    return { id, label, suites, comparison, unit, limit };
  });
  if (json) printLine(JSON.stringify({ version: 1, gates: list }, undefined, 2));
  else
    for (const { id, label, comparison, unit, limit } of list)
      printLine(line(id, limit === false ? 'off' : `${comparison} ${formatAmount(limit, unit)}`, label));
  return exitCodes.ok;
}

async function tryGates({ root, json, cases: named }: GatesOptions): Promise<number> {
  const [{ tryQualityGates }, { loadJudge }] = await Promise.all([
    import('../../../runner/mutation/try-quality-gates.ts'),
    import('../../../runner/scoring/index.ts'),
  ]);
  const { cases } = await prepareCases(root, named);
  const quality = await tryQualityGates({ cases, judgeWith: loadJudge, root });
  const { trials: inference, missing } = await tryEngine();
  const trials = [...quality, ...inference];
  const unproven = trials.filter((trial) => !isProven(trial));
  if (json) printLine(JSON.stringify({ version: 1, trials, ...(missing ? { missing } : {}) }, undefined, 2));
  else printTrials(trials, unproven, missing);
  return unproven.length > 0 ? exitCodes.findings : exitCodes.ok;
}

/** The gates of the inference suite need an engine that is sound. */
async function tryEngine(): Promise<{ readonly trials: readonly GateTrial[]; readonly missing?: string }> {
  const { tryInferenceGates } = await import('../../../runner/mutation/try-inference-gates.ts');
  const engine = createEngine({ engine: 'llama' });
  try {
    return { trials: await tryInferenceGates({ engine, model: embeddedModelFile() }) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { trials: [], missing: `the gates of the inference suite were not tried: ${error.message}` };
  } finally {
    await engine.dispose();
  }
}

function printTrials(trials: readonly GateTrial[], unproven: readonly GateTrial[], missing: string | undefined): void {
  for (const trial of trials) {
    const [first] = trial.turnedRed;
    const told = first ? `${first.breaks}: ${first.message.split(';')[0]}` : 'nothing that was broken turned it red';
    printLine(line(trial.id, isProven(trial) ? paint('32', 'can fail') : paint('31', wrongWith(trial)), told));
  }
  if (missing) printLine(`\n${missing}`);
  const proven = trials.length - unproven.length;
  printLine(`\n${proven} of ${trials.length} gates pass a healthy run and fail a broken one`);
}

const wrongWith = ({ healthy }: GateTrial): string => (healthy === 'passed' ? 'NEVER FAILS' : `healthy: ${healthy}`);
const line = (id: string, state: string, text: string): string =>
  `${id.padEnd(24)}${state.padEnd(hasColours() ? 21 : 12)}${text}`;
const paint = (code: string, text: string): string => (hasColours() ? `\u001b[${code}m${text}\u001b[0m` : text);
