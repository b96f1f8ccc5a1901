/** What a check of an engine is, and what it gets and gives. */
import type { Config } from '../../../config/index.ts';
import type { Measurement } from '../../../contract/index.ts';
import type { CheckTag } from '../../../contract/suite-options.ts';
import type {
  Abilities,
  Engine,
  GenerateOptions,
  Generation,
  LoadedModel,
  LoadOptions,
  Message,
} from '../../engines/engine.ts';

/** One check: one file in `checks/`, and one line of the registry. */
export interface Check {
  /** The name of its file, too. */
  readonly id: string;
  /** What is so when it passes. */
  readonly title: string;
  /** What goes wrong for people when it fails. */
  readonly why: string;
  /** The groups that it is run with. */
  readonly tags: readonly CheckTag[];
  /** What the engine must be able to do; without it the check is reported as not measured. */
  readonly needs?: readonly Ability[];
  readonly run: (context: CheckContext) => Promise<CheckResult>;
}

/** What an engine can do or can't. */
export type Ability = { [Key in keyof Abilities]: Abilities[Key] extends boolean ? Key : never }[keyof Abilities];

export interface CheckResult {
  readonly verdict: 'right' | 'wrong' | 'not-measured';
  /** Why; the first is the most important. */
  readonly reasons: readonly string[];
  /** The answer that shows it. */
  readonly shown?: Generation | undefined;
  readonly measurements?: readonly Measurement[];
}

export interface CheckSettings {
  readonly seed: number;
  /** Milliseconds for one answer. */
  readonly timeoutMs: number;
  readonly contextSize?: number | undefined;
  /** Reads the settings of a folder, as the command line does. */
  readonly loadConfig?: ((folder: string) => Promise<Config>) | undefined;
  /** @default the environment of this process */
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

export interface CheckContext {
  readonly engine: Engine;
  /** Loaded, and warm. */
  readonly model: LoadedModel;
  /** Path of its file. */
  readonly file: string;
  readonly settings: CheckSettings;
  /** Aborts when the time of the check is up, or the suite is interrupted. */
  readonly signal: AbortSignal;
  /** Asks with temperature 0 unless told otherwise; the answer counts for the latencies of the suite. */
  readonly ask: (messages: readonly Message[], options?: GenerateOptions) => Promise<Generation>;
  /** Loads the model, or another file, once more; it is disposed of when the check is done. */
  readonly load: (options?: LoadOptions & { readonly file?: string }) => Promise<LoadedModel>;
  /** Records the time of a short answer of a warm model. */
  readonly recordWarm: (latencyMs: number) => void;
}

type Details = Omit<CheckResult, 'verdict' | 'reasons'>;

export const right = (reason: string, details: Details = {}): CheckResult => ({
  verdict: 'right',
  reasons: [reason],
  ...details,
});

/** @param reasons at least one */
export const wrong = (reasons: readonly string[], details: Details = {}): CheckResult => ({
  verdict: 'wrong',
  reasons,
  ...details,
});

export const notMeasured = (why: string): CheckResult => ({ verdict: 'not-measured', reasons: [why] });

/** Right when there is no fault. */
export const judge = (faults: readonly string[], otherwise: string, details: Details = {}): CheckResult =>
  faults.length > 0 ? wrong(faults, details) : right(otherwise, details);
