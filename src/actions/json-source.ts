/** Reads strict JSON and remembers where every name and value stands, so that findings point at their line. */
import { type Diagnostic, PipelineError, type SourceLocation } from '../diagnostics/index.ts';
import { locationAt } from './text-location.ts';

export type JsonPath = readonly PropertyKey[];

export interface JsonSource {
  readonly data: unknown;
  /** The place of a value or, where nothing stands at the path, of the nearest value around it. */
  readonly valueAt: (path: JsonPath) => SourceLocation;
  /** The place of the name that a path ends with. */
  readonly nameAt: (path: JsonPath) => SourceLocation;
}

const punctuation = /[{}[\],:]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them in a string
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/;
const token = new RegExp(`(?:${punctuation.source}|${string.source}|${number.source}|true|false|null)`, 'y');
const space = /[ \t\r\n]*/y;
const maxDepth = 64;

/**
 * Reads a text as JSON.
 *
 * @throws PipelineError with the code `invalid-json` at the line and column of the first mistake
 */
export function parseJson(text: string, file: string): JsonSource {
  const places = new JsonWalk(text, file).run();
  const at = (offset: number | undefined): SourceLocation => locationAt(text, offset ?? 0, file);
  const nearest = (path: JsonPath): number | undefined =>
    path.length === 0 ? places.get(key('value', path)) : (places.get(key('value', path)) ?? nearest(path.slice(0, -1)));
  return {
    data: JSON.parse(text),
    valueAt: (path) => at(nearest(path)),
    nameAt: (path) => at(places.get(key('name', path)) ?? nearest(path)),
  };
}

const key = (kind: 'name' | 'value', path: JsonPath): string => JSON.stringify([kind, ...path.map(String)]);

/** One walk over the text; `JSON.parse` gives the data, this the places and the first mistake. */
class JsonWalk {
  readonly #text: string;
  readonly #file: string;
  readonly #places = new Map<string, number>();
  #offset = 0;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  run(): ReadonlyMap<string, number> {
    this.#value([]);
    this.#skipSpace();
    if (this.#offset < this.#text.length) throw this.#mistake('the end of the file');
    return this.#places;
  }

  #value(path: readonly string[]): void {
    const read = this.#peek();
    if (read === undefined || /^[}\],:]/.test(read)) throw this.#mistake('a value');
    if (path.length > maxDepth) throw this.#mistake(`at most ${maxDepth} levels`);
    this.#places.set(key('value', path), this.#offset);
    this.#offset += read.length;
    if (read === '{') this.#members(path);
    if (read === '[') this.#items(path);
  }

  #members(path: readonly string[]): void {
    if (this.#take('}')) return;
    do {
      const name = this.#name(path);
      if (!this.#take(':')) throw this.#mistake('":"');
      this.#value([...path, name]);
    } while (this.#take(','));
    if (!this.#take('}')) throw this.#mistake('"," or "}"');
  }

  #name(path: readonly string[]): string {
    const read = this.#peek();
    if (!read?.startsWith('"')) throw this.#mistake('a name in double quotes');
    const name = JSON.parse(read) as string;
    // The schema's library would leave it out without a word.
    if (name === '__proto__') throw this.#error('"__proto__" can\'t be a name', 'choose another name');
    const place = key('name', [...path, name]);
    if (this.#places.has(place)) throw this.#error(`the name ${read} stands here twice`, 'keep one of the two');
    this.#places.set(place, this.#offset);
    this.#offset += read.length;
    return name;
  }

  #items(path: readonly string[]): void {
    if (this.#take(']')) return;
    let index = 0;
    do {
      this.#value([...path, String(index++)]);
    } while (this.#take(','));
    if (!this.#take(']')) throw this.#mistake('"," or "]"');
  }

  #take(wanted: string): boolean {
    if (this.#peek() !== wanted) return false;
    this.#offset += wanted.length;
    return true;
  }

  #peek(): string | undefined {
    this.#skipSpace();
    token.lastIndex = this.#offset;
    return token.exec(this.#text)?.[0];
  }

  #skipSpace(): void {
    space.lastIndex = this.#offset;
    this.#offset += space.exec(this.#text)?.[0].length ?? 0;
  }

  #mistake(expected: string): PipelineError {
    const found = this.#text.slice(this.#offset, this.#offset + 1);
    return this.#error(`expected ${expected}, found ${found === '' ? 'the end of the file' : `"${found}"`}`);
  }

  #error(message: string, hint = 'mend the JSON, or generate the file again'): PipelineError {
    const source = locationAt(this.#text, this.#offset, this.#file);
    return new PipelineError([{ severity: 'error', code: 'invalid-json', message, source, hint } satisfies Diagnostic]);
  }
}
