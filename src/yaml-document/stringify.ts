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
  const text = document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
  // They stand in double quotes only, where an escape means the same: see toScalar() and printable().
  return text.replace(
    new RegExp(special, 'g'),
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
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
  const key = toScalar(entry.key);
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
  if (trailing !== undefined) node.comment = ` ${printable(trailing).replace(/[\s\u0085]+/g, ' ')}`;
  return node;
}

function toScalar(value: null | boolean | number | string): Scalar {
  const scalar = new Scalar(value);
  if (typeof value !== 'string') return scalar;
  if (new RegExp(special).test(value)) scalar.type = Scalar.QUOTE_DOUBLE;
  else if (value === '<<') scalar.type = Scalar.QUOTE_SINGLE;
  else if (value.includes('\n')) scalar.type = isBlockSafe(value) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** Characters that YAML wants escaped, and that some parsers take for the end of a line or leave out. */
const special = '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff]';

/** Programs read lines of blanks at the ends of a block scalar in different ways. */
const isBlockSafe = (text: string): boolean => !/^\s|\n\n$|\n[ \t]+\n?$/.test(text);

function fitsOneLine({ items }: YamlList): boolean {
  const plain = items.every(
    ({ value, comment, trailing }) =>
      (typeof value !== 'object' || value === null) &&
      comment === undefined &&
      trailing === undefined &&
      !String(value).includes('\n'),
  );
  return plain && items.reduce((width, { value }) => width + String(value).length + 2, 0) <= flowWidth;
}

const commentLines = (text: string): string =>
  text
    .trimEnd()
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => (line.trim() === '' ? '' : ` ${printable(line)}`))
    .join('\n');

/** A comment knows no escapes. */
const printable = (text: string): string =>
  text.replace(new RegExp(special, 'g'), (character) => (/\s|\u0085/.test(character) ? ' ' : '\ufffd'));
