/** What is known about a workflow before it runs: what conditions yield, and what each trigger can reach. */
export {
  anything,
  evaluate,
  nothingKnown,
  type Outcome,
  oneOf,
  type Scope,
  type Truth,
  truthOf,
} from './evaluate.ts';
export {
  type FilterPattern,
  type PatternPart,
  type PatternProblem,
  patternMatches,
  readPattern,
} from './filter-pattern.ts';
export { type Arrival, conditionOf, type Reach, reachOf, readsStatus } from './reach.ts';
