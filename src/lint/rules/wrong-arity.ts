/** Reports a call with too few or too many arguments. */
import { type Finding, inSite, type LintInput, type Rule, siteAt } from '../rule.ts';

const forms: Readonly<Record<string, string>> = {
  case: 'case(condition, value, …, otherwise)',
  contains: 'contains(search, item)',
  endswith: "endsWith(text, 'end')",
  format: "format('{0} and {1}', one, other)",
  fromjson: 'fromJSON(text)',
  join: "join(list, ', ')",
  startswith: "startsWith(text, 'start')",
  tojson: 'toJSON(value)',
};

export const wrongArity: Rule = {
  id: 'wrong-arity',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/expressions#functions
  why: 'GitHub refuses a file that calls a function with too few or too many arguments.',
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const site of expressions) {
      for (const { problem, source, start } of site.parsed) {
        if (problem?.kind !== 'wrong-arity') continue;
        const name = calledIn(problem.name, source);
        const what = name ? `${name}()` : 'a function';
        const count = /^Too (few|many)/i.exec(problem.message)?.[1] ?? 'the wrong number of';
        const hint = name
          ? `write ${forms[name.toLowerCase()]}`
          : `the functions are ${Object.values(forms).join(', ')}`;
        yield {
          ...inSite(siteAt(site, start)),
          message: `${what} has ${count === 'few' || count === 'many' ? `too ${count}` : count} arguments`,
          hint,
        };
      }
    }
  },
};

/** The function that the message is about, or the only one that is called. */
function calledIn(named: string, source: string): string | undefined {
  if (Object.hasOwn(forms, named.toLowerCase())) return named;
  const called = [...source.matchAll(/(\w+)\s*\(/g)]
    .map(([, name = '']) => name)
    .filter((name) => Object.hasOwn(forms, name.toLowerCase()));
  return called.length === 1 ? called[0] : undefined;
}
