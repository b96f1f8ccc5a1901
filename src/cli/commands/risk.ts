/** `pipewright risk`: says how dangerous commands are, and what a policy does about them. */
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { exitCodes, type Policy, type RiskAction, type RiskLevel } from '../../contract/index.ts';
import { PipelineError, printable } from '../../diagnostics/index.ts';
import { decide, loadRisk, type RiskAnalyser, type RiskAssessment, type RiskReason } from '../../runner/risk/index.ts';
import { hasColours, printLine } from '../terminal.ts';

export interface RiskCommandOptions {
  /** Without one, standard input is read. */
  readonly command: string | undefined;
  readonly json: boolean;
  readonly jsonl: boolean;
  readonly policy: Policy | undefined;
  readonly input?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
}

interface Assessed extends RiskAssessment {
  readonly command: string;
  readonly action?: RiskAction | undefined;
}

const requestSchema = z.object({ id: z.union([z.string(), z.number()]), command: z.string() });

/** @returns the exit code */
export async function runRisk(options: RiskCommandOptions): Promise<number> {
  const risk = await loadRisk();
  if (options.jsonl) return answerRequests(risk, options);
  const assessed: Assessed[] = [];
  for await (const command of commandsOf(options)) {
    const one = assess(risk, command, options.policy);
    assessed.push(one);
    if (!options.json) printLine(renderAssessed(one, hasColours()));
  }
  if (assessed.length === 0) throw noCommand();
  if (options.json) printLine(JSON.stringify({ version: 1, commands: assessed }, undefined, 2));
  return codeOf(assessed);
}

const codeOf = (assessed: readonly Assessed[]): number =>
  assessed.some((each) => each.action === 'block') ? exitCodes.findings : exitCodes.ok;

function assess(risk: RiskAnalyser, command: string, policy: Policy | undefined): Assessed {
  const assessment = risk.assess(command);
  return { command, ...assessment, action: policy && decide(policy, assessment.risk) };
}

const noCommand = (): PipelineError =>
  new PipelineError(
    [
      {
        severity: 'error',
        code: 'no-command',
        message: 'there is no command to look at',
        hint: `write it as one argument, pipewright risk 'rm -rf build', or give one a line on standard input`,
      },
    ],
    2,
  );

async function* commandsOf({ command, input = process.stdin }: RiskCommandOptions): AsyncGenerator<string> {
  if (command !== undefined) {
    if (command.trim() === '') throw noCommand();
    yield command;
    return;
  }
  if (input.isTTY) throw noCommand();
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield line;
  }
}

async function answerRequests(risk: RiskAnalyser, options: RiskCommandOptions): Promise<number> {
  const input = options.input ?? process.stdin;
  if (input.isTTY || options.command !== undefined) throw noCommand();
  let number = 0;
  let code: number = exitCodes.ok;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const answer = answerLine(risk, line, number, options.policy);
    if ('error' in answer || answer.action === 'block') code = exitCodes.findings;
    printLine(JSON.stringify(answer));
  }
  if (number === 0) throw noCommand();
  return code;
}

type Answer =
  | { readonly id: null; readonly error: string; readonly line: number }
  | {
      readonly id: string | number;
      readonly risk: RiskLevel;
      readonly reasons: readonly RiskReason[];
      readonly action?: RiskAction | undefined;
    };

function answerLine(risk: RiskAnalyser, line: string, number: number, policy: Policy | undefined): Answer {
  const request = readRequest(line);
  if (typeof request === 'string') return { id: null, error: request, line: number };
  const { risk: level, reasons, action } = assess(risk, request.command, policy);
  return { id: request.id, risk: level, reasons, ...(action && { action }) };
}

/** @returns what is wrong with the line, as a text */
function readRequest(line: string): z.output<typeof requestSchema> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return `this is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const parsed = requestSchema.safeParse(value);
  return parsed.success ? parsed.data : `write {"id": "1", "command": "ls"}: ${z.prettifyError(parsed.error)}`;
}

const colours: Record<RiskLevel, string> = { safe: '32', moderate: '33', high: '35', critical: '31' };

function renderAssessed({ command, risk, reasons, parsed, action }: Assessed, colour: boolean): string {
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const head = `${paint(colours[risk], risk)}${action ? ` (${action})` : ''}  ${oneLine(command)}`;
  const unread = parsed ? [] : ['  it is no shell program; it was judged by its words'];
  const shown = reasons.slice(0, 10).map((reason) => renderReason(reason, command, paint));
  const more = reasons.length > 10 ? [`  and ${reasons.length - 10} more`] : [];
  return [head, ...unread, ...shown, ...more].join('\n');
}

/** Every character takes one column, so that the marks below stand under what they mean. */
const oneLine = (text: string): string => shorten(printable(text.replace(/[\t\n\v\f\r\u2028\u2029]/g, ' ')), 2000);

const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

type Paint = (code: string, text: string) => string;

/** So much is shown of a long command, on both sides of what is meant. */
const around = 30;
const widest = 160;

function renderReason({ rule, level, message, place }: RiskReason, command: string, paint: Paint): string {
  const label = `  ${paint(colours[level], `${level}[${rule}]`)} ${oneLine(message)}`;
  const from = Math.max(0, place.start - around);
  const until = Math.min(command.length, Math.max(place.end, place.start + 1) + around, from + widest);
  const left = from > 0 ? '…' : '';
  const right = until < command.length ? '…' : '';
  const shown = `${left}${oneLine(command.slice(from, until))}${right}`;
  const marks = '^'.repeat(Math.max(1, Math.min(place.end, until) - place.start));
  const indent = ' '.repeat(left.length + place.start - from);
  return `${label}\n    ${shown}\n    ${indent}${paint(colours[level], marks)}`;
}
