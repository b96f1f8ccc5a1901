/** What the tool has to say about a file: findings as data, and the one error that is thrown. */

/** A place in a file; line and column start at 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A part of a node, for a place more exact than the node's own. */
export interface Part {
  /** The route from the document, `jobs.build.steps[1].run`. */
  readonly path?: string | undefined;
  /** A key below the path. */
  readonly key?: string | undefined;
  /** How many characters into the text at the path. */
  readonly offset?: number | undefined;
}

/** Finds the place of a node, or of a part of it where that is known. */
export interface Source {
  /** The language of the file, known without looking the place up. */
  readonly language: 'typescript' | 'yaml';
  locate(part?: Part): SourceLocation | undefined;
}

export type Severity = 'error' | 'warning' | 'info';

/**
 * One finding: what is wrong, where, and what to write instead.
 *
 * `code` is the kebab-case name of the rule or check; `path` is the route in the workflow
 * (`jobs.build.steps[1].with`).
 */
export interface Diagnostic {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly source?: SourceLocation | undefined;
  readonly path?: string | undefined;
  readonly hint?: string | undefined;
}

/**
 * Thrown where there is no way on: carries every finding collected so far and the exit code.
 *
 * @example
 * throw new PipelineError([{ severity: 'error', code: 'no-package', message: 'there is no package.json here' }], 2);
 */
export class PipelineError extends Error {
  readonly findings: readonly Diagnostic[];
  readonly exitCode: 1 | 2 | 3;

  constructor(findings: readonly Diagnostic[], exitCode: 1 | 2 | 3 = 1, options?: ErrorOptions) {
    super(findings.map((finding) => finding.message).join('\n'), options);
    this.name = 'PipelineError';
    this.findings = findings;
    this.exitCode = exitCode;
  }
}
