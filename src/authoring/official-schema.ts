/** GitHub's official schema as a list of everything that can be written, for the test that walks it. */
import { readFileSync } from 'node:fs';

type Reference = string | { readonly type: string; readonly required?: boolean };
interface Definition {
  readonly mapping?: {
    readonly properties?: Readonly<Record<string, Reference>>;
    readonly 'loose-value-type'?: string;
  };
  readonly sequence?: { readonly 'item-type': string };
  readonly 'one-of'?: readonly string[];
  readonly 'allowed-values'?: readonly string[];
  readonly string?: { readonly constant?: string };
}

export class OfficialSchema {
  readonly #definitions: Readonly<Record<string, Definition>>;
  readonly #without: ReadonlySet<string>;

  /** @param without definitions to leave out, such as a second way to write the same. */
  constructor(file: 'workflow' | 'action', without: readonly string[]) {
    const url = new URL(`../../node_modules/@actions/workflow-parser/dist/${file}-v1.0.min.json`, import.meta.url);
    this.#definitions = (
      JSON.parse(readFileSync(url, 'utf8')) as { definitions: Record<string, Definition> }
    ).definitions;
    this.#without = new Set(without);
  }

  /** Everything that can be written below a definition: `issues-mapping.types`, `issues-mapping.types = opened`. */
  writable(root: string): Set<string> {
    const found = new Set<string>();
    const seen = new Set<string>();
    const open = [root];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      for (const [key, type] of this.#keys(name)) {
        found.add(`${name}.${key}`);
        for (const value of this.#values(type)) found.add(`${name}.${key} = ${value}`);
        open.push(type);
      }
      open.push(...this.#alternatives(name), ...this.#items(name));
    }
    return found;
  }

  /** What of it some data writes. */
  written(root: string, data: unknown): Set<string> {
    const found = new Set<string>();
    this.#mark(root, data, found);
    return found;
  }

  #mark(name: string, data: unknown, found: Set<string>): void {
    for (const each of this.#alternatives(name)) if (this.#fits(each, data)) this.#mark(each, data, found);
    if (Array.isArray(data)) {
      for (const type of this.#items(name)) for (const each of data) this.#mark(type, each, found);
    } else if (typeof data === 'object' && data !== null) this.#markKeys(name, data, found);
  }

  #markKeys(name: string, data: object, found: Set<string>): void {
    const types = new Map(this.#keys(name));
    for (const [key, value] of Object.entries(data)) {
      const known = types.has(key) ? key : '*';
      const type = types.get(known);
      if (type === undefined) continue;
      found.add(`${name}.${known}`);
      for (const each of Array.isArray(value) ? value : [value]) found.add(`${name}.${known} = ${String(each)}`);
      this.#mark(type, value, found);
    }
  }

  /** Whether the data may be meant as this alternative: a step with `run` is no step with `uses`. */
  #fits(name: string, data: unknown): boolean {
    const { mapping, sequence } = this.#definitions[name] ?? {};
    if (mapping) {
      if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
      const { properties = {}, 'loose-value-type': loose } = mapping;
      const required = Object.entries(properties).filter(([, type]) => typeof type !== 'string' && type.required);
      const known = loose !== undefined || Object.keys(data).every((key) => key in properties);
      return known && required.every(([key]) => key in data);
    }
    if (sequence) return Array.isArray(data);
    return this.#alternatives(name).length > 0 || typeof data !== 'object';
  }

  #keys(name: string): [string, string][] {
    const { properties = {}, 'loose-value-type': loose } = this.#definitions[name]?.mapping ?? {};
    const named = Object.entries(properties).map(([key, type]): [string, string] => [
      key,
      typeof type === 'string' ? type : type.type,
    ]);
    return loose === undefined ? named : [...named, ['*', loose]];
  }

  #alternatives(name: string): string[] {
    return (this.#definitions[name]?.['one-of'] ?? []).filter((each) => !this.#without.has(each));
  }

  #items(name: string): string[] {
    const { sequence } = this.#definitions[name] ?? {};
    return sequence ? [sequence['item-type']] : [];
  }

  /** The values that a text may have, in a list as well. */
  #values(name: string): string[] {
    if (this.#without.has(name)) return [];
    const { 'allowed-values': allowed = [], string } = this.#definitions[name] ?? {};
    const constant = string?.constant === undefined ? [] : [string.constant];
    const below = [...this.#alternatives(name), ...this.#items(name)].flatMap((each) => this.#values(each));
    return [...new Set([...allowed, ...constant, ...below])];
  }
}
