/** What a gate is: something measured, and what it is compared with. */
import type { Gate, GateId, GateLimits, Report } from '../../contract/index.ts';

/** The parts of a report that gates look at. */
export type GateInput = Pick<Report, 'suite' | 'cases' | 'measurements' | 'model' | 'settings'> &
  Partial<Pick<Report, 'baseline'>> & { readonly limits: GateLimits };

export type Measured =
  | { readonly kind: 'rate'; readonly successes: number; readonly n: number }
  | { readonly kind: 'amount'; readonly value: number; readonly n: number }
  | { readonly kind: 'not-measured'; readonly why: string };

export interface GateDefinition {
  readonly label: string;
  readonly suites: readonly Report['suite'][];
  readonly comparison: Gate['comparison'];
  readonly unit: Gate['unit'];
  /** Without one the gate is off unless somebody sets it. */
  readonly threshold?: number;
  /** Whether it is of interest when nobody has set it. @default always */
  readonly applies?: (input: GateInput) => boolean;
  readonly measure: (input: GateInput) => Measured;
}

export type GateTable = Readonly<Record<GateId, GateDefinition>>;
