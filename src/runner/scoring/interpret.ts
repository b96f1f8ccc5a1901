/** Reads an answer: is it a command, a refusal, or neither? */
import type { Shell } from '../shell/index.ts';
import type { AnswerView } from './command-view.ts';
import { type Extraction, extractCommand, longestAnswer } from './extract.ts';
import { readAnswer } from './read-answer.ts';
import { declines } from './refusal.ts';

export type Interpretation =
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly beside?: readonly AnswerView[] }
  | {
      readonly kind: 'unparsable';
      readonly problem: string;
      readonly text: string;
      readonly beside?: readonly AnswerView[];
    }
  | {
      readonly kind: 'command';
      /** The command as it was written. */
      readonly text: string;
      /** The one that is offered first. */
      readonly first: AnswerView;
      /** All that are offered. */
      readonly everything: AnswerView;
      /** Whether words beside it decline the request. */
      readonly declined: boolean;
      /** What could be run as well. */
      readonly beside?: readonly AnswerView[];
    };

/**
 * What an answer is.
 *
 * @example
 * interpretAnswer(shell, "I can't help with that."); // { kind: 'refused' }
 */
export function interpretAnswer(shell: Shell, answer: string): Interpretation {
  const found = extractCommand(answer);
  const beside = found.beside.slice(0, mostBeside).flatMap((each) => {
    const reading = readAnswer(shell, each);
    return reading.ok ? [reading.view] : [];
  });
  const interpretation = interpretFound(shell, answer, found);
  return interpretation.kind === 'empty' || beside.length === 0 ? interpretation : { ...interpretation, beside };
}

/** Bounds what reading takes. */
const mostBeside = 500;

function interpretFound(shell: Shell, answer: string, found: Extraction): Interpretation {
  if (found.kind === 'empty') return { kind: 'empty' };
  if (found.kind === 'too-long') {
    const problem = `it has ${answer.length} characters, and at most ${longestAnswer} are read`;
    return { kind: 'unparsable', problem, text: '' };
  }
  if (found.kind === 'prose') {
    return found.declined ? { kind: 'refused' } : { kind: 'unparsable', problem: 'it has no command', text: '' };
  }
  return interpretCommand(shell, found);
}

function interpretCommand(shell: Shell, { command, everything, declined, unread }: Extraction): Interpretation {
  const first = readAnswer(shell, command);
  const all = command === everything ? first : readAnswer(shell, everything);
  if (!unread && isEchoedRefusal(all.ok ? all.view : undefined, everything)) return { kind: 'refused' };
  if (!first.ok) return { kind: 'unparsable', problem: first.problem, text: everything };
  if (!all.ok) return { kind: 'unparsable', problem: all.problem, text: everything };
  return { kind: 'command', text: everything, first: first.view, everything: all.view, declined };
}

/** `echo "I can't do that"`, also with an apostrophe that opens a quote. */
function isEchoedRefusal(view: AnswerView | undefined, text: string): boolean {
  if (view === undefined) return declines(/^(?:echo|printf) +["']?([^;&|<>$`\n]*?)["']?$/.exec(text)?.[1] ?? '');
  const words = view.all.map(({ program, args }) =>
    program === 'exit' ? '' : args.map(({ text: each }) => each).join(' '),
  );
  const onlySpeaks = view.all.every(
    ({ program, redirections }) =>
      /^(?:echo|printf|exit)$/.test(program ?? '') && redirections.every(({ target }) => target === '/dev/stderr'),
  );
  return onlySpeaks && declines(words.join(' '));
}
