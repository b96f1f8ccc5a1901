/** Reads YAML into plain data, and finds the route to a place in it. */
import { type Alias, Composer, type Document, isScalar, LineCounter, type ParsedNode, visit } from 'yaml';
import { checkDocument, isMergeKey, type Mistake } from './check.ts';
import { type Located, offsetOf, offsetOfNode, offsetOfValue, resolver, routeAt, routeOf } from './position.ts';
import { scan } from './scan.ts';

type Step = string | number;

export interface YamlProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A comment with its place: that of its `#`. */
export interface PlacedComment extends Place {
  readonly text: string;
  readonly trailing: boolean;
}

export interface ParsedYaml {
  /** Undefined when the text is no YAML; a key that is there twice has its last value. */
  readonly data: unknown;
  readonly problems: readonly YamlProblem[];
  readonly comments: readonly PlacedComment[];
  /** The route to the innermost node at a line and column, both from 1: `['jobs', 'build', 'steps', 0]`. */
  pathAt(line: number, column: number): Step[];
  /** The place of the key, or of the element, at a route, or of the nearest above it that is there. */
  placeOf(route: readonly Step[]): Place;
  /** The place of a value, or of a character in its text; of the key where the value is a map or a list. */
  placeOfValue(route: readonly Step[], within?: number): Place;
  /** The place of a value itself, be it a map or a list. */
  placeOfNode(route: readonly Step[]): Place;
  /** The route that a path such as `jobs.build.steps[1]` means here. */
  routeOf(path: string): Step[];
  /** The values that are numbers and were written another way than JavaScript writes them, such as `1.10`. */
  respelledNumbers(): { readonly route: Step[]; readonly written: string }[];
  /** Whether some of the values are only named here, `*name`, and written elsewhere. */
  readonly hasAliases: boolean;
  /** The anchors that no alias names. */
  unusedAnchors(): readonly (Place & { readonly name: string })[];
  /** The places of the merge keys `<<`. */
  mergeKeys(): Place[];
}

/** Parses a text; what is wrong with it comes back as data, never as an exception. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const scanned = scan(text, lines.addNewLine);
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = scanned.tooDeep === undefined ? compose(scanned.tokens, text) : undefined;
  const mistakes =
    scanned.tooDeep === undefined
      ? mistakesOf(document)
      : [{ message: 'lists and maps are nested too deep here', offset: scanned.tooDeep, fatal: true }];
  const readable = document !== undefined && !mistakes.some(({ fatal }) => fatal);
  const located: Located = {
    contents: document?.contents ?? null,
    text,
    resolve: resolver((alias) => document && (alias as Alias).resolve(document)),
  };
  return {
    data: readable ? document.toJS({ maxAliasCount: -1 }) : undefined,
    hasAliases: document !== undefined && /(?:^|[\s[{,:-])\*/.test(text) && hasAliases(document),
    problems: mistakes.map(({ message, offset }) => ({ message, ...place(offset) })),
    comments: scanned.comments.map(({ offset, ...comment }) => ({ ...comment, ...place(offset) })),
    pathAt: (line, column) => routeAt(located.contents, (lines.lineStarts[line - 1] ?? 0) + column - 1),
    placeOf: (route) => place(offsetOf(located, route)),
    placeOfValue: (route, within) =>
      place(within === undefined ? offsetOfValue(located, route) : offsetOf(located, route, within)),
    placeOfNode: (route) => place(offsetOfNode(located, route)),
    routeOf: (path) => routeOf(located, path),
    respelledNumbers: () => (readable && respelled.test(text) ? respelledNumbers(document) : []),
    unusedAnchors: () =>
      readable && text.includes('&')
        ? unusedAnchors(document, text).map(({ name, offset }) => ({ name, ...place(offset) }))
        : [],
    mergeKeys: () => (readable && text.includes('<<') ? mergeKeys(document).map(place) : []),
  };
}

/** As the library's own `parseDocument`; keys are compared by checkDocument(), in less than quadratic time. */
function compose(tokens: ReturnType<typeof scan>['tokens'], text: string): Document.Parsed | undefined {
  const composer = new Composer({ version: '1.2', prettyErrors: false, uniqueKeys: false, merge: true });
  const [document, ...others] = composer.compose(tokens, true, text.length);
  const [second] = others;
  if (document && second) {
    const start = second.range[0];
    document.errors.push(
      Object.assign(new TwoDocuments('the file holds more than one document'), { pos: [start, start] }) as never,
    );
  }
  return document as Document.Parsed | undefined;
}

class TwoDocuments extends Error {}

function mistakesOf(document: Document.Parsed | undefined): readonly Mistake[] {
  if (!document) return [];
  const errors = document.errors.map(({ message, pos }) => ({
    message: firstLine(message),
    offset: pos[0],
    fatal: true,
  }));
  // GitHub knows the tags of the core schema, and no others.
  const tags = document.warnings
    .filter(({ message }) => !/tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)\b/.test(message))
    .map(({ message, pos }) => ({ message: firstLine(message), offset: pos[0], fatal: false }));
  return errors.length > 0 ? errors : [...tags, ...checkDocument(document)];
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

function hasAliases(document: Document.Parsed): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** What a number has that JavaScript writes another way; to look for it is faster than to visit every value. */
const respelled = /\d\.\d*0(?!\d)|(?<![\w.])0[xo\d]|(?<![\w.])[+.]\d|\d\.(?!\d)|\d[eE][+-]?\d|\d{16}|\.(?:inf|nan)/i;

function respelledNumbers(document: Document.Parsed): { route: Step[]; written: string }[] {
  const found: { route: Step[]; written: string }[] = [];
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value !== 'number' || node.source === undefined || node.source === String(node.value)) return;
      const offset = node.range?.[0] ?? 0;
      found.push({ route: routeAt(document.contents as ParsedNode, offset), written: node.source });
    },
  });
  return found;
}

function mergeKeys(document: Document.Parsed): number[] {
  const offsets: number[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && isMergeKey(key)) offsets.push(key.range?.[0] ?? 0);
    },
  });
  return offsets;
}

/** A name that is given a second time stands for the second value from there on. */
function unusedAnchors(document: Document.Parsed, text: string): { readonly name: string; readonly offset: number }[] {
  const anchors: { readonly name: string; readonly offset: number; used: boolean }[] = [];
  visit(document, {
    Alias: (_, { source }) => {
      const named = anchors.findLast(({ name }) => name === source);
      if (named) named.used = true;
    },
    Value: (_, { anchor, range }) => {
      if (anchor === undefined) return;
      anchors.push({ name: anchor, offset: text.lastIndexOf(`&${anchor}`, range?.[0]), used: false });
    },
  });
  return anchors.filter(({ used }) => !used);
}
