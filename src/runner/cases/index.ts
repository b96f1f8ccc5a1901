/** Test cases: their files, their shape, and the linter that proves them right. */
export { categories } from './categories.ts';
export { chatsOf, promptOf, questionOf } from './chats.ts';
export { type Counts, countCases } from './counts.ts';
export { fixturesHash } from './hash.ts';
export { lintCases } from './lint/lint-cases.ts';
export type { Matcher, Pattern, StatementPattern } from './pattern.ts';
export { type CaseFile, type CaseFiles, parseCases, readCases } from './read-cases.ts';
export { type CommandCase, type GroundedCase, groupOf, type PairCase, type TestCase } from './test-case.ts';
