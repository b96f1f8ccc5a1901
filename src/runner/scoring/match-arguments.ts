/** Compares the program of a command, its options and its operands with a pattern. */
import type { Matcher, MemberPattern, OperandPattern } from '../cases/pattern.ts';
import { readArguments } from './arguments.ts';
import type { Argument, CommandView } from './command-view.ts';
import { describeFlag, describeMatcher } from './describe-pattern.ts';
import { hasFlag, readFlag, valuedNames } from './flag-pattern.ts';
import { matchesGlob, matchesText } from './match-text.ts';

type Name = string | { readonly glob: string } | undefined;

/** The alternatives of `cat|less`; undefined stands for any program. */
export const namesOf = (program: MemberPattern['program']): readonly Name[] =>
  typeof program === 'string' ? program.split('|').map((name) => name.trim()) : [program];

/** Whether a program has the name; the subcommand of `git log` is not looked at. */
export function isProgram(program: string | undefined, name: Name): boolean {
  if (name === undefined) return true;
  if (program === undefined) return false;
  return typeof name === 'string' ? program === name.split(' ')[0] : matchesGlob(name.glob, program);
}

/**
 * How the arguments of a command differ from the pattern; undefined when they do not.
 *
 * @throws SlowPatternError
 */
export function argumentDifference(view: CommandView, name: Name, pattern: MemberPattern): string | undefined {
  const flags = (pattern.flags ?? []).map((each) => ({ ...readFlag(each), written: each }));
  const subcommand = typeof name === 'string' ? name.split(/ +/).slice(1) : [];
  const args = readArguments(view.program ?? '', view.args, valuedNames(flags));
  const wrong = subcommand.findIndex((word, index) => args.operands[index]?.text !== word);
  if (wrong !== -1) return `it is not \`${String(name)}\``;
  const missing = flags.find((flag) => !hasFlag(args, flag));
  if (missing) return `the option \`${describeFlag(missing.written)}\` is missing`;
  const unwanted = (pattern.without ?? []).find((each) => hasFlag(args, readFlag(each)));
  if (unwanted) return `the option \`${unwanted}\` should not be there`;
  return operandDifference(args.operands.slice(subcommand.length), pattern);
}

function operandDifference(operands: readonly Argument[], pattern: MemberPattern): string | undefined {
  const { some_operand: wanted, operands: all } = pattern;
  if (wanted !== undefined && !operands.some(({ text }) => matchesText(wanted, text))) {
    return `no operand is \`${describeMatcher(wanted)}\``;
  }
  if (all === undefined || areOperands(operands, all)) return undefined;
  const given = operands.map(({ text }) => text).join(' ');
  const expected = all.map((each) => describeMatcher(matcherOf(each))).join(' ');
  return `the operands are \`${given}\`, and not \`${expected}\``;
}

const isOptional = (pattern: OperandPattern): pattern is { optional: Matcher } =>
  typeof pattern === 'object' && 'optional' in pattern;
const matcherOf = (pattern: OperandPattern): Matcher => (isOptional(pattern) ? pattern.optional : pattern);

/** Tries an optional operand as there first, then as absent. */
function areOperands(given: readonly Argument[], wanted: readonly OperandPattern[]): boolean {
  const [first, ...others] = wanted;
  const [next, ...rest] = given;
  if (first === undefined) return next === undefined;
  if (next !== undefined && matchesText(matcherOf(first), next.text) && areOperands(rest, others)) return true;
  return isOptional(first) && areOperands(given, others);
}
