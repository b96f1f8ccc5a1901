/** The `sh` template: a script whose values travel in the environment. */
import type { Diagnostic } from '../../diagnostics/index.ts';
import { describe, type Expr, isExpr, toNode } from '../expr.ts';
import { type ExpressionNode, renderExpression } from '../node.ts';
import { dedent } from './dedent.ts';
import { EnvironmentNames } from './environment-names.ts';
import { safeText } from './literal.ts';
import { type OutputWriter, shellWords, unfinishedText, writerCommand, writerFindings } from './output.ts';
import { type Placements, placeHoles, writesEnvironmentFile } from './place-holes.ts';
import { isSafe, type Place, refusals } from './places.ts';
import { type Hole, holeCharacter } from './scan.ts';
import { expressionInScript, type Script } from './script.ts';
import type { Unsafe } from './unsafe.ts';

/** What may stand in a hole of `sh`. */
export type ShellValue = string | number | Expr<string | number | boolean, string> | Unsafe | OutputWriter;

/**
 * A script for bash. Every expression becomes an environment variable that the script reads, quoted for the
 * place where it stands: no value can become code. Write the shell's own `${NAME}` as `\${NAME}`.
 *
 * Findings: `unsafe-shell-position`, `unsafe-environment-file`, `expression-in-script`, `output-position`,
 * `invalid-output-name`, `unfinished-shell-text`, `not-a-shell-value`.
 *
 * @example
 * sh`gh issue comment --body "Thanks for ${event.issue.title}"`;
 * // env: { EVENT_ISSUE_TITLE: ${{ github.event.issue.title }} }
 * // run: gh issue comment --body "Thanks for ${EVENT_ISSUE_TITLE}"
 */
export function sh(strings: TemplateStringsArray, ...values: readonly ShellValue[]): Script {
  const pieces = dedent(strings.raw.map((piece) => piece.replace(/\\(\$\{|`)/g, '$1')));
  const template = layOut(pieces, values);
  const placements = placeHoles(template.text, template.marks);
  const names = new EnvironmentNames([template.text, ...values.map(ownText)].join('\n'));
  const filled = template.values.map((value, index) => fill(value, index, placements, names, template.text));
  const parts = join(template.pieces, filled);
  const writers = values.filter(isWriter);
  return {
    kind: 'script',
    text: { kind: 'text', parts },
    env: names.env,
    outputs: [...new Set(writers.map((writer) => writer.name))],
    unsafe: values.filter(isUnsafe).map(({ node, reason }) => ({ node, reason })),
    findings: [
      ...filled.flatMap((each) => each.findings),
      ...writers.flatMap(writerFindings),
      ...textFindings(
        parts,
        placements,
        filled.some((each) => each.read && each.findings.length === 0),
      ),
    ],
  };
}

const isWriter = (value: unknown): value is OutputWriter => hasKind(value, 'output-writer');
const isUnsafe = (value: unknown): value is Unsafe => hasKind(value, 'unsafe');
const hasKind = (value: unknown, kind: string): boolean =>
  typeof value === 'object' && value !== null && !isExpr(value) && 'kind' in value && value.kind === kind;

/** Text of the author's that is not in the template: names in it are taken as well. */
const ownText = (value: ShellValue): string => (isWriter(value) ? `delimiter ${shellWords(value) ?? ''}` : '');

type Value =
  | { readonly kind: 'value'; readonly node: ExpressionNode }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'opaque'; readonly node: ExpressionNode }
  | { readonly kind: 'command'; readonly writer: OutputWriter };

interface Template {
  readonly pieces: readonly string[];
  readonly text: string;
  readonly values: readonly (Value | Diagnostic)[];
  readonly marks: ReadonlyMap<number, Hole>;
}

/** Puts literals into the text, and one character for everything else. */
function layOut(pieces: readonly string[], given: readonly ShellValue[]): Template {
  const marks = new Map<number, Hole>();
  const values: (Value | Diagnostic)[] = [];
  let text = pieces[0] ?? '';
  for (const [index, each] of given.entries()) {
    const value = classify(each, text);
    const kind = 'severity' in value ? 'opaque' : value.kind;
    marks.set(text.length, { index, kind });
    values.push(value);
    text += (kind === 'literal' && 'text' in value ? value.text : holeCharacter) + (pieces[index + 1] ?? '');
  }
  return { pieces, text, values, marks };
}

/** Behind `$` and `$NAME` a literal would become a part of the name: it goes through the environment too. */
function classify(value: ShellValue, before: string): Value | Diagnostic {
  if (isWriter(value)) return { kind: 'command', writer: value };
  if (isUnsafe(value)) return { kind: 'opaque', node: value.node };
  if (!isExpr(value) && !['string', 'number', 'boolean'].includes(typeof value)) return notAValue(value);
  const node = toNode(value);
  const text = node.kind === 'literal' ? String(node.value ?? '') : '';
  return safeText(text) && !/\$\w*$/.test(before) ? { kind: 'literal', text } : { kind: 'value', node };
}

function notAValue(value: unknown): Diagnostic {
  return {
    severity: 'error',
    code: 'not-a-shell-value',
    message: `${describe(value)} can't stand in sh`,
    hint: 'use a string, a number, an expression, writeOutput() or unsafeInline()',
  };
}

interface Filled {
  readonly part: string | ExpressionNode;
  /** Whether the script reads a value here. */
  readonly read?: true;
  readonly findings: readonly Diagnostic[];
}

/** What comes into a hole, or nothing when there is no safe way to fill it. */
function fill(
  value: Value | Diagnostic,
  index: number,
  found: Placements,
  names: EnvironmentNames,
  text: string,
): Filled {
  if ('severity' in value) return { part: '', findings: [value] };
  const visit = found.visits.get(index);
  if (value.kind === 'opaque') return { part: value.node, findings: [] };
  if (value.kind === 'literal') return { part: visit?.place === 'bare' ? `"${value.text}"` : value.text, findings: [] };
  if (value.kind === 'command') return fillCommand(value.writer, found.commands.has(index), names);
  const place = visit?.place ?? 'unplaced';
  const line = visit ? text.slice(0, visit.at).split('\n').length : undefined;
  if (!isSafe(place)) return { part: '', read: true, findings: [refusal(value.node, place, line)] };
  if (writesEnvironmentFile(visit?.pipeline))
    return { part: '', read: true, findings: [environmentFile(value.node, line)] };
  const name = names.nameOf(value.node);
  const findings = holdsExpression(value.node) ? [expressionInScript('pass the expression itself, not its text')] : [];
  return { part: place === 'bare' ? `"$${name}"` : `\${${name}}`, read: true, findings };
}

const holdsExpression = (node: ExpressionNode): boolean =>
  node.kind === 'literal' && String(node.value).includes('${{');

function fillCommand(writer: OutputWriter, inPlace: boolean, names: EnvironmentNames): Filled {
  if (inPlace) return { part: writerCommand(writer, names), findings: [] };
  const message = `writeOutput("${writer.name}") does not stand where a command may stand`;
  const hint = 'give it a line of its own, or join it with && or ;';
  return { part: '', findings: [{ severity: 'error', code: 'output-position', message, hint }] };
}

function refusal(
  node: ExpressionNode,
  place: Exclude<Place, 'bare' | 'double-quotes' | 'here-document'>,
  line?: number,
): Diagnostic {
  const { where, hint } = refusals[place];
  return {
    severity: 'error',
    code: 'unsafe-shell-position',
    message: `${label(node)} stands ${where}${onLine(line)}`,
    hint,
  };
}

function environmentFile(node: ExpressionNode, line: number | undefined): Diagnostic {
  return {
    severity: 'error',
    code: 'unsafe-environment-file',
    message: `${label(node)} is written to a file of the runner, where a line break in it adds entries${onLine(line)}`,
    hint: "write outputs with ${writeOutput('name', value)}, and set variables in the `env` of the step or job",
  };
}

const onLine = (line: number | undefined): string => (line === undefined ? '' : ` (line ${line} of the script)`);
const label = (node: ExpressionNode): string =>
  renderExpression(node, { step: () => 'steps.<step>', job: () => 'needs.<job>' });

/** The pieces and what fills the holes, as one text. */
function join(pieces: readonly string[], filled: readonly Filled[]): (string | ExpressionNode)[] {
  const parts: (string | ExpressionNode)[] = [];
  for (const part of pieces.flatMap((piece, index) => [piece, filled[index]?.part ?? ''])) {
    const last = parts.at(-1);
    if (typeof part !== 'string') parts.push(part);
    else if (typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  }
  return parts;
}

/** What is wrong with the text as a whole; what ends in the middle matters only where values are read. */
function textFindings(parts: readonly (string | ExpressionNode)[], found: Placements, reads: boolean): Diagnostic[] {
  const findings: Diagnostic[] = [];
  if (parts.some((part) => typeof part === 'string' && part.includes('${{'))) {
    findings.push(expressionInScript('put the value itself into the template: sh`echo ${value}`'));
  }
  if (reads && found.unfinished !== undefined) findings.push(unfinishedText('the script', found.unfinished));
  return findings;
}
