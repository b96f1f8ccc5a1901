/** Judges what models answer. */
export { describePattern } from './describe-pattern.ts';
export { type Judge, loadJudge } from './judge.ts';
export { isStopped } from './judge-command.ts';
export type { Judgement } from './judgement.ts';
export { describeStatement } from './match-statement.ts';
export { type Field, loadProof, type Prove } from './proof.ts';
