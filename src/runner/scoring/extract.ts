/** Finds the command in what a model says: bare, in a code block, behind a prompt, in JSON, between sentences. */

import { fromBlocks } from './code-blocks.ts';
import { fromLines } from './command-lines.ts';
import { inlineCommands } from './inline-commands.ts';
import { mentionedCommands } from './mentioned.ts';
import { declines } from './refusal.ts';

/** What an answer has. */
export interface Extraction {
  readonly kind: 'empty' | 'too-long' | 'prose' | 'command';
  /** The command that is offered first; its lines as they are. */
  readonly command: string;
  /** All that is offered, a command a line. */
  readonly everything: string;
  /** Whether there are words, beside the command or alone, that decline the request. */
  readonly declined: boolean;
  /** What could be run as well, though it is not offered as a command. */
  readonly beside: readonly string[];
  /** Whether there is code in other languages. */
  readonly unread: boolean;
}

/** Longer answers are not read: nobody would, and it bounds what judging takes. */
export const longestAnswer = 20_000;

/**
 * The command of an answer.
 *
 * @example
 * extractCommand('Use this:\n```sh\n$ ls -la\n```').command; // 'ls -la'
 */
export function extractCommand(answer: string): Extraction {
  if (answer.length > longestAnswer) return extraction('too-long', [], false);
  const text = clean(answer);
  if (text === '') return extraction('empty', [], false);
  const json = fromJson(text);
  if (json !== undefined) return json;
  const { commands, words, beside, unread = false } = fromBlocks(text) ?? fromLines(text);
  const declined = declines(words) && !unread;
  const offered = commands.length > 0 ? commands : inlineCommands(words, declined);
  return offered.length > 0
    ? extraction('command', offered, declined, beside, unread)
    : extraction('prose', [], declined, beside, unread);
}

const extraction = (
  kind: Extraction['kind'],
  commands: readonly string[],
  declined: boolean,
  beside: readonly string[] = [],
  unread = false,
): Extraction => ({
  kind,
  command: commands[0] ?? '',
  everything: commands.join('\n'),
  declined,
  unread,
  beside: beside.filter((each) => each.trim() !== '' && !commands.includes(each)),
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const ansi = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** Without colours, the thoughts of reasoning models, and the marks that end a turn. */
const clean = (answer: string): string =>
  answer
    .replace(ansi, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^\s*<think>[\s\S]*?<\/think>/, '')
    .replace(/(?:<\|[a-z_]{1,20}\|>|<\/s>)\s*$/, '')
    .trim();

/** `{"command": "ls"}`, alone or in a code block. */
function fromJson(text: string): Extraction | undefined {
  const body = /^```(?:json)?\s*\n(\{[\s\S]*\})\s*\n?```$/.exec(text)?.[1] ?? text;
  if (!body.startsWith('{') || !body.endsWith('}')) return undefined;
  const data = parseObject(body);
  if (data === undefined) return undefined;
  const command = [data['command'], data['cmd']].find((each) => typeof each === 'string');
  if (command !== undefined && command.trim() !== '') return extractCommand(command);
  const words = Object.values(data)
    .filter((each) => typeof each === 'string')
    .join('\n');
  return extraction('prose', [], declines(words), mentionedCommands(words));
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : undefined;
  } catch {
    // A shell group begins with a brace as well.
    return undefined;
  }
}
