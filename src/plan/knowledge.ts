/** What is known of a context, as values by route: a route below a known value is known as well. */
import type { Data } from '../model/index.ts';
import { anything, type Outcome, oneOf } from './evaluate.ts';

/** What an access can yield, by its route. */
export type Facts = (path: readonly string[]) => Outcome;

/** Outcomes by route in lower case, `github.event.action`. */
export type Known = Readonly<Record<string, Outcome>>;

/**
 * Reads what is known: a route itself, one below a known value, or one above known ones, which is then some object.
 *
 * @param otherwise what a route yields of which nothing is known
 */
export function readKnown(known: Known, otherwise: Facts = () => anything): Facts {
  const isAbove = (route: string): boolean => Object.keys(known).some((key) => key.startsWith(`${route}.`));
  return (path) => {
    const names = path.map((name) => name.toLowerCase());
    const route = names.join('.');
    if (Object.hasOwn(known, route)) return known[route] ?? anything;
    for (let length = names.length - 1; length > 0; length--) {
      const outer = names.slice(0, length).join('.');
      if (Object.hasOwn(known, outer))
        return (known[outer] ?? anything).flatMap((each) => walk(each, path.slice(length)));
    }
    return isAbove(route) ? [{ kind: 'any', truth: true }] : otherwise(path);
  };
}

function walk(each: Outcome[number], path: readonly string[]): Outcome {
  if (each.kind === 'any') return anything;
  return oneOf(each.kind === 'value' ? (valueAt(each.value, path) ?? null) : null);
}

/** The value on a route; names are found whatever their case, as on GitHub. */
export function valueAt(value: Data | undefined, path: readonly string[]): Data | undefined {
  const [name, ...rest] = path;
  if (name === undefined || value === undefined) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const exact = (value as Readonly<Record<string, Data>>)[name];
  const found = exact ?? Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return valueAt(found, rest);
}

/** Plain data as knowledge below a route: every object is open, so that what it does not have stays unknown. */
export function openKnowledge(route: string, value: Data): Record<string, Outcome> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { [route]: oneOf(value) };
  const below = Object.entries(value).map(([key, each]) => openKnowledge(`${route}.${key.toLowerCase()}`, each));
  return Object.assign({}, ...below);
}
