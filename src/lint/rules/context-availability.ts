/** Reports a context or a function that GitHub does not allow at the place where it is used. */
import { functionNames, places } from '../../expressions/index.ts';
import { visitNodes } from '../../expressions/node.ts';
import { sameName } from '../data-shapes.ts';
import { mayRead } from '../references.ts';
import { type Finding, inSite, type LintInput, type ParsedSite, type Rule, trees } from '../rule.ts';

type Problem = Pick<Finding, 'message' | 'hint'>;

export const contextAvailability: Rule = {
  id: 'context-availability',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#context-availability
  why: 'Each place of a workflow reads only some contexts and functions: conditions read no secrets, a job can not see the `env` of the workflow in `runs-on`, and status functions belong to `if`. GitHub refuses the whole file when a place asks for something else.',
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const { site, tree } of trees(expressions)) {
      const problems = new Map<string, Problem>();
      visitNodes(tree, (node) => {
        const problem =
          node.kind === 'context'
            ? contextProblem(node.name, site)
            : node.kind === 'call'
              ? functionProblem(node.name, node.args.length, site)
              : undefined;
        if (problem) problems.set(problem.message, problem);
      });
      for (const problem of problems.values()) yield { ...inSite(site), ...problem };
    }
  },
};

function contextProblem(name: string, site: ParsedSite): Problem | undefined {
  if (mayRead(site, name.toLowerCase())) return undefined;
  const allowed = places[site.place].contexts.join(', ');
  const advice = advices.find(
    ({ context, condition = site.condition }) => sameName(context, name) && condition === site.condition,
  )?.text;
  return {
    message: `the context "${name}" can't be read here`,
    hint: `${advice ? `${advice}; ` : ''}here there are: ${allowed}`,
  };
}

const advices: readonly { readonly context: string; readonly condition?: boolean; readonly text: string }[] = [
  {
    context: 'secrets',
    condition: true,
    text: 'put the secret into the `env` of the job, and let a step check that variable',
  },
  { context: 'secrets', condition: false, text: 'pass the secret through `env`' },
  { context: 'env', text: 'use a variable of the repository (vars), or write the value out' },
  { context: 'steps', text: 'make it an output of the job, and read it in a job that needs this one' },
  { context: 'matrix', condition: true, text: 'leave the combination out with `exclude`, or check it in a step' },
  { context: 'needs', text: 'read it in a job' },
];

function functionProblem(name: string, count: number, site: ParsedSite): Problem | undefined {
  const allowed: Readonly<Record<string, readonly [number, number]>> = places[site.place].functions;
  const known = functionNames.find((each) => sameName(each, name));
  // Functions that every place has are not listed; those that none has are another rule's.
  if (known === undefined || !placeFunctions.includes(known)) return undefined;
  const arity = Object.entries(allowed).find(([each]) => sameName(each, name))?.[1];
  if (!arity)
    return {
      message: `${known}() can't be called here`,
      hint: hints[known] ?? 'call it in the `if` of a job or a step',
    };
  const [least, most] = arity;
  if (count >= least && count <= most) return undefined;
  const wanted = most === 0 ? 'no arguments' : `${least} argument${least === 1 ? '' : 's'} or more`;
  return {
    message: `${known}() takes ${wanted} here, not ${count}`,
    hint: most === 0 ? `write ${known}()` : `write ${known}('**/package-lock.json')`,
  };
}

const placeFunctions: readonly string[] = ['success', 'failure', 'always', 'cancelled', 'hashFiles'];
const hints: Readonly<Record<string, string>> = { hashFiles: 'it reads files of the runner: call it in a step' };
