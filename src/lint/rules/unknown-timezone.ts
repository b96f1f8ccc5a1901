/** Reports a time zone that the IANA database does not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { show } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { schedulesOf } from '../schedules.ts';

export const unknownTimezone: Rule = {
  id: 'unknown-timezone',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
  why: 'A schedule takes a time zone of the IANA database, such as `Europe/Berlin`. GitHub refuses offsets, cities alone and misspelled names.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { timezone, node, path } of schedulesOf(document)) {
      if (timezone === undefined || isTimezone(timezone)) continue;
      yield {
        message: `there is no time zone ${show(timezone)}`,
        node,
        path: `${path}.timezone`,
        hint: hintFor(String(timezone)),
      };
    }
  },
};

/** JavaScript takes offsets such as +02:00 too, which are not names of the database. */
function isTimezone(name: unknown): boolean {
  if (typeof name !== 'string' || !/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function hintFor(name: string): string {
  const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
  const city = zones.find((zone) => zone.toLowerCase().endsWith(`/${name.toLowerCase().replace(/\s+/g, '_')}`));
  return city
    ? `did you mean "${city}"?`
    : didYouMean(name, zones)?.replace(/^known.*/s, '') ||
        'use a name of the IANA database, such as "Europe/Berlin" or "UTC"';
}
