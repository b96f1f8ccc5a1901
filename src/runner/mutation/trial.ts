/** What becomes of gates when something is broken on purpose. */
import type { Gate } from '../../contract/index.ts';

/** What became of one gate. */
export interface GateTrial {
  readonly id: string;
  readonly label: string;
  /** Of the healthy run. */
  readonly healthy: Gate['status'];
  /** The mutants that turned it red, each with what the gate said. */
  readonly turnedRed: readonly { readonly mutant: string; readonly breaks: string; readonly message: string }[];
}

/** The gates of a run in which something is broken. */
export interface BrokenRun {
  readonly mutant: string;
  /** What is broken, for people. */
  readonly breaks: string;
  readonly gates: readonly Gate[];
}

/** Which of the broken runs turned which gate of the healthy one red. */
export function compareGates(healthy: readonly Gate[], broken: readonly BrokenRun[]): GateTrial[] {
  return healthy.map(({ id, label, status }) => ({
    id,
    label,
    healthy: status,
    turnedRed: broken.flatMap(({ mutant, breaks, gates }) => {
      const gate = gates.find((each) => each.id === id);
      return gate?.status === 'failed' ? [{ mutant, breaks, message: gate.message }] : [];
    }),
  }));
}

/** A gate is proven when the healthy run passes it, and a broken one does not. */
export const isProven = ({ healthy, turnedRed }: GateTrial): boolean => healthy === 'passed' && turnedRed.length > 0;
