/** Finds what the YAML library takes and GitHub, or a reader's memory, does not. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  visit,
  type YAMLMap,
} from 'yaml';

/** What is wrong, and its place as an offset from the start of the text. */
export interface Mistake {
  readonly message: string;
  readonly offset: number;
  /** Whether the text has no data because of it. */
  readonly fatal: boolean;
}

/** A file of GitHub's largest size has fewer values; aliases of aliases can stand for any number. */
const mostValues = 500_000;

/** The mistakes of a document that parses: keys that are there twice, and aliases that lead nowhere. */
export function checkDocument(document: Document.Parsed): Mistake[] {
  const mistakes: Mistake[] = [];
  const sizes = new Map<unknown, number>();
  const targets = new Map<Alias, Node | undefined>();
  let aliases = 0;
  visit(document, {
    Map: (_, map) => {
      mistakes.push(...repeatedKeys(map), ...mergeMistakes(map, document));
    },
    Alias: (_, alias, path) => {
      aliases += 1;
      const target = alias.resolve(document);
      targets.set(alias, target);
      const offset = alias.range?.[0] ?? 0;
      if (!target) mistakes.push({ message: `there is no anchor "${alias.source}" above`, offset, fatal: true });
      else if (path.includes(target))
        mistakes.push({ message: `"${alias.source}" contains itself`, offset, fatal: true });
    },
  });
  if (aliases === 0 || mistakes.some(({ fatal }) => fatal)) return mistakes;
  const total = sizeOf(document.contents, sizes, targets);
  if (total <= mostValues) return mistakes;
  const largest = [...targets.keys()].sort(
    (one, other) => (sizes.get(targets.get(other)) ?? 0) - (sizes.get(targets.get(one)) ?? 0),
  )[0];
  const message = `aliases make ${total > Number.MAX_SAFE_INTEGER ? 'too many' : total.toLocaleString('en')} values of this file`;
  return [...mistakes, { message, offset: largest?.range?.[0] ?? 0, fatal: true }];
}

/** How many values a node stands for, with its aliases written out. */
function sizeOf(node: unknown, sizes: Map<unknown, number>, targets: ReadonlyMap<Alias, Node | undefined>): number {
  if (isAlias(node)) return sizeOf(targets.get(node), sizes, targets);
  if (!isMap(node) && !isSeq(node)) return 1;
  const known = sizes.get(node);
  if (known !== undefined) return known;
  const items = (node.items as readonly unknown[]).map((item) => (isPair(item) ? item.value : item));
  const size = items.reduce<number>((sum, item) => sum + sizeOf(item, sizes, targets), 1);
  sizes.set(node, size);
  return size;
}

function repeatedKeys({ items }: YAMLMap): Mistake[] {
  const first = new Set<string>();
  return items.flatMap(({ key }): Mistake[] => {
    if (!isScalar(key)) return [notAKey(key as Node | null)];
    const name = isMergeKey(key) ? '<<' : String(key.value);
    const known = first.has(name);
    first.add(name);
    return known ? [{ message: `the key "${name}" is here twice`, offset: key.range?.[0] ?? 0, fatal: false }] : [];
  });
}

const notAKey = (key: Node | null): Mistake => ({
  message: 'a key must be a text',
  offset: key?.range?.[0] ?? 0,
  fatal: true,
});

/** The library merges at a plain `<<`, which it reads as a symbol unless a tag makes it text; in quotes it is a key. */
export const isMergeKey = (key: unknown): boolean =>
  isScalar(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'));

function mergeMistakes({ items }: YAMLMap, document: Document.Parsed): Mistake[] {
  return items.flatMap(({ key, value }): Mistake[] => {
    if (!isMergeKey(key)) return [];
    const merged = isSeq(value) ? value.items : [value];
    const maps = merged.every((each) => isMap(isAlias(each) ? each.resolve(document) : each));
    const offset = (key as Node).range?.[0] ?? 0;
    return maps ? [] : [{ message: 'the merge key "<<" needs a map, or a list of maps', offset, fatal: true }];
  });
}
