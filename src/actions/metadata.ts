/** What a metadata file says about an action: its pin, its inputs and its outputs. Facts only. */
import * as z from 'zod';
import { checkShape } from './check-shape.ts';
import { parseJson } from './json-source.ts';

/** `owner/repo`, or `owner/repo/path`; no segment that climbs out of a folder. */
export const usesName = z
  .string()
  .regex(/^[A-Za-z0-9-]+(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/, 'must be owner/repo or owner/repo/path');
export const commitSha = z.string().regex(/^[0-9a-f]{40}$/, 'must be a commit: 40 hexadecimal digits in lower case');
export const tagName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'must be a tag, such as v4.2.0');
export const pageLink = z.string().regex(/^https:\/\/[^\s*]+$/, 'must be the https address of a page');
/** GitHub's own rule: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax */
export const parameterName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_-]*$/, 'must be letters, digits, "-" and "_", and start with a letter or "_"');
export const scalar = z.union([z.string(), z.number(), z.boolean()], {
  error: 'must be text, a number, true or false',
});

const inputSchema = z
  .strictObject({
    /** What the input takes; `code` is text that the action executes. */
    type: z.enum(['string', 'number', 'boolean', 'code']).optional(),
    /** All that the input takes, instead of a type. */
    values: z.array(scalar).min(1, 'must name at least one value').optional(),
    required: z.boolean().optional(),
    /** What the action takes where nothing is given; an expression for any type. */
    default: scalar.optional(),
    /** What to write instead. */
    deprecated: z.string().min(1, 'must say what to write instead').optional(),
  })
  .superRefine((input, context) => {
    if ((input.type === undefined) === (input.values === undefined)) {
      context.addIssue({ code: 'custom', message: 'must have either a type or values' });
    } else if (input.default !== undefined && !isExpression(input.default) && !accepts(input, input.default)) {
      context.addIssue({ code: 'custom', path: ['default'], message: `must be ${describeAccepted(input)}` });
    }
  });

/** What is known about one action, of one release. */
export const actionMetadataSchema = z
  .strictObject({
    uses: usesName,
    tag: tagName,
    /** The commit of the tag. */
    sha: commitSha,
    /** The action's page. */
    link: pageLink,
    inputs: z.record(parameterName, inputSchema),
    outputs: z.array(parameterName),
    /** What our binding sets where nothing is given, though the action's own default differs. */
    safeDefaults: z.record(parameterName, scalar).default({}),
  })
  .superRefine(({ inputs, safeDefaults }, context) => {
    for (const [name, value] of Object.entries(safeDefaults)) {
      const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
      if (input && accepts(input, value)) continue;
      const message = input ? `must be ${describeAccepted(input)}` : 'must be an input of the action';
      context.addIssue({ code: 'custom', path: ['safeDefaults', name], message });
    }
  });

export type ActionMetadata = z.output<typeof actionMetadataSchema>;
export type InputMetadata = ActionMetadata['inputs'][string];

const known = [...Object.keys(actionMetadataSchema.shape), ...Object.keys(inputSchema.shape)];
const hint = 'compare with src/actions/metadata/actions/checkout.json';

/**
 * The metadata in a JSON text.
 *
 * @throws PipelineError with file, line, column and path of everything that is wrong
 */
export function readMetadata(text: string, file: string): ActionMetadata {
  const { data, ...places } = parseJson(text, file);
  return checkShape(actionMetadataSchema, data, { file, code: 'invalid-action-metadata', known, hint, places });
}

/** Metadata that is data already, as an import of a JSON file gives it. */
export function checkMetadata(data: unknown, file: string): ActionMetadata {
  return checkShape(actionMetadataSchema, data, { file, code: 'invalid-action-metadata', known, hint });
}

type Accepted = Pick<InputMetadata, 'type' | 'values'>;

const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('${{');

function accepts({ type, values }: Accepted, value: string | number | boolean): boolean {
  return values ? values.includes(value) : typeof value === (type === 'code' ? 'string' : type);
}

function describeAccepted({ type, values }: Accepted): string {
  if (values) return `one of ${values.map((each) => JSON.stringify(each)).join(', ')}`;
  return type === 'boolean' ? 'true or false' : type === 'number' ? 'a number' : 'text';
}
