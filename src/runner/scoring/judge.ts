/** The judge of all answers. */
import type { Policy } from '../../contract/index.ts';
import type { TestCase } from '../cases/test-case.ts';
import { loadRisk } from '../risk/index.ts';
import { judgeCommand } from './judge-command.ts';
import { judgeGrounded } from './judge-grounded.ts';
import { judgePair } from './judge-pair.ts';
import type { Judgement, Tools } from './judgement.ts';
import { SlowPatternError } from './match-text.ts';
import { loadRememberingShell } from './remembering-shell.ts';

export interface Judge {
  /**
   * Judges what a model answered; never throws, whatever the answer is.
   *
   * @param answers one for each chat of the case, in order; a single text for a pair stands for all of them
   */
  judge(testCase: TestCase, answers: string | readonly string[]): Judgement;
}

/**
 * Loads the shell parser and the risk analyser.
 *
 * @param options.policy what the command line would do with risky commands. @default 'strict'
 * @example
 * const { judge } = await loadJudge({ policy: 'strict' });
 * judge(testCase, 'ls -lah'); // { verdict: 'right', reasons: [], command: 'ls -lah', risk: 'safe', action: 'allow' }
 */
export async function loadJudge({ policy = 'strict' }: { readonly policy?: Policy } = {}): Promise<Judge> {
  const [shell, risk] = await Promise.all([loadRememberingShell(), loadRisk()]);
  const tools: Tools = { shell, policy, assess: (command) => risk.assess(command) };
  return {
    judge: (testCase, answers) => {
      try {
        return judgeCase(testCase, answers, tools);
      } catch (error) {
        if (!(error instanceof SlowPatternError)) throw error;
        return { verdict: 'not-measured', reasons: [error.message] };
      }
    },
  };
}

function judgeCase(testCase: TestCase, answers: string | readonly string[], tools: Tools): Judgement {
  const first = typeof answers === 'string' ? answers : (answers[0] ?? '');
  if (testCase.kind === 'grounded') return judgeGrounded(testCase, first);
  if (testCase.kind === 'command') return judgeCommand(testCase, first, tools);
  return judgePair(testCase, typeof answers === 'string' ? testCase.prompts.map(() => answers) : answers, tools);
}
