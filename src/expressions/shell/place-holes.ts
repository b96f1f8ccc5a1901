/** Finds out, for every hole of a script, what the shell would do with the text there. */
import { readCommands } from './commands.ts';
import { type Hole, type Pipeline, type ReadPipeline, Scan, type Visit } from './scan.ts';
import { checkEvaluated } from './variable-names.ts';

/** What is known about the holes of a script once all of it is read. */
export interface Placements {
  /** By the index of the hole; a hole that was not met is missing. */
  readonly visits: ReadonlyMap<number, Visit>;
  /** Holes of kind `command` that stand where a command may stand. */
  readonly commands: ReadonlySet<number>;
  /** In the order in which they start. */
  readonly pipelines: readonly ReadPipeline[];
  /** What the text ends in the middle of, in words. */
  readonly unfinished: string | undefined;
}

/** Reads a script in which `holeCharacter` stands for each hole that is no literal. */
export function placeHoles(text: string, holes: ReadonlyMap<number, Hole>): Placements {
  const scan = new Scan(text, holes, readCommands);
  scan.readCommands(scan, []);
  checkEvaluated(scan);
  if (scan.hereDocuments.length > 0) scan.unfinished ??= 'a here-document';
  const visits = new Map(scan.visits.map((visit) => [visit.hole.index, visit]));
  const pipelines = scan.pipelines.sort((one, other) => one.at - other.at);
  return { visits, commands: scan.commands, pipelines, unfinished: scan.unfinished };
}

/** Whether what a command prints goes to GITHUB_ENV, GITHUB_PATH, GITHUB_OUTPUT or GITHUB_STATE. */
export function writesEnvironmentFile(pipeline: Pipeline | undefined): boolean {
  return pipeline !== undefined && (pipeline.writesEnvironmentFile || writesEnvironmentFile(pipeline.parent));
}
