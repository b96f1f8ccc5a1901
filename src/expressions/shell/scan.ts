/** The text of a script while it is read: where the reader stands, and what it has learnt about each hole. */
import type { Command } from './command.ts';
import { isSafe, type Place, type SafePlace, type UnsafePlace } from './places.ts';

/**
 * What stands at a position of the text instead of (or, for a literal, as) the author's own characters.
 * A `value` is read from the environment, a `literal` is plain text, `opaque` came from unsafeInline(),
 * a `command` from writeOutput().
 */
export interface Hole {
  readonly index: number;
  readonly kind: 'value' | 'literal' | 'opaque' | 'command';
}

/** The character that stands for a hole in the text; the shell can't hold it. */
export const holeCharacter = '\0';

/** Commands joined by `|`; what a redirection does to them, it does to everything inside them. */
export interface Pipeline {
  readonly parent?: Pipeline;
  writesEnvironmentFile: boolean;
}

/** What becomes of a command's status: `if` and `while` look at it, and that of `$( … )` is not the script's. */
export type Role = 'statement' | 'condition' | 'substitution';

/** A pipeline once it is read; what stands inside a compound command is a pipeline of its own. */
export interface ReadPipeline {
  readonly pipeline: Pipeline;
  readonly commands: readonly Command[];
  readonly role: Role;
  readonly at: number;
  readonly end: number;
}

/** One hole met by the reader. */
export interface Visit {
  readonly hole: Hole;
  readonly at: number;
  readonly pipeline: Pipeline;
  place: Place;
}

/** A here-document whose body starts after the current line. */
export interface HereDocument {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly stripTabs: boolean;
  readonly pipeline: Pipeline;
  forbidden: UnsafePlace | undefined;
  visits: readonly Visit[];
}

/** Reads commands up to one of `closers`, which it consumes and returns; undefined at the end of the text. */
export type ReadCommands = (scan: Scan, closers: readonly string[]) => string | undefined;

/** The reader's state. Every reading function moves `at` forward and leaves it behind what it read. */
export class Scan {
  at = 0;
  end: number;
  /** Set while every value is refused, for instance inside arithmetic. */
  forbidden: UnsafePlace | undefined;
  pipeline: Pipeline = { writesEnvironmentFile: false };
  role: Role = 'statement';
  hereDocuments: HereDocument[] = [];
  /** What the text ended in the middle of. */
  unfinished: string | undefined;
  readonly visits: Visit[] = [];
  readonly pipelines: ReadPipeline[] = [];
  /** Assignments by name, to compare with the names in `evaluated` once everything is read. */
  readonly assignments: { readonly name: string; readonly visits: readonly Visit[] }[] = [];
  /** Variables that the shell evaluates somewhere: as arithmetic, or as the name of another variable. */
  readonly evaluated = new Set<string>();
  /** Holes of kind `command` that stand where a command may stand. */
  readonly commands = new Set<number>();

  constructor(
    readonly text: string,
    readonly holes: ReadonlyMap<number, Hole>,
    readonly readCommands: ReadCommands,
  ) {
    this.end = text.length;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** The character `ahead` of the reader, or '' behind the end. */
  peek(ahead = 0): string {
    return this.at + ahead < this.end ? (this.text[this.at + ahead] ?? '') : '';
  }

  sees(text: string): boolean {
    return this.at + text.length <= this.end && this.text.startsWith(text, this.at);
  }

  /** Consumes `text` if it comes next. */
  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Consumes what a sticky pattern matches here, or nothing: ''. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  /** Notes a hole that stands here; true when it was consumed. A literal is noted only: its text is read on. */
  takeHole(place: SafePlace): boolean {
    const hole = this.holes.get(this.at);
    if (!hole) return false;
    this.visits.push({ hole, at: this.at, pipeline: this.pipeline, place: this.forbidden ?? place });
    if (hole.kind === 'literal') return false;
    this.at++;
    return true;
  }

  /** Consumes the text up to `end` as one that the shell takes literally. */
  skipLiterally(end: number, place: UnsafePlace): void {
    this.forbid(place, () => {
      while (this.at < end) if (!this.takeHole('bare')) this.at++;
    });
  }

  /** Notes the variables in a text that the shell evaluates. */
  evaluate(text: string): void {
    for (const name of text.match(/[A-Za-z_]\w*/g) ?? []) this.evaluated.add(name);
  }

  /** Reads commands that have a role of their own. */
  inRole<T>(role: Role, read: () => T): T {
    const outer = this.role;
    this.role = role;
    const result = read();
    this.role = outer;
    return result;
  }

  /** Refuses every value that `read` meets; a place further out keeps its say. */
  forbid(place: UnsafePlace | undefined, read: () => void): void {
    const outer = this.forbidden;
    this.forbidden = outer ?? place;
    read();
    this.forbidden = outer;
  }
}

/** The values that were met since `visits` had `count` entries. */
export function valuesSince(scan: Scan, count: number): Visit[] {
  return scan.visits.slice(count).filter((visit) => visit.hole.kind === 'value');
}

export function refuse(visits: readonly Visit[], place: UnsafePlace): void {
  for (const visit of visits) if (isSafe(visit.place)) visit.place = place;
}
