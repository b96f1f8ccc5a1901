/** Reads the script of a step as bash does: its pipelines, how they are joined, and which programs they run. */
import { findProgram } from '../expressions/shell/command-checks.ts';
import { type Placements, placeHoles } from '../expressions/shell/place-holes.ts';
import { type Hole, holeCharacter, type ReadPipeline } from '../expressions/shell/scan.ts';
import { findExpressions } from '../expressions/parse.ts';

export type ShellPipeline = ReadPipeline;
export type ShellCommand = ReadPipeline['commands'][number];

export interface ShellScript {
  readonly text: string;
  /** In the order in which they start, those inside others too. */
  readonly pipelines: readonly ShellPipeline[];
  readonly visits: Placements['visits'];
}

/** Where a variable stands in a script. */
export interface VariableUse {
  readonly at: number;
  readonly length: number;
}

/**
 * Reads a script; undefined when it can't be followed to its end. What GitHub puts in as text stays unknown.
 *
 * @param uses become holes, with the index that they have in the list
 */
export function readShellScript(text: string, uses: readonly VariableUse[] = []): ShellScript | undefined {
  const holes = new Map<number, Hole>();
  const characters = [...Array(text.length).keys()].map((at) => text[at] ?? '');
  const hide = (start: number, end: number, first: Hole): void => {
    for (let at = start; at < end; at++) {
      holes.set(at, at === start ? first : opaque);
      characters[at] = holeCharacter;
    }
  };
  for (const [index, { at, length }] of uses.entries()) hide(at, at + length, { index, kind: 'value' });
  for (const { source, start } of findExpressions(text)) hide(start, start + source.length + 5, opaque);
  const { pipelines, visits, unfinished } = placeHoles(characters.join(''), holes);
  return unfinished === undefined ? { text, pipelines, visits } : undefined;
}

const opaque: Hole = { index: -1, kind: 'opaque' };

/** What joins a pipeline to the next one: nothing where a line or a list ends. */
export function joinOf({ text }: ShellScript, { end }: ShellPipeline): '&&' | '||' | '' {
  const found = /^(?:[ \t]|\\\n)*(&&|\|\|)/.exec(text.slice(end))?.[1];
  return found === '&&' || found === '||' ? found : '';
}

/** The pipelines of one list, in the order of the text. */
export const pipelinesIn = (script: ShellScript, parent: ShellPipeline['pipeline'] | undefined): ShellPipeline[] =>
  script.pipelines.filter(({ pipeline }) => pipeline.parent === parent);

/** The words of a command from the program on, behind sudo, env and their kind; undefined for what only the run knows. */
export function programWords({ words }: ShellCommand): readonly (string | undefined)[] {
  return words.slice(findProgram(words)).map(({ fixed, prefix }) => (fixed ? prefix : undefined));
}

/** A command as it is written, cut to its first words. */
export function showCommand({ words }: ShellCommand, most = 3): string {
  const shown = words.slice(0, most).map(({ raw }) => raw);
  return shown.join(' ');
}
