/** What jobs and steps are called on a page. */
import { findExpressions } from '../expressions/parse.ts';
import { clip, code, codes, escapeText, oneLine } from '../markup/markdown.ts';
import type { Job, RunStep, Step } from '../model/index.ts';

/** A part of a text: as it was written, or the expression that it stands for. */
interface TextPart {
  readonly text: string;
  readonly isExpression: boolean;
}

/** A text cut where its expressions start and end. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { source, start, closed } of findExpressions(text)) {
    if (!closed) break;
    parts.push({ text: text.slice(end, start), isExpression: false }, { text: source.trim(), isExpression: true });
    end = start + '${{'.length + source.length + '}}'.length;
  }
  return [...parts, { text: text.slice(end), isExpression: false }].filter(({ text: each }) => each !== '');
}

/**
 * A text with its expressions as code.
 *
 * @example
 * named('Test on ${{ matrix.os }}'); // Test on `matrix.os`
 */
export function named(text: string): string {
  const parts = partsOf(oneLine(text));
  return parts.map((part) => (part.isExpression ? code(clip(part.text)) : spaced(part.text))).join('');
}

/** Escaped, with the blanks around it. */
const spaced = (text: string): string => text.replace(/\S.*\S|\S/, escapeText);

/** A text with its expressions as they are, without `${{ }}`. */
export const plainName = (text: string): string =>
  partsOf(oneLine(text))
    .map((part) => part.text)
    .join('');

/** The name of a job, or its id. */
export const jobTitle = (job: Job): string => named(job.name ?? job.id);

/** What a step is called: its name, its action, or how its script starts. */
export function stepTitle(step: Step): string {
  if ('name' in step && step.name !== undefined) return named(step.name);
  switch (step.kind) {
    case 'uses':
      return actionTitle(step.uses, step.tag);
    case 'run':
      return scriptTitle(step);
    case 'wait':
      return `wait for ${codes([step.wait].flat())}`;
    case 'wait-all':
      return 'wait for all that runs in the background';
    case 'cancel':
      return `cancel ${code(step.cancel)}`;
    case 'parallel':
      return 'side by side:';
  }
}

/** An action with its version, as people know it: a commit says nothing to them. */
export function actionTitle(uses: string, tag?: string): string {
  const [action = '', version] = uses.split('@');
  const shown = tag ?? (version !== undefined && /^[0-9a-f]{40}$/i.test(version) ? undefined : version);
  return shown === undefined || uses.startsWith('docker:')
    ? code(uses.replace(/@[0-9a-f]{40}$/i, ''))
    : `${code(action)} ${escapeText(shown)}`;
}

/** What a script starts with; how it writes its outputs says less than their names. */
function scriptTitle({ run, outputs = [] }: RunStep): string {
  const command = firstCommand(run);
  const writes = /output_end=|GITHUB_OUTPUT/.test(command) && outputs.length > 0;
  return writes ? `set ${codes(outputs.map(({ name }) => name))}` : code(clip(command));
}

/** The first line of a script that does something. */
function firstCommand(script: string): string {
  const lines = script.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('#')) ?? lines[0] ?? '';
}

/** The first sentence of a text. */
export const firstSentence = (text: string): string =>
  /^[\s\S]*?[.!?](?=\s+[^a-z\s]|\s*$)/.exec(text.trim())?.[0] ?? text.trim();
