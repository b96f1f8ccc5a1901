/** What a risk rule is, and what it finds. */
import type { RiskLevel } from '../../contract/index.ts';
import type { Place } from '../shell/index.ts';
import type { Use } from './use.ts';

/** One thing a rule found in a command. */
export interface Finding {
  readonly level: Exclude<RiskLevel, 'safe'>;
  readonly message: string;
  /** Where, when it is less than the whole command. */
  readonly place?: Place | undefined;
}

export interface Rule {
  /** The name of its file. */
  readonly id: string;
  /** Why such commands are dangerous, in one sentence. */
  readonly why: string;
  readonly examples: {
    /** Commands that the rule finds, each with the level. */
    readonly match: readonly (readonly [command: string, level: Finding['level']])[];
    /** Commands that look alike, and that the rule leaves alone. */
    readonly pass: readonly string[];
  };
  /** Looks at one command; every command of a text is shown to every rule. */
  readonly check: (use: Use) => readonly (Finding | undefined)[];
}

/** Lines of `pattern, level, message`: the pattern is matched against `use.line`. */
export type Table = readonly (readonly [pattern: RegExp, level: Finding['level'], message: string])[];

/** Every line of a table that a command matches. */
export const lookUp = (use: Use, table: Table): readonly Finding[] =>
  table.flatMap(([pattern, level, message]) => (pattern.test(use.line) ? [{ level, message }] : []));
