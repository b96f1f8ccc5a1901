/** Decides by the filters of a trigger: names of branches and tags, and changed files. */
import { type FilterPattern, patternMatches, readPattern } from './filter-pattern.ts';

/** Whether a filter lets something through; undefined where one of its patterns has a mistake that keeps it from being read. */
export type Answer = boolean | undefined;
export type NameFilter = (name: string) => Answer;

/** Of patterns in order, the last one that matches decides; with a `!` it takes away. */
export function filterOf(given: readonly string[]): NameFilter {
  const patterns = given.map((each) => readPattern(String(each)));
  const known = new Map<string, Answer>();
  return (name) => {
    if (!known.has(name) && known.size < 10_000) known.set(name, decide(patterns, name));
    return known.has(name) ? known.get(name) : decide(patterns, name);
  };
}

function decide(patterns: readonly FilterPattern[], name: string): Answer {
  let answer: Answer = false;
  for (const pattern of patterns) {
    const matches = patternMatches(pattern, name);
    if (matches === undefined) answer = undefined;
    else if (matches) answer = !pattern.negative;
  }
  return answer;
}

/** GitHub looks at the first files of a diff only: a match further down may not be seen. */
const visibleFiles = 300;

/** Whether one of the files passes; undefined where that can't be said. */
export function somePasses(passes: NameFilter, files: readonly string[]): Answer {
  const answers = files.map(passes);
  if (answers.slice(0, visibleFiles).includes(true)) return true;
  return answers.slice(visibleFiles).includes(true) || answers.includes(undefined) ? undefined : false;
}

/** `paths-ignore`: a file passes when the patterns do not match it. */
export const notIn =
  (filter: NameFilter): NameFilter =>
  (name) => {
    const answer = filter(name);
    return answer === undefined ? undefined : !answer;
  };
