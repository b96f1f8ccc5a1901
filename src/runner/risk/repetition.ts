/** How often a command runs, how many at a time, and which of its words change with every turn. */
import { nameOf, type Reach, type SimpleCommand } from '../shell/index.ts';
import type { Use } from './use.ts';

export interface Repetition {
  /** `Infinity` without an end; 1 where it is not known. */
  readonly turns: number;
  /** `Infinity` when no turn waits for the one before. */
  readonly atOnce: number;
}

const feeding = /^(?:xargs|parallel)$/;
const argsOf = (command: SimpleCommand | undefined): readonly string[] => command?.args.map((each) => each.shown) ?? [];
const loopsOf = (use: Use): readonly Reach[] => use.command.inside.filter((each) => each.kind === 'loop');
const matesOf = (use: Use, loop: Reach): readonly SimpleCommand[] =>
  use.all.filter((each) => each.inside.includes(loop));

/** What `xargs` or `parallel` reads from. */
export const feedersOf = (use: Use): readonly SimpleCommand[] =>
  use.command.inside.flatMap(({ by, command }) =>
    command && feeding.test(by) ? command.pipeline.members.filter((each) => each.index < command.index) : [],
  );

export function repetitionOf(use: Use): Repetition {
  const feeders = use.command.inside.filter((each) => feeding.test(each.by));
  const loops = loopsOf(use);
  const background = use.command.background || use.command.inside.some((each) => each.command?.background);
  return {
    turns: callsItself(use)
      ? Number.POSITIVE_INFINITY
      : Math.max(1, ...loops.map((each) => factsOf(use, each).turns), ...feedersOf(use).map(linesOf)),
    atOnce: Math.max(
      1,
      ...feeders.map((each) => workersOf(each)),
      loops.length > 0 && (background || loops.some((each) => each.by.endsWith('&'))) ? Number.POSITIVE_INFINITY : 1,
    ),
  };
}

/** A function that ends by starting over, and `watch` with hardly a pause. */
const callsItself = (use: Use): boolean =>
  use.command.inside.some(
    (reach) =>
      (reach.kind === 'function' &&
        use.all.some((each) => each.inside.includes(reach) && nameOf(each.program) === reach.by)) ||
      (reach.by === 'watch' && /(?:-n|--interval)[= ]?0?\.\d/.test(argsOf(reach.command).join(' '))),
  );

function linesOf(command: SimpleCommand): number {
  const name = nameOf(command.program);
  if (name === 'yes') return Number.POSITIVE_INFINITY;
  if (name === 'seq') return Math.max(1, ...argsOf(command).map(Number).filter(Number.isFinite));
  return rangeIn(argsOf(command).join(' '));
}

/** The end of `{1..1000}`. */
const rangeIn = (text: string): number =>
  Math.max(1, ...[...text.matchAll(/\.\.(\d{1,9})/g)].map((found) => Number(found[1])));

/** `-P 0` starts as many as there are turns. */
function workersOf({ by, command }: Reach): number {
  const found = /(?:^| )(?:-P|-j|--max-procs|--jobs)[= ]?(\d+)/.exec(argsOf(command).join(' '))?.[1];
  if (found === undefined) return by === 'parallel' ? 8 : 1;
  return Number(found) === 0 ? Number.POSITIVE_INFINITY : Number(found);
}

const stops = /^(?:break|exit|return)$/;

function turnsOfLoop(mates: readonly SimpleCommand[], loop: Reach): number {
  const [first] = mates;
  const always =
    /^(?:true|:|false)$/.test(nameOf(first?.program)) ||
    (/^\[{1,2}$/.test(nameOf(first?.program)) && /^1 \]/.test(argsOf(first).join(' ')));
  const forever =
    loop.variable === undefined &&
    (/^\(\([^;]*;\s*;/.test(loop.header ?? '') || (loop.header === undefined && always && mates.length > 1));
  if (forever) return mates.some((each) => stops.test(nameOf(each.program))) ? 1 : Number.POSITIVE_INFINITY;
  const counted = /(?:<=?|-l[te])\s*(\d{1,9})/.exec(loop.header ?? '')?.[1];
  const sequence = /\bseq\s+(?:-\S+\s+)*(?:\d+\s+)*(\d{1,9})/.exec(loop.header ?? '')?.[1];
  return Math.max(Number(counted ?? 1), Number(sequence ?? 1), rangeIn(loop.header ?? ''));
}

const pausing = /^(?:sleep|usleep|inotifywait)$/;

interface LoopFacts {
  readonly turns: number;
  readonly rests: boolean;
  /** The variables that it sets anew every turn. */
  readonly variables: readonly string[];
}

/** Each loop is looked at once, not once for every command in it. */
const known = new WeakMap<Reach, LoopFacts>();

function factsOf(use: Use, loop: Reach): LoopFacts {
  const found = known.get(loop);
  if (found) return found;
  const mates = matesOf(use, loop);
  const readers = mates.filter((each) => nameOf(each.program) === 'read');
  const facts = {
    turns: turnsOfLoop(mates, loop),
    rests: mates.some((each) => pausing.test(nameOf(each.program)) && !each.background),
    variables: [
      ...(loop.variable === undefined ? [] : [loop.variable]),
      ...readers.flatMap((each) => argsOf(each).filter((word) => !word.startsWith('-'))),
    ],
  };
  known.set(loop, facts);
  return facts;
}

/** Whether a loop around it rests between its turns. */
export const rests = (use: Use): boolean => loopsOf(use).some((loop) => factsOf(use, loop).rests);

/** The variables that a loop around it sets anew every turn. */
export const changingVariables = (use: Use): ReadonlySet<string> =>
  new Set(loopsOf(use).flatMap((loop) => factsOf(use, loop).variables));
