/** Judges an answer in words: it must come from the context, or say that it is not there. */
import type { GroundedCase } from '../cases/test-case.ts';
import { longestAnswer } from './extract.ts';
import type { Judgement } from './judgement.ts';
import { describeStatement, says } from './match-statement.ts';
import { declines } from './refusal.ts';
import { unsupportedWords } from './unsupported.ts';

/** Ways to say that the context does not have it. */
const absences: readonly RegExp[] = [
  /\b(?:does not|doesn't|do not|don't|did not) (?:\w+ )?(?:say|state|mention|know|specify|tell|describe)\b/,
  /\b(?:context|text|document|passage|information|i|we) (?:does not|doesn't|do not|don't|did not) (?:\w+ )?(?:contain|provide|give|include|have|list)\b/,
  /\b(?:is|are|was|were) not (?:\w+ )?(?:said|stated|mentioned|known|specified|given|provided|there|clear|in the (?:context|text))\b/,
  /\b(?:isn't|aren't) (?:said|stated|mentioned|known|specified|given|provided|in the (?:context|text))\b/,
  /\bno (?:\w+ ){1,3}(?:is|are) (?:given|stated|mentioned|provided|known|specified)\b/,
  /\b(?:has|is there|there is|there's|there are) no (?:\w+ )?(?:mention|information|answer|details?|data|indication|statement|such|option|flag)\b/,
  /\bno mention of\b/,
  /\b(?:can't|cannot|can not) (?:be )?(?:tell|say|know|determine|determined|answer|answered|known)\b/,
  /\b(?:not stated|no information)\b/,
  /^(?:(?:it|that|this|the answer) is )?unknown\b/,
];

/** @throws SlowPatternError */
export function judgeGrounded(testCase: GroundedCase, answer: string): Judgement {
  const text = answer.trim();
  if (text === '') return { verdict: 'empty', reasons: ['it is empty'] };
  if (text.length > longestAnswer) return { verdict: 'unparsable', reasons: [`it has ${text.length} characters`] };
  const absent = saysAbsent(text);
  const invented = unsupportedWords(text, testCase);
  if (testCase.should_decline) {
    if (!absent)
      return { verdict: 'wrong', reasons: ['it answers, and the context does not have the answer', ...invented] };
    return invented.length > 0 ? { verdict: 'wrong', reasons: invented } : { verdict: 'right', reasons: [] };
  }
  return judgeStatement(testCase, text, absent, invented);
}

function judgeStatement(testCase: GroundedCase, text: string, absent: boolean, invented: readonly string[]): Judgement {
  const forbidden = testCase.forbidden_patterns.filter((pattern) => says(text, pattern));
  const missing = !testCase.expected_patterns.some((pattern) => says(text, pattern));
  const wrong = [
    ...forbidden.map((each) => `it says ${describeStatement(each)}, which is something else`),
    ...invented,
  ];
  if (missing && (absent || declines(text)))
    return { verdict: 'refused', reasons: ['it declines, and the context has the answer', ...wrong] };
  if (missing) wrong.push(`it does not say ${testCase.expected_patterns.map(describeStatement).join(' or ')}`);
  return wrong.length > 0 ? { verdict: 'wrong', reasons: wrong } : { verdict: 'right', reasons: [] };
}

/** Whether an answer says that there is no answer. */
export function saysAbsent(text: string): boolean {
  const plain = text.replace(/[’‘`]/g, "'").replace(/\s+/g, ' ').toLowerCase();
  return absences.some((pattern) => pattern.test(plain));
}
