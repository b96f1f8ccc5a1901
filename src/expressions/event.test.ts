/** Payloads render below `github.event`, by the names of GitHub's webhooks. */
import { describe, expect, it } from 'vitest';
import { PipelineError } from '../diagnostics/index.ts';
import { githubShape } from './contexts.ts';
import { event } from './event.ts';
import { toNode } from './expr.ts';
import { type ReferenceNames, renderExpression } from './node.ts';
import { payloads } from './payloads/index.ts';

const names: ReferenceNames = { step: () => 'steps.x', job: () => 'needs.x' };
const render = (value: unknown): string => renderExpression(toNode(value), names);

describe('event', () => {
  it.each([
    ['github.event.issue.title', event('issues').issue.title],
    ['github.event.action', event('issues').action],
    ['github.event.pull_request.labels.*.name', event('pull_request').pull_request.labels.every.name],
    ['github.event.pull_request.head.repo.fork', event('pull_request_target').pull_request.head.repo.fork],
    ['github.event.issue.pull_request', event('issue_comment').issue.pull_request],
    ["github.event.comment.reactions['+1']", event('issue_comment').comment.reactions['+1']],
    ['github.event.head_commit.message', event('push').head_commit.message],
    ['github.event.schedule', event('schedule').schedule],
    ['github.event.inputs', event('workflow_dispatch').inputs],
    ['github.event.workflow_run.conclusion', event('workflow_run').workflow_run.conclusion],
    ['github.event.client_payload', event('repository_dispatch').client_payload],
    ['github.event.release.tag_name', event('release').release.tag_name],
  ])('renders %s', (text, value) => {
    expect(render(value)).toBe(text);
  });

  it('stops an event whose payload is not described, for those who skip the compiler', () => {
    expect(() => event('issue' as 'issues')).toThrow(PipelineError);
    expect(() => event('constructor' as 'issues')).toThrow('no payload is described for an event "constructor"');
  });
});

describe('payloads', () => {
  it('are for events that github.event_name can name', () => {
    const known: readonly string[] = githubShape.properties.event_name.values;
    expect(Object.keys(payloads).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('all carry the repository and the sender', () => {
    for (const payload of Object.values(payloads)) {
      expect(payload.properties).toMatchObject({ repository: { kind: 'object' }, sender: { kind: 'object' } });
    }
  });
});
