/** Reads YAML into plain data, and finds the route to a place in it. */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
} from 'yaml';

export interface YamlProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface ParsedYaml {
  readonly data: unknown;
  readonly problems: readonly YamlProblem[];
  /** The route to the innermost node at a line and column, both from 1: `['jobs', 'build', 'steps', 0]`. */
  pathAt(line: number, column: number): (string | number)[];
  /** The place of the value at a route, or of the nearest value above it that is there. */
  placeOf(route: readonly (string | number)[]): { readonly line: number; readonly column: number };
}

/** Parses a text; what is wrong with it comes back as data, never as an exception. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', prettyErrors: false, logLevel: 'error' });
  const problem = ({ message, offset }: Mistake): YamlProblem => {
    const { line, col } = lines.linePos(offset);
    return { message: message.split('\n')[0] ?? message, line, column: col };
  };
  const mistakes = document.errors.map(({ message, pos }) => ({ message, offset: pos[0] }));
  const { data, mistakes: more } = mistakes.length === 0 ? toData(document) : { data: undefined, mistakes };
  return {
    data,
    problems: more.map(problem),
    pathAt: (line, column) => pathAt(document.contents, (lines.lineStarts[line - 1] ?? 0) + column - 1),
    placeOf: (route) => {
      const { line, col } = lines.linePos(offsetOf(document.contents, route));
      return { line, column: col };
    },
  };
}

interface Mistake {
  readonly message: string;
  readonly offset: number;
}

/** The data of a document that parses; aliases are only followed here, so their mistakes only show here. */
function toData(document: Document.Parsed): { readonly data: unknown; readonly mistakes: readonly Mistake[] } {
  const mistakes = aliasMistakes(document);
  if (mistakes.length > 0) return { data: undefined, mistakes };
  try {
    return { data: document.toJS({ maxAliasCount: 100 }), mistakes: [] };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { data: undefined, mistakes: [{ message: error.message, offset: 0 }] };
  }
}

function aliasMistakes(document: Document.Parsed): Mistake[] {
  const mistakes: Mistake[] = [];
  visit(document, {
    Alias(_key, alias, path) {
      const target = alias.resolve(document);
      const offset = alias.range?.[0] ?? 0;
      if (!target) mistakes.push({ message: `there is no anchor "${alias.source}" above`, offset });
      else if (path.includes(target)) mistakes.push({ message: `"${alias.source}" contains itself`, offset });
    },
  });
  return mistakes;
}

function offsetOf(node: ParsedNode | null, [head, ...rest]: readonly (string | number)[]): number {
  const start = node?.range?.[0] ?? 0;
  if (head === undefined) return start;
  if (isSeq(node)) {
    const item = node.items[Number(head)] as ParsedNode | undefined;
    return item ? offsetOf(item, rest) : start;
  }
  const pair = isMap(node)
    ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(head))
    : undefined;
  if (!pair) return start;
  const key = (pair.key as Node).range?.[0] ?? start;
  return rest.length === 0 || pair.value === null ? key : offsetOf(pair.value as ParsedNode, rest);
}

function pathAt(node: ParsedNode | null, offset: number): (string | number)[] {
  if (isMap(node)) {
    for (const pair of node.items) {
      const key = pair.key as Node;
      const value = pair.value as ParsedNode | null;
      const start = key.range?.[0] ?? 0;
      const end = value?.range?.[2] ?? key.range?.[2] ?? 0;
      if (offset < start || offset >= end) continue;
      return [isScalar(key) ? String(key.value) : '', ...pathAt(value, offset)];
    }
  }
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const range = (item as Node).range;
      if (range && offset >= range[0] && offset < range[2]) return [index, ...pathAt(item as ParsedNode, offset)];
    }
  }
  return [];
}
