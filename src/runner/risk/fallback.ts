/** Cuts a text that is no shell program into likely commands, so that a missing quote hides nothing. */
import { readCommands, type SimpleCommand, type Word } from '../shell/index.ts';

const mostPieces = 300;
const longestPiece = 4000;

/**
 * The commands of a text that can't be read: its lines and the pieces between its operators, each read alone,
 * without its quotes and brackets where it must be.
 */
export function toleratedCommands(text: string): readonly SimpleCommand[] {
  const whole = readPiece(text.replace(/[`"'(){}\0]/g, ' ').slice(0, longestPiece), 0);
  const pieces = [...text.matchAll(/[^;&|\n`(){}"']+/g)].slice(0, mostPieces);
  return [...whole, ...pieces.flatMap((each) => readPiece(each[0].slice(0, longestPiece), each.index))];
}

function readPiece(piece: string, offset: number): readonly SimpleCommand[] {
  for (const attempt of [piece, piece.replace(/["'`\\(){}<>\0]/g, ' ')]) {
    const reading = readCommands(attempt);
    if (reading.ok) return reading.commands.map((each) => move(each, offset));
  }
  return [];
}

const moveWord = <W extends Word | undefined>(word: W, offset: number): W =>
  word && { ...word, place: { start: word.place.start + offset, end: word.place.end + offset } };

const move = (command: SimpleCommand, offset: number): SimpleCommand => ({
  ...command,
  place: { start: command.place.start + offset, end: command.place.end + offset },
  program: moveWord(command.program, offset),
  args: command.args.map((each) => moveWord(each, offset)),
  redirections: command.redirections.map((each) => ({ ...each, target: moveWord(each.target, offset) })),
});
