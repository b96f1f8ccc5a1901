/** The schedules of a workflow that have a text to read. */
import type { Document, Node } from '../model/index.ts';
import { fieldsOf, listOf } from './data-shapes.ts';

export interface Schedule {
  readonly cron: string;
  readonly timezone: unknown;
  readonly node: Node;
  readonly path: string;
}

export function schedulesOf(document: Document): Schedule[] {
  const triggers = document.kind === 'workflow' ? document.on : [];
  return triggers.flatMap((trigger) =>
    listOf(trigger.schedule).flatMap((each, index) => {
      const { cron, timezone, source } = fieldsOf(each);
      const node = source === undefined ? trigger : (each as Node);
      return typeof cron === 'string' ? [{ cron, timezone, node, path: `on.schedule[${index}]` }] : [];
    }),
  );
}
