/** Follows the options that a script sets with `set`: errexit, pipefail. */
import { commandText, type ShellCommand, type ShellPipeline, type ShellScript } from './shell-script.ts';

/** A `set` or `shopt` that switches an option. */
export interface OptionChange {
  readonly option: string;
  readonly on: boolean;
  readonly pipeline: ShellPipeline;
}

/** What a script switches, in the order of the text. */
export const optionChanges = (script: ShellScript): OptionChange[] =>
  script.pipelines.flatMap((pipeline) =>
    pipeline.commands.flatMap((command) => changesOf(command).map((change) => ({ ...change, pipeline }))),
  );

/** Whether an option is on where the script has come to a position. */
export const isOn = (changes: readonly OptionChange[], option: string, at: number, initially: boolean): boolean =>
  changes.findLast((each) => each.option === option && each.pipeline.at < at)?.on ?? initially;

function changesOf(command: ShellCommand): Pick<OptionChange, 'option' | 'on'>[] {
  const [program, ...words] = commandText(command).split(' ');
  if (program === 'shopt') {
    const on = words.some((word) => /^-\w*s/.test(word));
    return words.filter((word) => !word.startsWith('-')).map((option) => ({ option, on }));
  }
  return program === 'set' ? words.flatMap((word, index) => changesBy(word, words[index + 1] ?? '')) : [];
}

/** `-e` is errexit; behind an `o` stands the name of an option. */
function changesBy(word: string, next: string): Pick<OptionChange, 'option' | 'on'>[] {
  const [, sign, letters = ''] = /^([-+])([A-Za-z]+)$/.exec(word) ?? [];
  const on = sign === '-';
  return [
    ...(letters.includes('e') ? [{ option: 'errexit', on }] : []),
    ...(letters.includes('o') ? [{ option: next, on }] : []),
  ];
}
