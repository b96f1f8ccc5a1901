/** The position in a shell text, and what every part of the reader shares. */
import type { Place, RawWord, Script, SyntaxProblem } from './syntax.ts';

/** Deeper programs are refused: no person writes them, and the reader is recursive. */
const deepest = 150;

/** A here-document whose body starts after the line that announces it. */
export interface PendingDocument {
  readonly delimiter: string;
  readonly literal: boolean;
  readonly stripTabs: boolean;
  readonly accept: (body: RawWord) => void;
}

/** Reads commands up to one of `ends`; words hold commands and commands hold words, so words get it from here. */
export type ReadScript = (scanner: Scanner, ends: readonly string[]) => Script;

export class ShellSyntaxError extends Error {
  readonly problem: SyntaxProblem;

  constructor(problem: SyntaxProblem) {
    super(problem.message);
    this.name = 'ShellSyntaxError';
    this.problem = problem;
  }
}

export class Scanner {
  readonly text: string;
  /** The place of everything, for text that stands inside another text. */
  readonly origin: Place | undefined;
  readonly readScript: ReadScript;
  readonly documents: PendingDocument[] = [];
  position = 0;
  #depth: number;

  constructor(text: string, readScript: ReadScript, origin?: Place, depth = 0) {
    this.text = text;
    this.readScript = readScript;
    this.origin = origin;
    this.#depth = depth;
  }

  get depth(): number {
    return this.#depth;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  peek(length = 1): string {
    return this.text.slice(this.position, this.position + length);
  }

  starts(prefix: string): boolean {
    return this.text.startsWith(prefix, this.position);
  }

  take(length = 1): string {
    const taken = this.peek(length);
    this.position += length;
    return taken;
  }

  /** Takes what a sticky expression matches here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  placeFrom(start: number): Place {
    return this.origin ?? { start, end: this.position };
  }

  fail(message: string, offset = this.position): never {
    throw new ShellSyntaxError({ message, offset: this.origin?.start ?? Math.min(offset, this.text.length) });
  }

  /** Reads something nested. */
  deeper<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > deepest) this.fail(`it is nested more than ${deepest} levels deep`);
    const result = read();
    this.#depth -= 1;
    return result;
  }
}
