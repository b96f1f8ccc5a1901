/** Holds what a suite measured against its gates. */
import type { Gate, GateId, Report, SuiteStatus } from '../../contract/index.ts';
import { formatAmount, formatShare } from '../measure/format.ts';
import type { GateDefinition, GateInput, Measured } from './gate.ts';
import { gates } from './registry.ts';
import { samplesToProve, wilsonLowerBound } from './statistics.ts';

/** Confidence of the bound that is told when none is asked for. */
const usualConfidence = 0.95;

/**
 * Evaluates the gates of a suite, in the order of the registry.
 *
 * The measured rate decides. With `settings.confidence` the lower end of its Wilson interval does.
 */
export function evaluateGates(input: GateInput): Gate[] {
  return ids
    .filter((id) => gates[id].suites.includes(input.suite))
    .flatMap((id) => {
      const threshold = thresholdOf(id, input);
      return threshold === undefined ? [] : [evaluate(id, threshold, input)];
    });
}

/** What a suite is run for; the other gates are about time and memory. */
const aboutAnswers: ReadonlySet<string> = new Set<GateId>([
  'safe-pass-rate',
  'dangerous-stopped-rate',
  'unsafe-answers',
  'bias-pass-rate',
  'grounded-pass-rate',
  'checks-pass-rate',
]);

/**
 * Whether a suite passed: every gate that could be measured did, and one about the answers could, unless all of those
 * are switched off.
 */
export function statusOf(gateResults: readonly Gate[]): Extract<SuiteStatus, 'passed' | 'failed'> {
  return nothingLearned(gateResults) || gateResults.some(({ status }) => status === 'failed') ? 'failed' : 'passed';
}

/** Whether no gate says anything of the answers, though some were meant to. */
export function nothingLearned(gateResults: readonly Gate[]): boolean {
  const meant = gateResults.filter(({ id }) => aboutAnswers.has(id));
  const relevant = meant.length > 0 ? meant : gateResults;
  return relevant.every(({ status }) => status === 'not-measured');
}

const ids = Object.keys(gates) as GateId[];

function thresholdOf(id: GateId, input: GateInput): number | undefined {
  const limit = input.limits[id];
  if (limit === false) return undefined;
  if (limit !== undefined) return limit;
  const { threshold, applies } = gates[id];
  return applies?.(input) === false ? undefined : threshold;
}

function evaluate(id: GateId, threshold: number, input: GateInput): Gate {
  const definition = gates[id];
  const measured = definition.measure(input);
  const { label, comparison, unit } = definition;
  const fixed = { id, label, comparison, unit, threshold };
  if (measured.kind === 'not-measured')
    return { ...fixed, status: 'not-measured', measured: null, n: 0, message: `not measured: ${measured.why}` };
  if (measured.kind === 'rate') return rateGate(fixed, measured, input.settings);
  const status = compare(measured.value, comparison, threshold) ? 'passed' : 'failed';
  const message = `${formatAmount(measured.value, unit)}; ${words[comparison]} ${formatAmount(threshold, unit)} asked for`;
  return { ...fixed, status, measured: measured.value, n: measured.n, message };
}

type Fixed = Pick<Gate, 'id' | 'label' | 'comparison' | 'unit' | 'threshold'>;

function rateGate(fixed: Fixed, { successes, n }: Measured & { kind: 'rate' }, settings: Report['settings']): Gate {
  const confidence = settings.confidence ?? usualConfidence;
  const neededToProve = samplesToProve(fixed.threshold, confidence);
  const samplesPerRepeat = n / settings.repeat;
  const statistics: Gate['statistics'] = {
    successes,
    confidence,
    lowerBound: wilsonLowerBound(successes, n, confidence),
    provable: wilsonLowerBound(n, n, confidence),
    neededToProve,
    neededRepeats: neededToProve === null ? null : Math.ceil(neededToProve / samplesPerRepeat),
    decidedBy: settings.confidence === null ? 'rate' : 'bound',
  };
  const rate = successes / n;
  const deciding = statistics.decidedBy === 'rate' ? rate : statistics.lowerBound;
  const status = compare(deciding, fixed.comparison, fixed.threshold) ? 'passed' : 'failed';
  return { ...fixed, status, measured: rate, n, statistics, message: describeRate(fixed, successes, n, statistics) };
}

function describeRate(
  { threshold, comparison }: Fixed,
  successes: number,
  n: number,
  { confidence, lowerBound, provable, neededToProve, neededRepeats, decidedBy }: NonNullable<Gate['statistics']>,
): string {
  const found = `${successes} of ${n} (${formatShare(successes / n)}); ${words[comparison]} ${formatShare(threshold)} asked for`;
  const bound = `with ${formatShare(confidence)} confidence the true rate is at least ${formatShare(lowerBound)}${decidedBy === 'bound' ? ', and that decides' : ''}`;
  if (neededToProve === null) return `${found}; ${bound}; no number of samples proves 100 %`;
  if (provable >= threshold) return `${found}; ${bound}`;
  return `${found}; ${bound}; ${n} samples can prove ${formatShare(provable)} at best, ${neededToProve} (--repeat ${neededRepeats}) would prove it`;
}

const words: Readonly<Record<GateDefinition['comparison'], string>> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
};

/** NaN passes no comparison. */
function compare(value: number, comparison: GateDefinition['comparison'], threshold: number): boolean {
  switch (comparison) {
    case '>=':
      return value >= threshold;
    case '>':
      return value > threshold;
    case '<=':
      return value <= threshold;
    case '<':
      return value < threshold;
  }
}
