/** Reports a property that a context does not have, with the payloads of the events that start the workflow. */
import { didYouMean } from '../../diagnostics/index.ts';
import { resolveShape } from '../../expressions/known-properties.ts';
import { sameName } from '../data-shapes.ts';
import { eventsOf, references } from '../references.ts';
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

/** What the author declares (steps, needs, matrix, inputs) has rules of its own. */
const contexts = ['github', 'runner', 'job', 'strategy', 'env', 'vars', 'secrets'];

export const unknownProperty: Rule = {
  id: 'unknown-property',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts
  why: 'A property that a context does not have reads as empty text, and GitHub does not say so: a name is misspelled, or it belongs to the payload of an event that never starts this workflow.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    const events = eventsOf(document);
    for (const { site, path } of contexts.flatMap((context) => [...references(expressions, context)])) {
      const resolved = resolveShape(path, events);
      if (resolved.found) continue;
      const of = path.slice(0, resolved.at).join('.');
      const name = path[resolved.at] ?? '';
      const during = sameName(path[1], 'event') ? ` when the workflow starts by ${listed(events)}` : '';
      const hint =
        didYouMean(
          name,
          resolved.known.filter((each) => each !== '*'),
        ) ?? (resolved.known.length > 0 ? `${of} is a list: read ${of}.*` : `read ${of} itself`);
      // In YAML one text often serves workflows with other events as well.
      const severity = during !== '' && isYaml(site.node) ? 'warning' : 'error';
      yield { ...inSite(site), message: `${of} has no property "${name}"${during}`, hint, severity };
    }
  },
};

const listed = (events: readonly string[]): string => (events.length > 3 ? 'these events' : events.join(' or '));
