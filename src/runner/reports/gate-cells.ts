/** What a table of gates says of each gate, the same in every format. */
import type { Gate } from '../../contract/index.ts';
import { formatAmount, formatShare } from '../measure/format.ts';

export interface GateCells {
  readonly id: string;
  readonly label: string;
  readonly status: Gate['status'];
  readonly measured: string;
  /** `> 95 %` */
  readonly asked: string;
  readonly n: string;
  /** The lower end of the interval, for rates. */
  readonly bound: string;
  /** How many clean samples would prove the threshold, where n can't. */
  readonly needed: string;
}

const worstFirst: readonly Gate['status'][] = ['failed', 'not-measured', 'passed'];

/** The failed first, then what was not measured; else in the order of the report. */
export const gatesWorstFirst = (gates: readonly Gate[]): Gate[] =>
  worstFirst.flatMap((status) => gates.filter((gate) => gate.status === status));

export function gateCells(gate: Gate): GateCells {
  const { statistics } = gate;
  return {
    id: gate.id,
    label: gate.label,
    status: gate.status,
    measured: gate.measured === null ? 'not measured' : formatAmount(gate.measured, gate.unit),
    asked: `${gate.comparison} ${formatAmount(gate.threshold, gate.unit)}`,
    n: gate.measured === null ? '' : String(gate.n),
    bound: statistics ? `${formatShare(statistics.lowerBound)}${statistics.decidedBy === 'bound' ? ' *' : ''}` : '',
    needed: statistics ? neededSamples(statistics, gate.threshold) : '',
  };
}

function neededSamples(statistics: NonNullable<Gate['statistics']>, threshold: number): string {
  if (statistics.neededToProve === null) return 'no number';
  if (statistics.provable >= threshold) return '';
  const repeats = statistics.neededRepeats === null ? '' : ` (x${statistics.neededRepeats})`;
  return `${statistics.neededToProve}${repeats}`;
}
