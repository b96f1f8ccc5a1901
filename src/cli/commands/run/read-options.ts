/** Reads the options of a suite as the command line gave them: all that is wrong with them is told at once. */

import { exitCodes, gateLimitsSchema } from '../../../contract/index.ts';
import {
  type InferenceOptions,
  inferenceOptionsSchema,
  type QualityOptions,
  qualityOptionsSchema,
} from '../../../contract/suite-options.ts';
import { type Diagnostic, didYouMean, PipelineError } from '../../../diagnostics/index.ts';
import { kebabCase } from '../../../model/spelling.ts';

export type SuiteName = 'inference' | 'quality';
export type SuiteOptions = InferenceOptions & QualityOptions;

/** Options that belong to every verb, and not to a suite. */
const foreign = new Set(['root', 'json', 'gate']);

/** @throws PipelineError (2) with every problem */
export function readOptions(suite: SuiteName, given: Readonly<Record<string, unknown>>): SuiteOptions {
  const { gates, findings: gateFindings } = readGates((given['gate'] as string[] | undefined) ?? []);
  const own = Object.entries(given).filter(([key, value]) => !foreign.has(key) && value !== undefined);
  const schema = suite === 'quality' ? qualityOptionsSchema : inferenceOptionsSchema;
  const read = schema.safeParse({ ...Object.fromEntries(own), gates });
  const findings = [
    ...gateFindings,
    ...(read.error?.issues ?? []).map(({ path, message }) => wrong(`--${flag(path)}: ${message}`, hintOf(suite))),
  ];
  if (read.data && findings.length === 0) return read.data;
  throw new PipelineError(findings, exitCodes.usage);
}

function readGates(given: readonly string[]): { gates: Record<string, number | false>; findings: Diagnostic[] } {
  const gates: Record<string, number | false> = {};
  const findings: Diagnostic[] = [];
  for (const text of given) {
    const [, id = '', limit = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (!Object.hasOwn(gateLimitsSchema.shape, id)) findings.push(unknownGate(id === '' ? text : id));
    else if (limit === 'off') gates[id] = false;
    else if (limit.trim() === '' || !Number.isFinite(Number(limit))) findings.push(noLimit(id, limit));
    else gates[id] = Number(limit);
  }
  return { gates, findings };
}

const unknownGate = (id: string): Diagnostic =>
  wrong(`--gate: there is no gate "${id}"`, didYouMean(id, Object.keys(gateLimitsSchema.shape)));
const noLimit = (id: string, limit: string): Diagnostic =>
  wrong(`--gate ${id}: "${limit}" is no limit`, `write a number, or off: --gate ${id}=0.9`);

const wrong = (message: string, hint: string | undefined): Diagnostic => ({
  severity: 'error',
  code: 'wrong-option',
  message,
  hint,
});

const flag = ([key, ...rest]: readonly PropertyKey[]): string =>
  key === 'gates' ? `gate ${rest.join('.')}` : kebabCase(String(key));

const hintOf = (suite: SuiteName): string => `\`npx pipewright run ${suite} --help\` says what it takes`;
