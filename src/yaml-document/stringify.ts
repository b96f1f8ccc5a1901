/** Writes YAML as a careful person would: block scalars, no anchors, no folding, comments where they belong. */
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** Data for a YAML file, with its comments. */
export type YamlNode = null | boolean | number | string | YamlList | YamlMap;

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlItem[];
  /** On one line, `[a, b]`, where it is short. */
  readonly flow?: boolean;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
}

export interface YamlItem {
  readonly value: YamlNode;
  /** The lines above. */
  readonly comment?: string | undefined;
  /** The text behind the value, on the same line. */
  readonly trailing?: string | undefined;
}

export interface YamlEntry extends YamlItem {
  readonly key: string;
  /** An empty line above. */
  readonly spaced?: boolean;
}

const flowWidth = 100;

/**
 * The text of a YAML file.
 *
 * @example
 * stringifyYaml({ kind: 'map', entries: [{ key: 'name', value: 'CI' }] }, 'Written by hand.');
 * // # Written by hand.
 * //
 * // name: CI
 */
export function stringifyYaml(root: YamlMap, header?: string): string {
  const document = new Document(toYaml(root), { version: '1.2' });
  if (header !== undefined) document.commentBefore = commentLines(header);
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
}

function toYaml(node: YamlNode): Scalar | YAMLMap | YAMLSeq {
  if (typeof node !== 'object' || node === null) return toScalar(node);
  if (node.kind === 'map') {
    const map = new YAMLMap();
    map.items = node.entries.map(toPair);
    if (map.items.length === 0) map.flow = true;
    return map;
  }
  const list = new YAMLSeq();
  list.items = node.items.map(toItem);
  list.flow = node.items.length === 0 || (node.flow === true && fitsOneLine(node));
  return list;
}

function toPair(entry: YamlEntry): Pair {
  const key = new Scalar(entry.key);
  if (entry.comment !== undefined) key.commentBefore = commentLines(entry.comment);
  if (entry.spaced) key.spaceBefore = true;
  const value = toYaml(entry.value);
  // `pull_request:` and not `pull_request: null`.
  if (entry.value === null) (value as Scalar).source = '';
  return new Pair(key, withTrailing(value, entry.trailing));
}

function toItem(item: YamlItem): Scalar | YAMLMap | YAMLSeq {
  const value = withTrailing(toYaml(item.value), item.trailing);
  if (item.comment !== undefined) value.commentBefore = commentLines(item.comment);
  return value;
}

function withTrailing<N extends Scalar | YAMLMap | YAMLSeq>(node: N, trailing: string | undefined): N {
  if (trailing !== undefined) node.comment = ` ${trailing.replace(/\s+/g, ' ')}`;
  return node;
}

function toScalar(value: null | boolean | number | string): Scalar {
  const scalar = new Scalar(value);
  if (typeof value === 'string' && value.includes('\n') && isBlockSafe(value)) scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}

/** Block scalars can't hold control characters, and other programs trip over lines of blanks at their ends. */
function isBlockSafe(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones that need quotes
  return !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text) && !/^\s|^\n|\n\n$/.test(text);
}

function fitsOneLine({ items }: YamlList): boolean {
  const plain = items.every(
    ({ value, comment, trailing }) =>
      (typeof value !== 'object' || value === null) && comment === undefined && trailing === undefined && !String(value).includes('\n'),
  );
  return plain && items.reduce((width, { value }) => width + String(value).length + 2, 0) <= flowWidth;
}

const commentLines = (text: string): string =>
  text
    .trimEnd()
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => (line === '' ? '' : ` ${line}`))
    .join('\n');

