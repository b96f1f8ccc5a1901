/** Reads the script of a step as bash does: its pipelines, how they are joined, and which programs they run. */
import { findExpressions } from '../expressions/parse.ts';
import { findProgram } from '../expressions/shell/command-checks.ts';
import { type Placements, placeHoles } from '../expressions/shell/place-holes.ts';
import { type Hole, holeCharacter, type ReadPipeline, type Visit } from '../expressions/shell/scan.ts';

export type ShellPipeline = ReadPipeline;
export type ShellCommand = ReadPipeline['commands'][number];

export interface ShellScript {
  readonly text: string;
  /** In the order in which they start, those inside others too. */
  readonly pipelines: readonly ShellPipeline[];
  /** Where the variables stand that were asked for, by their index. */
  readonly visits: Placements['visits'];
}

/** A variable in the text of a script. */
export interface VariableUse {
  readonly at: number;
  readonly length: number;
}

/** GitHub takes 21,000 characters with an expression; a longer script is data, and takes long to read. */
const longest = 50_000;

// Several rules read the same script. What comes out is never changed.
const readBefore = new Map<string, ShellScript | undefined>();

/** Reads a script; undefined when it can't be followed to its end. What GitHub puts in as text stays unknown. */
export function readShellScript(text: string, uses: readonly VariableUse[] = []): ShellScript | undefined {
  if (text.length > longest) return undefined;
  if (uses.length > 0) return readAnew(text, uses);
  if (readBefore.size > 2000) readBefore.clear();
  if (!readBefore.has(text)) readBefore.set(text, readAnew(text, []));
  return readBefore.get(text);
}

function readAnew(text: string, uses: readonly VariableUse[]): ShellScript | undefined {
  const holes = new Map<number, Hole>();
  const characters = text.split('');
  const hide = (start: number, end: number, first: Hole): void => {
    for (let at = start; at < Math.min(end, text.length); at++) {
      holes.set(at, at === start ? first : opaque);
      characters[at] = holeCharacter;
    }
  };
  for (const [index, { at, length }] of uses.entries()) hide(at, at + length, { index, kind: 'value' });
  for (const { source, start } of findExpressions(text)) hide(start, start + source.length + 5, opaque);
  try {
    const { pipelines, visits, unfinished } = placeHoles(characters.join(''), holes);
    return unfinished === undefined ? { text, pipelines, visits } : undefined;
  } catch (error) {
    // Commands in commands in commands, deeper than the stack: nobody can follow it.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const opaque: Hole = { index: -1, kind: 'opaque' };

/** What joins a pipeline to the next one: nothing where a line or a list ends. */
export function joinOf({ text }: ShellScript, { end }: ShellPipeline): '&&' | '||' | '' {
  const found = /^(?:[ \t]|\\\n)*(&&|\|\|)/.exec(text.slice(end))?.[1];
  return found === '&&' || found === '||' ? found : '';
}

/** Whether a pipeline stands in no compound command, function or substitution. */
export const isTopLevel = ({ pipeline }: ShellPipeline): boolean => pipeline.parent?.parent === undefined;

/** The pipelines inside a command that is `( … )`, `{ … }`, a loop or the like. */
export const pipelinesInside = (script: ShellScript, outer: ShellPipeline): ShellPipeline[] =>
  script.pipelines.filter(({ pipeline }) => {
    for (let parent = pipeline.parent; parent; parent = parent.parent) if (parent === outer.pipeline) return true;
    return false;
  });

/** The lists of a script: pipelines that `&&` and `||` join, in the order of the text. */
export function listsOf(script: ShellScript): ShellPipeline[][] {
  const lists: ShellPipeline[][] = [];
  const open = new Map<unknown, ShellPipeline[]>();
  for (const each of script.pipelines) {
    const { parent } = each.pipeline;
    const list = open.get(parent) ?? [];
    if (list.length === 0) lists.push(list);
    list.push(each);
    if (joinOf(script, each) === '') open.delete(parent);
    else open.set(parent, list);
  }
  return lists;
}

/**
 * A command from its program on, behind sudo, env and their kind; what only the run knows is `…`.
 *
 * @example
 * commandText(the command sudo npm run "$TASK"); // 'npm run …'
 */
export function commandText({ words }: ShellCommand): string {
  return words
    .slice(findProgram(words))
    .map(({ fixed, prefix }) => (fixed ? prefix : '…'))
    .join(' ');
}

/** A command as it is written, cut where it gets long. */
export function showCommand({ text }: ShellScript, { words }: ShellCommand, most = 40): string {
  const shown = words.map(({ at, raw }) => text.slice(at, at + raw.length));
  let line = shown[0] ?? '';
  for (const word of shown.slice(1)) {
    if (line.length + word.length >= most) return `${line} …`;
    line += ` ${word}`;
  }
  return line;
}

/** The argument that a variable without quotes is split in; undefined in assignments, in `[[ ]]`, behind `case`. */
export function splittingWord(script: ShellScript, visit: Visit): ShellCommand['words'][number] | undefined {
  const around = script.pipelines.find(({ pipeline }) => pipeline === visit.pipeline);
  return around?.commands
    .flatMap(({ words }) => words.slice(findProgram(words) + 1))
    .find((word) => word.values.includes(visit) && word.assigns === undefined);
}
