/** Tells whether a glob can fit a name, where expressions stand for any text. */
import { partsOf } from './matrix-texts.ts';

/**
 * Whether a glob may fit a name; true also for signs that a `*` is not enough to follow.
 *
 * @example
 * mayFit('results-*', 'result-${{ matrix.shard }}'); // false
 */
export function mayFit(pattern: string, name: string): boolean {
  const [glob, names] = [asGlob(pattern), asGlob(name)];
  // Classes, alternatives, negations: https://github.com/isaacs/minimatch
  if (/[?[\](){}\\]|^[!#]/.test(glob)) return true;
  if (!names.includes('*')) return toPattern(glob).test(names);
  if (!glob.includes('*')) return toPattern(names).test(glob);
  // What stands between the first * and the last one of either, a * of the other can be.
  const [[start = '', ...rest], [otherStart = '', ...otherRest]] = [glob.split('*'), names.split('*')];
  const [end, otherEnd] = [rest.at(-1) ?? '', otherRest.at(-1) ?? ''];
  return (
    (start.startsWith(otherStart) || otherStart.startsWith(start)) && (end.endsWith(otherEnd) || otherEnd.endsWith(end))
  );
}

/** A text with `*` for each expression. */
export const asGlob = (text: string): string =>
  partsOf(text, {}, () => undefined)
    .map((part) => (part.kind === 'text' ? part.text : '*'))
    .join('');

const toPattern = (glob: string): RegExp =>
  new RegExp(`^${glob.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
