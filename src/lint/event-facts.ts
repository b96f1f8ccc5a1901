/** What GitHub's schema says about an event. */
import { events } from '../model/index.ts';

interface EventFacts {
  readonly types: readonly string[];
  readonly filters: readonly string[];
}

const facts: Readonly<Record<string, EventFacts>> = events;

export const eventFacts = (event: string): EventFacts | undefined =>
  Object.hasOwn(facts, event) ? facts[event] : undefined;

/** The filters of an event in GitHub's spelling; undefined for an event that GitHub does not have. */
export function filtersOf(event: string): string[] | undefined {
  const known = eventFacts(event);
  return known && [...(known.types.length > 0 ? ['types'] : []), ...known.filters];
}
