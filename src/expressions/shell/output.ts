/** Writes a step output from a script, so that the value can't add outputs of its own. */
import type { Diagnostic } from '../../diagnostics/index.ts';
import { type Expr, isExpr, toNode } from '../expr.ts';
import type { EnvironmentNames } from './environment-names.ts';
import { safeText } from './literal.ts';
import { placeHoles } from './place-holes.ts';

/** Words of the shell, written by the author: `{ shell: '"$lane"' }`. */
export interface ShellWords {
  readonly shell: string;
}

export interface OutputWriter {
  readonly kind: 'output-writer';
  readonly name: string;
  readonly value: string | number | boolean | Expr | ShellWords;
}

/**
 * A command that writes a step output; stands in sh where a command may stand.
 *
 * Findings: `invalid-output-name`, `output-position`, `unfinished-shell-text`.
 *
 * @example
 * sh`${writeOutput('lane', true)}`; // echo "lane=true" >> "$GITHUB_OUTPUT"
 * sh`${writeOutput('title', event('issues').issue.title)}`; // ( output_end=…; printf … ) >> "$GITHUB_OUTPUT"
 * sh`
 *   version="$(git describe)"
 *   ${writeOutput('version', { shell: '"$version"' })}
 * `; // in two steps: printf would hide that git has failed
 */
export function writeOutput(name: string, value: OutputWriter['value']): OutputWriter {
  return { kind: 'output-writer', name, value };
}

/** The shell command of a writer, on one line. */
export function writerCommand(writer: OutputWriter, names: EnvironmentNames): string {
  const { name } = writer;
  const text = shellWords(writer) === undefined && !isExpr(writer.value) ? String(writer.value) : undefined;
  if (text !== undefined && (text === '' || safeText(text))) return `echo "${name}=${text}" >> "$GITHUB_OUTPUT"`;
  const words = shellWords(writer) ?? `"$${names.nameOf(toNode(writer.value))}"`;
  // 128 random bits, in a subshell that keeps the variable to itself. No value can hold the end of its own block.
  const end = `output_end="$(od -An -N16 -tx4 /dev/urandom | tr -d ' ')"`;
  return `( ${end}; printf '%s\\n' "${name}<<$output_end" ${words} "$output_end" ) >> "$GITHUB_OUTPUT"`;
}

/** What the author wrote in the language of the shell. */
export function shellWords({ value }: OutputWriter): string | undefined {
  return typeof value === 'object' && !isExpr(value) ? value.shell : undefined;
}

/** What is wrong with a writer, wherever it stands. */
export function writerFindings(writer: OutputWriter): Diagnostic[] {
  const findings: Diagnostic[] = [];
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(writer.name)) {
    const hint = 'start with a letter or _, go on with letters, digits, - and _';
    const message = `"${writer.name}" can't be the name of an output`;
    findings.push({ severity: 'error', code: 'invalid-output-name', message, hint });
  }
  const { unfinished } = placeHoles(`printf ${shellWords(writer) ?? ''}`, new Map());
  if (unfinished !== undefined) findings.push(unfinishedText(`the value of the output "${writer.name}"`, unfinished));
  return findings;
}

/** The finding for text that ends inside a quote or a bracket. */
export function unfinishedText(what: string, unfinished: string): Diagnostic {
  return {
    severity: 'error',
    code: 'unfinished-shell-text',
    message: `${what} can't be followed to its end: ${unfinished} is not closed`,
    hint: 'close it, or move this part into a script file and pass the values as arguments',
  };
}
