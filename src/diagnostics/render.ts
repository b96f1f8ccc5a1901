/** Renders findings as text for people, as JSON for programs, and as annotations for GitHub. */
import { isAbsolute, relative } from 'node:path';
import type { Diagnostic, Severity, SourceLocation } from './diagnostic.ts';

/** How text is drawn: with colours or without, and the folder that file names are shown relative to. */
export interface RenderOptions {
  readonly root: string;
  readonly colour?: boolean;
}

const ansi: Record<Severity, string> = { error: '31', warning: '33', info: '36' };

/**
 * Renders findings as text, a blank line between them.
 *
 * @example
 * renderText([{ severity: 'error', code: 'unknown-needs', message: 'there is no job "biuld"' }], { root: '.' });
 * // error[unknown-needs] there is no job "biuld"
 */
export function renderText(findings: readonly Diagnostic[], options: RenderOptions): string {
  return findings.map((finding) => renderFinding(finding, options)).join('\n\n');
}

function renderFinding(finding: Diagnostic, { root, colour = false }: RenderOptions): string {
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const place = finding.source ? `${paint('1', formatLocation(finding.source, root))} ` : '';
  const label = paint(ansi[finding.severity], `${finding.severity}[${finding.code}]`);
  const lines = [`${place}${label} ${printable(finding.message)}`];
  if (finding.path) lines.push(`  ${paint('2', 'at  ')} ${printable(finding.path)}`);
  if (finding.hint) lines.push(`  ${paint('2', 'hint')} ${printable(finding.hint)}`);
  return lines.join('\n');
}

/** `file:line:column` with the file relative to `root` and forward slashes. */
export function formatLocation(location: SourceLocation, root: string): string {
  return `${relativeFile(location.file, root)}:${location.line}:${location.column}`;
}

/** The file as seen from `root`, with forward slashes on every system. */
export function relativeFile(file: string, root: string): string {
  return (isAbsolute(file) ? relative(root, file) : file).replaceAll('\\', '/');
}

/** Findings with their files relative to `root`, as every report shows them. */
export function relativeFindings(findings: readonly Diagnostic[], root: string): Diagnostic[] {
  return findings.map((finding) =>
    finding.source
      ? { ...finding, source: { ...finding.source, file: relativeFile(finding.source.file, root) } }
      : finding,
  );
}

/**
 * Renders findings as GitHub workflow commands, which show as annotations on the changed lines.
 *
 * Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderAnnotations(findings: readonly Diagnostic[], root: string): string {
  return findings
    .map((finding) => {
      const properties: Record<string, string> = {};
      if (finding.source) {
        properties['file'] = relativeFile(finding.source.file, root);
        properties['line'] = String(finding.source.line);
        properties['col'] = String(finding.source.column);
      }
      properties['title'] = finding.code;
      const head = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
      const text = [finding.message, finding.path && `at ${finding.path}`, finding.hint].filter(Boolean).join('\n');
      return `::${finding.severity === 'info' ? 'notice' : finding.severity} ${head.join(',')}::${escapeData(text)}`;
    })
    .join('\n');
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text from files without what acts on its reader: terminal control codes, marks that change the direction of
 * reading, and GitHub's workflow commands. The runner skips blanks before `::`, and finds `##[` anywhere in a line.
 * Source: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function printable(text: string): string {
  return text
    .replace(unprintable, '\ufffd')
    .replace(/^(\s*)(?=::)/gm, '$1> ')
    .replaceAll('##[', '## [');
}
