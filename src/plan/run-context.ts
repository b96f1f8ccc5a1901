/** What holds for a whole run while it is planned: its contexts, and what is taken for given. */
import type { Workflow } from '../model/index.ts';
import { anything, type Outcome, oneOf } from './evaluate.ts';
import { type Facts, type Known, readKnown } from './knowledge.ts';
import type { Assumptions, JobResult } from './plan-event.ts';

export interface RunContext {
  readonly workflow: Workflow;
  /** The contexts `github`, `inputs` and `vars`; what else is asked for is unknown. */
  readonly facts: Facts;
  readonly assumptions: Assumptions;
  /** What stands before the ids of jobs in assumptions: `caller/` in a called workflow. */
  readonly prefix: string;
  readonly explained: boolean;
  /** Whether steps are planned. */
  readonly steps: boolean;
  /** The calls that lead here, the first one first. */
  readonly chain: readonly string[];
  /** How many calls were followed so far in the whole run. */
  readonly followed: { count: number };
}

/** Reads `inputs` and `vars` beside a `github` context. An input that nobody declares is empty. */
export function runFacts(github: Facts, inputs: Known, vars: Readonly<Record<string, string>> = {}): Facts {
  const own = readKnown(inputs, ([, name]) => (name === undefined ? [{ kind: 'any', truth: true }] : oneOf(null)));
  const known = new Map(Object.entries(vars).map(([name, value]) => [name.toLowerCase(), value]));
  return (path) => {
    const [context = '', name = ''] = path.map((each) => each.toLowerCase());
    if (context === 'github') return github(path);
    if (context === 'inputs') return own(path);
    const told = context === 'vars' ? known.get(name) : undefined;
    return told === undefined ? anything : oneOf(told);
  };
}

/** What an output of a step, or of a job, is taken to be. */
export function assumedOutput({ assumptions, prefix }: RunContext, route: string): Outcome | undefined {
  const value = find(assumptions.outputs, prefix + route);
  return value === undefined ? undefined : oneOf(value);
}

export const assumedResult = ({ assumptions, prefix }: RunContext, id: string): JobResult | undefined =>
  find(assumptions.results, prefix + id);

/** Ids are the same whatever their case. */
function find<T>(values: Readonly<Record<string, T>> = {}, name: string): T | undefined {
  if (Object.hasOwn(values, name)) return values[name];
  return Object.entries(values).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
