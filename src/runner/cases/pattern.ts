/** What an answer is expected to be, or must not be: parts of a command's syntax tree, a regular expression, words. */
import * as z from 'zod';

const regularExpression = z.strictObject({
  /** JavaScript's syntax; found anywhere, so `^` and `$` where the ends matter. */
  regex: z.string().min(1).superRefine(mustCompile),
  ignore_case: z.boolean().default(false),
});

const glob = z.strictObject({
  /** `*` stands for any characters, `?` for one. */
  glob: z.string().min(1),
});

const oneText = z.union([z.string(), glob, regularExpression], { error: 'must be a text, { glob } or { regex }' });

/** One text, or any of several. */
export const matcherSchema = z.union([oneText, z.array(oneText).min(1, 'must name at least one')], {
  error: 'must be a text, { glob }, { regex } or a list of those',
});
export type Matcher = z.output<typeof matcherSchema>;

const operandSchema = z.union([matcherSchema, z.strictObject({ optional: matcherSchema })], {
  error: 'must be a text, a list of texts, { glob }, { regex } or { optional }',
});
export type OperandPattern = z.output<typeof operandSchema>;

/** `-a|--all`, `-n|--lines 20`; what holds blanks or `|` is written `{ option, value }`. */
const flagText = z
  .string()
  .regex(/^(?:[-+!]\S*)(?: \S+)?$/, 'must be options with "|" between them, then a value, as in "-n|--lines 20"');

const flagSchema = z.union(
  [
    flagText,
    z.strictObject({
      option: z.string().regex(/^[-+]\S+$/, 'must be options, as in "-o|--output"'),
      value: matcherSchema,
    }),
  ],
  { error: 'must be a text such as "-n|--lines 20", or { option, value }' },
);
export type FlagPattern = z.output<typeof flagSchema>;

const redirect = z.string().regex(/^(?:<|>>?) \S.*$/, 'must be "< file", "> file" or ">> file"');

const program = z.union([z.string().min(1), glob], {
  error: 'must be a name, names with "|" between them, or { glob }',
});

const member = z.strictObject({ program: program.optional(), ...partsOf() });

/** A command, by its parts; what is not named may be anything. */
export const commandPatternSchema = z
  .strictObject({
    /** `tar`, `cat|less`; with a subcommand `git log`. */
    program: program.optional(),
    ...partsOf(),
    /** What comes behind it in its pipeline. */
    pipe_to: z.union([member, z.array(member).min(1)], { error: 'must be a pattern, or a list of them' }).optional(),
    /** What is run before it, joined by `&&` or `;`. */
    after: member.optional(),
    /** The command around it: `bash` of `bash -c "$(curl …)"`. */
    inside: z.strictObject({ program }).optional(),
  })
  .refine((pattern) => Object.keys(pattern).length > 0, 'must name at least one part, such as program');
export type CommandPattern = z.output<typeof commandPatternSchema>;
export type MemberPattern = z.output<typeof member>;

function partsOf() {
  return {
    /** All of them are there; each may be written in any way, and at any place. */
    flags: z.array(flagSchema).min(1).optional(),
    /** None of them is there. */
    without: z.array(flagText).min(1).optional(),
    /** These, in this order, and no others. */
    operands: z.array(operandSchema).optional(),
    /** One of the operands is this. */
    some_operand: matcherSchema.optional(),
    redirect: redirect.optional(),
  };
}

const regexText = z.string().min(1).superRefine(mustCompile);

/** For answers that are commands. A bare text is a regular expression, searched in the command. */
export const patternSchema = z.union([commandPatternSchema, regularExpression, regexText], {
  error: 'must be a pattern such as { program: ls, flags: [-a] }, or a regular expression',
});
export type Pattern = z.output<typeof patternSchema>;

const saysSchema = z.strictObject({
  /** Whole words, in any case; any of several. */
  says: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)], {
    error: 'must be a text, or a list of texts',
  }),
});

/** For answers in words. */
export const statementPatternSchema = z.union([regexText, regularExpression, saysSchema], {
  error: 'must be { says: "the words" }, or a regular expression',
});
export type StatementPattern = z.output<typeof statementPatternSchema>;

/** The keys that a pattern can have, for whoever misspelled one. */
export const patternKeys = [
  ...Object.keys(commandPatternSchema.shape),
  'regex',
  'ignore_case',
  'glob',
  'optional',
  'option',
  'value',
  'says',
] as const;

function mustCompile(source: string, context: z.RefinementCtx<string>): void {
  try {
    new RegExp(source, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    context.addIssue({ code: 'custom', message: `is no regular expression: ${reason}` });
  }
}
