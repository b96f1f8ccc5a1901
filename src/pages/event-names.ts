/** What events are called in sentences. */
import { escapeText } from '../markup/markdown.ts';

interface EventName {
  /** At the start of a line. */
  readonly title: string;
  /** In a condition: "on schedule". */
  readonly when: string;
}

const names: Readonly<Record<string, EventName>> = {
  push: { title: 'Push', when: 'on a push' },
  pull_request: { title: 'Pull request', when: 'on pull requests' },
  pull_request_target: {
    title: 'Pull request, with the rights of the target branch',
    when: 'on pull requests, with the rights of the target branch',
  },
  schedule: { title: 'Schedule', when: 'on schedule' },
  workflow_dispatch: { title: 'By hand', when: 'when started by hand' },
  workflow_call: { title: 'Called by other workflows', when: 'when called by another workflow' },
  repository_dispatch: { title: 'Called from outside', when: 'when called from outside' },
  workflow_run: { title: 'Another workflow', when: 'after another workflow' },
  create: { title: 'Branch or tag created', when: 'when a branch or tag is created' },
  delete: { title: 'Branch or tag deleted', when: 'when a branch or tag is deleted' },
  gollum: { title: 'Wiki page', when: 'on wiki pages' },
  issues: { title: 'Issue', when: 'on issues' },
  public: { title: 'Repository made public', when: 'when the repository becomes public' },
  watch: { title: 'Star', when: 'on a star' },
  merge_group: { title: 'Merge queue', when: 'in the merge queue' },
};

/**
 * The names of an event; those of the others are GitHub's own.
 *
 * @example
 * eventName('issue_comment').title; // 'Issue comment'
 */
export function eventName(event: string): EventName {
  const known = Object.hasOwn(names, event) ? names[event] : undefined;
  const words = event.replaceAll('_', ' ');
  return (
    known ?? {
      title: escapeText(words.charAt(0).toUpperCase() + words.slice(1)),
      when: `on event ${escapeText(event)}`,
    }
  );
}
