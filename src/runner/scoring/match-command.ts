/** Compares a command, part by part, with a pattern; a difference is said in words. */
import type { CommandPattern, MemberPattern } from '../cases/pattern.ts';
import type { CommandView } from './command-view.ts';
import { argumentDifference, isProgram, namesOf } from './match-arguments.ts';
import { isRedirect } from './match-redirection.ts';

/**
 * How pipelines differ from what the pattern says; undefined when they are that, and nothing beyond it.
 *
 * @param pipelines the first command of each
 * @throws SlowPatternError
 */
export function differenceFrom(pipelines: readonly CommandView[], pattern: CommandPattern): string | undefined {
  const { after } = pattern;
  const [before] = pipelines;
  const [view, ...more] = after === undefined ? pipelines : pipelines.slice(1);
  if (view === undefined) return `it should come after ${namesOf(after?.program).map(nameOf).join(' or ')}`;
  if (more.length > 0) return 'it is more than one plain command';
  const early = before && after && pipelineDifference(before, after);
  return early ?? pipelineDifference(view, pattern);
}

function pipelineDifference(view: CommandView, pattern: CommandPattern): string | undefined {
  const members = [pattern, ...membersOf(pattern)];
  const commands = [view, ...withoutPager(view.followers)];
  const length = Math.max(members.length, commands.length);
  return firstOf(Array.from({ length }, (_, index) => () => memberDifference(commands[index], members[index])));
}

/**
 * Whether the command has the parts that the pattern names, whatever else it has; in a pipeline, others may stand
 * between those that are named.
 *
 * @throws SlowPatternError
 */
export function hasParts(view: CommandView, pattern: CommandPattern): boolean {
  if (partDifference(view, pattern) !== undefined || !isInside(view, pattern)) return false;
  const rest = [...view.followers];
  return membersOf(pattern).every((member) => {
    const at = rest.findIndex((each) => partDifference(each, member) === undefined);
    rest.splice(0, at + 1);
    return at !== -1;
  });
}

function membersOf({ pipe_to: members }: CommandPattern): readonly MemberPattern[] {
  if (members === undefined) return [];
  return 'length' in members ? members : [members];
}

/** A pager at the end shows the same. */
function withoutPager(followers: readonly CommandView[]): readonly CommandView[] {
  const last = followers.at(-1);
  const isPager = /^(?:cat|less|more)$/.test(last?.program ?? '') && last?.args.length === 0;
  return isPager ? followers.slice(0, -1) : followers;
}

function memberDifference(view: CommandView | undefined, pattern: MemberPattern | undefined): string | undefined {
  if (view === undefined) return `it should be piped to ${namesOf(pattern?.program).map(nameOf).join(' or ')}`;
  if (pattern === undefined) return `it should not be piped to \`${view.program ?? ''}\``;
  return partDifference(view, pattern) ?? redirectionBeyond(view, pattern);
}

/** How a command differs in the parts that the pattern names. */
function partDifference(view: CommandView, pattern: MemberPattern): string | undefined {
  const { redirect } = pattern;
  if (redirect !== undefined && !view.redirections.some((each) => isRedirect(each, redirect))) {
    return `it has no redirection \`${redirect}\``;
  }
  const names = namesOf(pattern.program);
  const fitting = names.filter((name) => isProgram(view.program, name));
  if (fitting.length === 0) return `the program is not ${names.map(nameOf).join(' or ')}`;
  const differences = fitting.map((name) => argumentDifference(view, name, pattern));
  return differences.includes(undefined) ? undefined : differences[0];
}

const nameOf = (name: ReturnType<typeof namesOf>[number]): string =>
  `\`${typeof name === 'object' ? name.glob : (name ?? '')}\``;

/** Messages of errors may go elsewhere; all else that is redirected must be in the pattern. */
function redirectionBeyond({ redirections }: CommandView, { redirect }: MemberPattern): string | undefined {
  const beyond = redirections.find(
    (each) => each.fd !== 2 && each.target !== '/dev/null' && !(redirect !== undefined && isRedirect(each, redirect)),
  );
  return beyond && `it should not have the redirection \`${beyond.operator} ${beyond.target}\``;
}

const isInside = ({ inside }: CommandView, { inside: wanted }: CommandPattern): boolean =>
  wanted === undefined || namesOf(wanted.program).some((name) => inside.some((program) => isProgram(program, name)));

function firstOf(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}
