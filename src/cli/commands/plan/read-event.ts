/** Reads the event, and what is assumed, from the options of the command line. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Diagnostic, didYouMean, PipelineError } from '../../../diagnostics/index.ts';
import { events } from '../../../model/index.ts';
import { type JobResult, type PlanEvent, unknownEvent } from '../../../plan/index.ts';

/** The options as they were typed. */
export interface EventOptions {
  readonly event?: string | undefined;
  readonly action?: string | undefined;
  readonly branch?: string | undefined;
  readonly tag?: string | undefined;
  readonly base?: string | undefined;
  readonly defaultBranch?: string | undefined;
  readonly label?: readonly string[] | undefined;
  readonly changed?: readonly string[] | undefined;
  readonly input?: readonly string[] | undefined;
  readonly var?: readonly string[] | undefined;
  readonly actor?: string | undefined;
  readonly repository?: string | undefined;
  readonly at?: string | undefined;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  readonly draft?: boolean | undefined;
  readonly merged?: boolean | undefined;
  readonly fork?: boolean | undefined;
  readonly workflow?: string | undefined;
  readonly conclusion?: string | undefined;
  /** A file with more of `github.event`, as JSON. */
  readonly payload?: string | undefined;
  readonly assume?: readonly string[] | undefined;
  readonly assumeResult?: readonly string[] | undefined;
}

const results = ['success', 'failure', 'cancelled', 'skipped'] as const satisfies readonly JobResult[];

/**
 * @throws PipelineError with exit code 2, with everything that is wrong with the options
 */
export function readEvent(options: EventOptions): PlanEvent {
  const findings: Diagnostic[] = [];
  const { assume, assumeResult, at, changed, event = 'push', input, label, payload, var: vars, ...rest } = options;
  const unknown = unknownEvent(event, Object.keys(events));
  if (unknown) findings.push(unknown);
  if (options.branch !== undefined && options.tag !== undefined) {
    findings.push(wrongUse('it is a branch or a tag, not both', 'leave out --branch or --tag'));
  }
  const read: PlanEvent = {
    ...rest,
    event,
    at: at === undefined ? undefined : instantOf(at, findings),
    changed: changed?.filter((path) => path !== '').map((path) => path.replace(/^\.\//, '')),
    labels: label?.filter((name) => name !== ''),
    inputs: input && pairsOf('--input', input, findings),
    payload: payload === undefined ? undefined : payloadIn(payload, findings),
    vars: vars && pairsOf('--var', vars, findings),
    assumptions: {
      outputs: pairsOf('--assume', assume ?? [], findings),
      results: resultsOf(assumeResult ?? [], findings),
    },
  };
  if (findings.length > 0) throw new PipelineError(findings, 2);
  return read;
}

/** An instant with its offset; a time without one would depend on where the computer stands. */
function instantOf(text: string, findings: Diagnostic[]): Date | undefined {
  const date = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.exec(text)?.[1];
  const at = new Date(text);
  if (date !== undefined && isDate(date) && !Number.isNaN(at.getTime())) return at;
  findings.push(wrongUse(`"${text}" is no instant`, 'write it as 2026-11-22T03:00Z'));
  return undefined;
}

/** February 30 would be read as a day in March. */
function isDate(date: string): boolean {
  const read = new Date(`${date}T00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date);
}

const object = z.record(z.string(), z.json());

function payloadIn(file: string, findings: Diagnostic[]): PlanEvent['payload'] {
  try {
    const parsed = object.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    findings.push(wrongUse(`${file} holds no object`, 'write what github.event holds: { "comment": { "body": "…" } }'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    findings.push(wrongUse(`the payload can't be read: ${reason}`, 'name a file with JSON'));
  }
  return undefined;
}

/** `name=value`; the value may have more of `=`. */
function pairsOf(option: string, given: readonly string[], findings: Diagnostic[]): Record<string, string> {
  const pairs = given.flatMap((each) => {
    const at = each.indexOf('=');
    if (at > 0) return [[each.slice(0, at).trim(), each.slice(at + 1)] as const];
    findings.push(
      wrongUse(`${option} takes name=value, and "${each}" is not that`, `write ${option} ${each || 'name'}=value`),
    );
    return [];
  });
  return Object.fromEntries(pairs);
}

function resultsOf(given: readonly string[], findings: Diagnostic[]): Record<string, JobResult> {
  const pairs = Object.entries(pairsOf('--assume-result', given, findings)).flatMap(([job, text]) => {
    const result = results.find((each) => each === text);
    if (result) return [[job, result] as const];
    findings.push(
      wrongUse(`"${text}" is no result of a job`, didYouMean(text, results) ?? `it is one of ${results.join(', ')}`),
    );
    return [];
  });
  return Object.fromEntries(pairs);
}

const wrongUse = (message: string, hint: string): Diagnostic => ({
  severity: 'error',
  code: 'wrong-use',
  message,
  hint,
});
