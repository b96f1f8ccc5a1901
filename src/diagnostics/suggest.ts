/** Finds the known name that a misspelled one most likely meant. */
import { distance } from 'fastest-levenshtein';

/**
 * The nearest of `known` to `name`, or undefined when none is near.
 *
 * @example
 * suggest('node_version', ['node-version', 'cache']); // 'node-version'
 */
export function suggest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  const wanted = plain(name);
  for (const candidate of known) {
    const edits = distance(wanted, plain(candidate));
    if (edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

/** The hint for a misspelled name: `did you mean "x"?`, or the list of what is known. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const nearest = suggest(name, names);
  if (nearest !== undefined) return `did you mean "${nearest}"?`;
  if (names.length === 0) return undefined;
  const shown = names.slice(0, 12).map((each) => `"${each}"`);
  return `known: ${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_\s]/g, '');
