/** The runs that go on and their jobs, in columns; the rows of a run that is over serve the next one of its kind. */
import { grown } from './column.ts';
import { openWaitingLine, type WaitingLine } from './waiting-line.ts';

/** What a job does at a moment: it waits for other jobs, for its turn in a group, or for a runner; it runs, or is over. */
export const jobStates = { blocked: 0, held: 1, queued: 2, running: 3, done: 4 } as const;

/** What a job found of the caches that it restores: the worst of them counts. */
export const cacheFinds = { none: 0, partial: 1, exact: 2 } as const;

/** What all runs of a kind have in common. */
export interface RunShape {
  /** Its position among the kinds of runs. */
  readonly index: number;
  /** The position of its first job among the kinds of jobs; the others follow. */
  readonly firstJobKind: number;
  /** For each job, how many others it waits for. */
  readonly waits: readonly number[];
}

/** Each run and each job is a number: its row in the columns. */
export class LiveRuns {
  // Of each run: its kind, its number in the month, its event, and its first job; the others follow.
  kind = new Int32Array(64);
  id = new Int32Array(64);
  event = new Int32Array(64);
  firstJob = new Int32Array(64);
  /** How many of its jobs are not over. */
  left = new Int32Array(64);
  /** How many of its jobs are over and still stand in a queue, because they were cancelled. */
  stale = new Int32Array(64);
  // Of each job.
  jobKind = new Int32Array(64);
  run = new Int32Array(64);
  waitsFor = new Int32Array(64);
  state = new Uint8Array(64);
  found = new Uint8Array(64);
  /** Since when it is queued, or running. */
  since = new Float64Array(64);
  readonly #free: readonly WaitingLine[];
  #runs = 0;
  #jobs = 0;

  constructor(shapes: readonly RunShape[]) {
    this.#free = shapes.map(openWaitingLine);
  }

  open(shape: RunShape, id: number, event: number): number {
    const { index, waits } = shape;
    const run = this.#free[index]?.take() ?? this.#add(shape);
    this.id[run] = id;
    this.event[run] = event;
    this.left[run] = waits.length;
    let job = this.firstJob[run] as number;
    for (const count of waits) {
      this.waitsFor[job] = count;
      this.state[job++] = jobStates.blocked;
    }
    return run;
  }

  /** Nothing is to come of it, except that cancelled jobs may still stand in queues. */
  close(run: number): void {
    if (this.stale[run] === 0) this.#giveBack(run);
  }

  /** A cancelled job stands in its queue for some time. */
  leaveStanding(job: number): void {
    (this.stale[this.run[job] as number] as number)++;
  }

  /** A cancelled job does not stand in its queue any more. */
  forget(job: number): void {
    const run = this.run[job] as number;
    if (--(this.stale[run] as number) === 0 && this.left[run] === 0) this.#giveBack(run);
  }

  #giveBack(run: number): void {
    this.#free[this.kind[run] as number]?.add(run);
  }

  #add({ index, firstJobKind, waits }: RunShape): number {
    const run = this.#runs++;
    if (run === this.id.length) this.#growRuns();
    while (this.#jobs + waits.length > this.state.length) this.#growJobs();
    this.kind[run] = index;
    this.firstJob[run] = this.#jobs;
    for (const position of waits.keys()) {
      this.run[this.#jobs] = run;
      this.jobKind[this.#jobs++] = firstJobKind + position;
    }
    return run;
  }

  #growRuns(): void {
    this.kind = grown(this.kind);
    this.id = grown(this.id);
    this.event = grown(this.event);
    this.firstJob = grown(this.firstJob);
    this.left = grown(this.left);
    this.stale = grown(this.stale);
  }

  #growJobs(): void {
    this.jobKind = grown(this.jobKind);
    this.run = grown(this.run);
    this.waitsFor = grown(this.waitsFor);
    this.state = grown(this.state);
    this.found = grown(this.found);
    this.since = grown(this.since);
  }
}
