/** Shows a pattern as a person would say it: `find -delete`. */
import type { CommandPattern, FlagPattern, Matcher, MemberPattern, Pattern } from '../cases/pattern.ts';

/** @example describePattern({ program: 'find', flags: ['-delete'] }); // 'find -delete' */
export function describePattern(pattern: Pattern): string {
  if (typeof pattern === 'string') return `/${pattern}/`;
  if ('regex' in pattern) return `/${pattern.regex}/`;
  const members = pattern.pipe_to ?? [];
  return [pattern, ...('length' in members ? members : [members])].map(describeMember).join(' | ') + around(pattern);
}

const around = ({ inside }: CommandPattern): string =>
  inside === undefined ? '' : ` inside ${describeMatcher(inside.program)}`;

function describeMember({
  program,
  flags = [],
  some_operand: operand,
  operands = [],
  redirect,
}: MemberPattern): string {
  const parts = [
    program === undefined ? undefined : describeMatcher(program),
    ...flags.map(describeFlag),
    ...operands.map((each) => (typeof each === 'object' && 'optional' in each ? undefined : describeMatcher(each))),
    operand === undefined ? undefined : describeMatcher(operand),
    redirect,
  ];
  return parts.filter((part) => part !== undefined).join(' ') || 'any command';
}

export const describeFlag = (flag: FlagPattern): string =>
  typeof flag === 'string'
    ? flag
    : `${flag.option}${flag.value === undefined ? '' : ` ${describeMatcher(flag.value)}`}`;

/** One text, or several with `|` between them. */
export function describeMatcher(matcher: Matcher): string {
  if (typeof matcher === 'string') return matcher === '' ? "''" : matcher;
  if ('glob' in matcher) return matcher.glob;
  if ('regex' in matcher) return `/${matcher.regex}/`;
  return matcher.map(describeMatcher).join('|');
}
