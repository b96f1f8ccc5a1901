/** Finds commands in the code blocks of an answer. */
import { mentionedCommands } from './mentioned.ts';
import { promptSign } from './prose.ts';

/** The commands of an answer, and its words. */
export interface Found {
  readonly commands: readonly string[];
  /** What stands around them. */
  readonly words: string;
  /** What could be run as well, though it is not offered as a command. */
  readonly beside: readonly string[];
  /** Whether there is code in other languages. */
  readonly unread?: boolean;
}

const shells: ReadonlySet<string> = new Set(['', 'sh', 'bash', 'shell', 'zsh', 'console', 'terminal', 'shell-session']);

/** Code blocks; one that is not closed goes on to the end. */
export function fromBlocks(text: string): Found | undefined {
  const parts = text.split(/^[ \t]*```/m);
  if (parts.length === 1) return undefined;
  const blocks = parts.filter((_, index) => index % 2 === 1).map(splitFence);
  const commands = blocks.filter(({ language }) => shells.has(language)).map(({ body }) => withoutPrompts(body));
  const words = parts
    .filter((_, index) => index % 2 === 0)
    .join('\n')
    .replace(/`{3}/g, '');
  const others = blocks.filter(({ language }) => !shells.has(language)).map(({ body }) => body);
  return {
    commands: commands.filter((each) => each !== ''),
    words: `${words}\n${commentsIn(blocks)}`.trim(),
    beside: [
      ...others.flatMap(foreignCode),
      ...blocks.flatMap(({ body }) => unprompted(body)),
      ...mentionedCommands(words),
    ],
    unread: others.some((body) => body !== ''),
  };
}

/** Code of another language: as a whole, by its lines, and the texts in it, which it may run. */
const foreignCode = (body: string): string[] => [
  body,
  ...body.split('\n').map((line) => line.replace(promptSign, '').trim()),
  ...[...body.matchAll(/"([^"\n]+)"|'([^'\n]+)'/g)].map(([, double, single]) => double ?? single ?? ''),
  `python3 - <<'END_OF_CODE'\n${body}\nEND_OF_CODE`,
];

/** The lines of a session that have no prompt. */
function unprompted(body: string): string[] {
  const lines = body.split('\n');
  return lines.some((line) => promptSign.test(line)) ? lines.filter((line) => !promptSign.test(line)) : [];
}

function splitFence(part: string): { readonly language: string; readonly body: string } {
  const [head = '', ...lines] = part.split('\n');
  if (lines.length === 0 || /\s\S/.test(head.trim())) return { language: '', body: part.replace(/```\s*$/, '').trim() };
  return {
    language: head.trim().toLowerCase(),
    body: lines
      .join('\n')
      .replace(/```\s*$/, '')
      .trim(),
  };
}

const commentsIn = (blocks: readonly { readonly body: string }[]): string =>
  blocks
    .map(({ body }) =>
      body
        .split('\n')
        .filter((line) => line.startsWith('#'))
        .join('\n')
        .replace(/^#+ ?/gm, ''),
    )
    .join('\n');

/** Where some lines have a prompt, the others are output; comments are no commands. */
function withoutPrompts(block: string): string {
  const lines = block.split('\n');
  const prompted = lines.filter((line) => promptSign.test(line));
  const commands = prompted.length > 0 ? prompted.map((line) => line.replace(promptSign, '')) : lines;
  return isComment(commands) ? '' : commands.join('\n').trim();
}

const isComment = (lines: readonly string[]): boolean => lines.every((line) => /^\s*(?:#|$)/.test(line));
