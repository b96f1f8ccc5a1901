/** Tells whether a known answer is an example of a pattern, for the linter of cases. */
import type { Pattern, StatementPattern } from '../cases/pattern.ts';
import type { TestCase } from '../cases/test-case.ts';
import type { Shell } from '../shell/index.ts';
import { interpretAnswer } from './interpret.ts';
import { answerContains, answerDifference } from './match-answer.ts';
import { says } from './match-statement.ts';
import { SlowPatternError } from './match-text.ts';
import { loadRememberingShell } from './remembering-shell.ts';

export type Field = 'expected_patterns' | 'forbidden_patterns';

/** Whether an answer is as one pattern of a case says; `slow` when there is no telling in time. */
export type Prove = (testCase: TestCase, field: Field, index: number, answer: string) => boolean | 'slow';

/** Loads the shell parser, and gives the function that compares. */
export async function loadProof(): Promise<Prove> {
  const shell = await loadRememberingShell();
  return (testCase, field, index, answer) => {
    try {
      const pattern = testCase[field][index];
      if (pattern === undefined) return false;
      if (testCase.kind === 'grounded') return says(answer, pattern as StatementPattern);
      return matches(shell, field, pattern as Pattern, answer);
    } catch (error) {
      if (error instanceof SlowPatternError) return 'slow';
      throw error;
    }
  };
}

function matches(shell: Shell, field: Field, pattern: Pattern, answer: string): boolean {
  const found = interpretAnswer(shell, answer);
  if (found.kind !== 'command') return false;
  if (field === 'forbidden_patterns') return answerContains(found.everything, pattern);
  return answerDifference(found.first, pattern) === undefined;
}
