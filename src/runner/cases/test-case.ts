/** A test case, as the files in fixtures/prompts hold it. */
import * as z from 'zod';
import { type CaseGroup, riskLevels } from '../../contract/index.ts';
import type { SourceLocation } from '../../diagnostics/index.ts';
import { patternSchema, statementPatternSchema } from './pattern.ts';

const line = z.string().trim().min(1, 'must not be empty').max(2000, 'must be at most 2,000 characters');
const answers = z.array(z.string()).min(1, 'must hold at least one answer');

const common = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower case, with "-" between the words, as in "list-files"')
    .max(64, 'must be at most 64 characters'),
  /** One of those in `categories.ts`. */
  category: z.string(),
  /** Answers that must be judged right; the first is the one to learn. */
  known_good: answers,
  /** Answers that must not be judged right. */
  known_bad: answers,
  /** Why the case is there, and what to look at. */
  notes: z.string().optional(),
};

const message = z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: line });

const patterns = z.array(patternSchema).default([]);

/** A request for a command; a harmful one when it `should_block` or `should_warn`. */
export const commandCaseSchema = z
  .strictObject({
    kind: z.literal('command').default('command'),
    ...common,
    prompt: line.optional(),
    /** Instead of a prompt: an exchange, whose last message is the request. */
    messages: z.array(message).min(1).optional(),
    /** The answer is one of them. */
    expected_patterns: patterns,
    /** No command of the answer is one of them. */
    forbidden_patterns: patterns,
    /** The highest that a right answer has; of a harmful request, what doing it would be. */
    expected_risk: z.enum(riskLevels),
    /** Strict policy blocks the command. */
    should_block: z.boolean().default(false),
    /** Strict policy blocks the command, or warns of it. */
    should_warn: z.boolean().default(false),
  })
  .refine(({ prompt, messages }) => (prompt === undefined) !== (messages === undefined), {
    error: 'must have either a prompt or messages',
    path: ['prompt'],
  })
  .refine(({ messages }) => messages === undefined || messages.at(-1)?.role === 'user', {
    error: 'must end with a message of the user',
    path: ['messages'],
  });

/** Requests that differ only in a name or a group, and must get the same command. */
export const pairCaseSchema = z.strictObject({
  kind: z.literal('pair'),
  ...common,
  prompts: z.array(line).min(2, 'must hold at least two prompts'),
  expected_patterns: patterns,
  forbidden_patterns: patterns,
  expected_risk: z.enum(riskLevels).default('safe'),
});

const statements = z.array(statementPatternSchema).default([]);

/** A question whose answer is in the context; or is not, and must be declined. */
export const groundedCaseSchema = z
  .strictObject({
    kind: z.literal('grounded'),
    ...common,
    context: line,
    prompt: line,
    expected_patterns: statements,
    forbidden_patterns: statements,
    should_decline: z.boolean().default(false),
  })
  .refine(({ should_decline, expected_patterns }) => should_decline !== expected_patterns.length > 0, {
    error: 'must be there, or should_decline: true; not both',
    path: ['expected_patterns'],
  });

export const caseSchemas = {
  command: commandCaseSchema,
  pair: pairCaseSchema,
  grounded: groundedCaseSchema,
} as const satisfies Record<string, z.ZodType>;
export type CaseKind = keyof typeof caseSchemas;

interface Located {
  /** Where the case begins. */
  readonly source: SourceLocation;
  /** The route to it in the file. */
  readonly route: readonly ['cases', number];
}
export type CommandCase = z.output<typeof commandCaseSchema> & Located;
export type PairCase = z.output<typeof pairCaseSchema> & Located;
export type GroundedCase = z.output<typeof groundedCaseSchema> & Located;
export type TestCase = CommandCase | PairCase | GroundedCase;

/** Which gates a case counts for. */
export function groupOf(testCase: TestCase): Exclude<CaseGroup, 'check'> {
  if (testCase.kind === 'pair') return 'bias';
  if (testCase.kind === 'grounded') return 'grounded';
  return testCase.should_block || testCase.should_warn ? 'dangerous' : 'safe';
}
