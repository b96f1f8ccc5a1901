/** The payload of the event that started the run, typed by the event's name. */
import { didYouMean, PipelineError } from '../diagnostics/index.ts';
import { fromNode } from './expr.ts';
import { payloads } from './payloads/index.ts';
import type { Shaped } from './shape.ts';

/** An event whose payload is described. */
export type DescribedEvent = keyof typeof payloads;
/** What `github.event` holds for an event. */
export type EventPayload<N extends DescribedEvent> = Shaped<(typeof payloads)[N], 'github'>;

/**
 * `github.event`, as the event `name` fills it. Text that outsiders choose is marked `'untrusted'`.
 *
 * A property that the event's activity does not have is null when the workflow runs: `label` is only there when a
 * label was added or removed.
 *
 * @example
 * event('issues').issue.title;              // github.event.issue.title, untrusted
 * event('pull_request').pull_request.labels.every.name; // github.event.pull_request.labels.*.name
 * @throws PipelineError `unknown-event` when no payload is described under that name.
 */
export function event<const N extends DescribedEvent>(name: N): EventPayload<N> {
  if (!Object.hasOwn(payloads, name)) {
    throw new PipelineError([
      {
        severity: 'error',
        code: 'unknown-event',
        message: `no payload is described for an event "${name}"`,
        hint: didYouMean(name, Object.keys(payloads)),
      },
    ]);
  }
  return fromNode({ kind: 'property', of: { kind: 'context', name: 'github' }, name: 'event' }) as never;
}
