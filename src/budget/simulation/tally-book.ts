/** Counts what each kind of job does while the month runs: all that is counted of a kind lies side by side. */
import type { Tally } from './run-template.ts';

/** The position of each sum in its row. */
const columns = {
  runs: 0,
  seconds: 1,
  minutes: 2,
  cutRuns: 3,
  cutMinutes: 4,
  queuedSeconds: 5,
} as const satisfies Record<Exclude<keyof Tally, 'begun'>, number>;
const width = 8;

export interface TallyBook {
  /** @returns how many began before it */
  begin(row: number, queuedSeconds: number): number;
  end(row: number, seconds: number, minutes: number, cut: boolean): void;
  /** Adds what was counted in a row. */
  addTo(tally: Tally, row: number): void;
}

export function openTallyBook(rows: number): TallyBook {
  const begun = new Int32Array(rows);
  const sums = new Float64Array(rows * width);
  const add = (row: number, column: number, amount: number): void => {
    sums[row * width + column] = (sums[row * width + column] as number) + amount;
  };
  return {
    begin(row, queuedSeconds) {
      add(row, columns.queuedSeconds, queuedSeconds);
      const before = begun[row] as number;
      begun[row] = before + 1;
      return before;
    },
    end(row, seconds, minutes, cut) {
      add(row, columns.runs, 1);
      add(row, columns.seconds, seconds);
      add(row, columns.minutes, minutes);
      if (!cut) return;
      add(row, columns.cutRuns, 1);
      add(row, columns.cutMinutes, minutes);
    },
    addTo(tally, row) {
      tally.begun += begun[row] as number;
      for (const [name, column] of Object.entries(columns)) {
        tally[name as keyof typeof columns] += sums[row * width + column] as number;
      }
    },
  };
}
