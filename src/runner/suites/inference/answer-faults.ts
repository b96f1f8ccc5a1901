/** Finds what can't be right in an answer, whatever was asked. */
import type { Generation } from '../../engines/engine.ts';

/** Marks of chat templates: they are for the model, and never part of what it says. */
const templateMarks =
  /<\|[^|<>\n]{1,40}\|>|\[\/?INST\]|<<\/?SYS>>|<\/?s>|<(?:start|end)_of_turn>|^\s*###\s*(?:Instruction|Response)/im;

/**
 * The faults of an answer: nothing said, broken characters, marks of the chat template, an end that was not its own.
 *
 * @example
 * answerFaults({ text: 'Paris.<|im_end|>', finish: 'stop', … }); // ['it holds a mark of the chat template: "<|im_end|>"']
 */
export function answerFaults({ text, finish }: Pick<Generation, 'text' | 'finish'>): string[] {
  const mark = templateMarks.exec(text)?.[0].trim();
  // The limit may fall into the middle of a character.
  const whole = finish === 'length' ? text.replace(/\ufffd+$/, '') : text;
  return [
    ...(whole.trim() === '' ? ['it says nothing'] : []),
    ...(whole.includes('\ufffd') || /\p{Surrogate}/u.test(whole) ? ['it is no valid UTF-8'] : []),
    ...(whole.includes('\0') ? ['it holds a NUL character'] : []),
    ...(mark === undefined ? [] : [`it holds a mark of the chat template: "${mark}"`]),
    ...(finish === 'aborted' ? ['it was aborted'] : []),
  ];
}

/** The faults of the answer to a prompt, as reasons of a check. */
export const faultsOf = (prompt: string, answer: Pick<Generation, 'text' | 'finish'>): string[] =>
  answerFaults(answer).map((fault) => `"${prompt}": ${fault}`);

/** Whether two answers say the same, but for space around them. */
export const same = (one: Pick<Generation, 'text'>, other: Pick<Generation, 'text'>): boolean =>
  one.text.trim() === other.text.trim();
