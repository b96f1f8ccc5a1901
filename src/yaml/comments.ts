/** Says to which value each comment of a file belongs, and which rules it switches off. */
import { formatRoute, type Route, type SourceLocation } from '../diagnostics/index.ts';
import type { ParsedYaml, PlacedComment } from '../yaml-document/index.ts';
import { headerMark } from './write.ts';

export interface Comment {
  /** The value that the comment stands above, or behind. */
  readonly path: string;
  readonly text: string;
  readonly trailing: boolean;
}

/** A rule that is switched off for a part of a document: `# pipewright: ignore[rule] reason`. */
export interface Ignore {
  /** Empty when none is named. */
  readonly rule: string;
  readonly reason: string;
  /** The route to what it is about; empty for all of the document. */
  readonly path: string;
  /** Of a comment behind a value: it is also about all of that line. */
  readonly line?: number | undefined;
  readonly source?: SourceLocation | undefined;
}

interface Switched {
  readonly doc?: string;
  readonly ignore?: Readonly<Record<string, string>>;
}

export interface FileComments {
  readonly comments: readonly Comment[];
  readonly ignores: readonly Ignore[];
  /** The comment and the switched-off rules of a node. */
  docAt(route: Route): Switched;
  above(route: Route): string | undefined;
  trailing(route: Route): string | undefined;
}

export function commentsOf(yaml: ParsedYaml, text: string, file: string): FileComments {
  if (yaml.comments.length === 0) return none;
  const lines = text.split('\n');
  const blocks = ownLines(yaml.comments, lines).map(({ comments, next }, index) => ({
    comments,
    path: isTop(index, comments, lines) ? '' : formatRoute(routeOfLine(yaml, lines, next)),
  }));
  const above = new Map(blocks.map(({ comments, path }) => [path, joinLines(withoutHeader(path, comments))]));
  const behind = yaml.comments
    .filter(({ trailing }) => trailing)
    .map((comment) => ({ comment, path: formatRoute(routeBehind(yaml, lines, comment)) }));
  const trailing = new Map(behind.map(({ comment, path }) => [path, comment.text]));
  const ignores = [
    ...blocks.flatMap(({ comments, path }) => comments.flatMap((comment) => toIgnores(comment, path, file))),
    ...behind.flatMap(({ comment, path }) => toIgnores(comment, path, file)),
  ];
  return {
    comments: [
      ...[...above].map(([path, each]) => ({ path, text: each, trailing: false })),
      ...behind.map(({ comment, path }) => ({ path, text: comment.text, trailing: true })),
    ],
    ignores,
    docAt: (route) => switched(above.get(formatRoute(route))),
    above: (route) => above.get(formatRoute(route)) ?? above.get(formatRoute(route.slice(0, -1))),
    trailing: (route) => trailing.get(formatRoute(route)),
  };
}

const none: FileComments = {
  comments: [],
  ignores: [],
  docAt: () => ({}),
  above: () => undefined,
  trailing: () => undefined,
};

interface Block {
  readonly comments: readonly PlacedComment[];
  /** The line of the content below, from 1. */
  readonly next: number;
}

/** The comments on lines of their own, gathered above the content that they stand before. */
function ownLines(comments: readonly PlacedComment[], lines: readonly string[]): Block[] {
  const blocks: { comments: PlacedComment[]; next: number }[] = [];
  for (const comment of comments) {
    if (comment.trailing) continue;
    const last = blocks.at(-1);
    if (last && comment.line < last.next) last.comments.push(comment);
    else blocks.push({ comments: [comment], next: nextContent(lines, comment.line) });
  }
  return blocks;
}

/** The first line after a comment that holds something else, from 1. */
function nextContent(lines: readonly string[], after: number): number {
  const index = lines.findIndex((line, at) => at >= after && /^\s*[^\s#]/.test(line));
  return index === -1 ? lines.length + 1 : index + 1;
}

/** Whether a block stands above everything else. */
const isTop = (index: number, comments: readonly PlacedComment[], lines: readonly string[]): boolean =>
  index === 0 && lines.slice(0, (comments[0]?.line ?? 1) - 1).every((line) => /^\ufeff?\s*$/.test(line));

/** The route to the key, or the element of a list, that a line starts with. */
function routeOfLine(yaml: ParsedYaml, lines: readonly string[], line: number): Route {
  const content = lines[line - 1];
  if (content === undefined) return ['end'];
  const lead = /^\s*(?:- +)*/.exec(content)?.[0] ?? '';
  const route = yaml.pathAt(line, lead.length + 1);
  return lead.includes('-') ? elementOf(route) : route;
}

/** The innermost element of a list on a route. */
function elementOf(route: Route): Route {
  const index = route.findLastIndex((step) => typeof step === 'number');
  return index === -1 ? route : route.slice(0, index + 1);
}

/** The route to the value that a comment stands behind: the last that starts on its line. */
function routeBehind(yaml: ParsedYaml, lines: readonly string[], { line, column }: PlacedComment): Route {
  const content = (lines[line - 1] ?? '').slice(0, column - 1);
  const start = /^\s*(?:- +)*/.exec(content)?.[0].length ?? 0;
  return yaml.pathAt(line, start + 1);
}

/** The lines of a comment, with the empty lines between them. */
function joinLines(comments: readonly PlacedComment[]): string {
  const first = comments[0]?.line ?? 1;
  const lines: string[] = [];
  for (const { text, line } of comments) lines[line - first] = text;
  return Array.from(lines, (line) => line ?? '').join('\n');
}

/** The comment at the top without the header of generated files, which ends with an empty line. */
function withoutHeader(path: string, comments: readonly PlacedComment[]): readonly PlacedComment[] {
  if (path !== '' || !comments[0]?.text.startsWith(headerMark)) return comments;
  const end = comments.findIndex((comment, index) => index > 0 && comment.line > (comments[index - 1]?.line ?? 0) + 1);
  return end === -1 ? [] : comments.slice(end);
}

const marker = /^\s*pipewright:/;
const ignoreComment = /^\s*pipewright:\s*ignore\[([^\]]*)\]\s*(.*)$/;

function toIgnores({ text, line, column, trailing }: PlacedComment, path: string, file: string): Ignore[] {
  if (!marker.test(text)) return [];
  const [, rules = '', reason = ''] = ignoreComment.exec(text) ?? [];
  const where = { path, source: { file, line, column }, ...(trailing ? { line } : {}) };
  return rules.split(',').map((rule) => ({ rule: rule.trim(), reason: reason.trim(), ...where }));
}

function switched(text: string | undefined): Switched {
  if (text === undefined) return {};
  const lines = text.split('\n');
  const ignores = lines.flatMap((line) => {
    const [, rules, reason = ''] = ignoreComment.exec(line) ?? [];
    return rules === undefined ? [] : rules.split(',').map((rule) => [rule.trim(), reason.trim()] as const);
  });
  const doc = lines
    .filter((line) => !marker.test(line) && !isUnsafeReason(line))
    .join('\n')
    .trim();
  return {
    ...(doc === '' ? {} : { doc }),
    ...(ignores.length > 0 ? { ignore: Object.fromEntries(ignores) } : {}),
  };
}

/** The writer's own words above a script. */
const isUnsafeReason = (line: string): boolean => / is put into the script as text: /.test(line);
