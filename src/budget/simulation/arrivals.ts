/** The events of a month in the order in which they happen. */
import type { Stream } from './stream.ts';

export interface Arrival {
  readonly at: number;
  readonly stream: Stream;
  readonly subject: number;
  /** Whose caches its runs may read: those of its own ref, then those of the default branch. */
  readonly refs: readonly [own: string, ...others: string[]];
}

export function arrivalsOf(streams: Iterable<Stream>, defaultBranch: string): Arrival[] {
  const all = [...streams].flatMap((stream) =>
    stream.occurrences.map(({ at, subject }): Arrival => {
      const ref = stream.refOf(subject);
      return { at, stream, subject, refs: ref === defaultBranch ? [ref] : [ref, defaultBranch] };
    }),
  );
  return all.sort((left, right) => left.at - right.at);
}
