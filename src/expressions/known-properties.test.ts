/** Look-ups by path: known names, the shapes of several events together, and what outsiders control. */
import { describe, expect, it } from 'vitest';
import { isUntrusted, resolveShape } from './known-properties.ts';
import { payloads } from './payloads/index.ts';
import type { Shape } from './shape.ts';

const split = (path: string): readonly string[] => path.split('.');
const resolve = (path: string, ...events: string[]) => resolveShape(split(path), events);
const shapeOf = (path: string, ...events: string[]) => {
  const resolution = resolve(path, ...events);
  return resolution.found ? resolution.shape : undefined;
};

describe('resolveShape', () => {
  it.each([
    ['github.ref', { kind: 'string' }],
    ['GitHub.REF', { kind: 'string' }],
    ['github.repositoryurl', { kind: 'string' }],
    ['github.ref_protected', { kind: 'boolean' }],
    ['strategy.job-total', { kind: 'number' }],
    ['job.services.postgres.ports.5432', { kind: 'string' }],
    ['needs.build.outputs.version', { kind: 'string' }],
    ['needs.build.result', { kind: 'string', values: ['success', 'failure', 'cancelled', 'skipped'] }],
    ['matrix.model.id', { kind: 'any' }],
    ['secrets.ANY', { kind: 'string' }],
  ])('knows %s', (path, shape) => {
    expect(shapeOf(path)).toEqual(shape);
  });

  it('knows the payload of the event', () => {
    expect(shapeOf('github.event.issue.title', 'issues')).toEqual({ kind: 'string', untrusted: true });
    expect(shapeOf('GITHUB.Event.Issue.Number', 'issues')).toEqual({ kind: 'number' });
    expect(shapeOf('github.event.commits.0.distinct', 'push')).toEqual({ kind: 'boolean' });
    expect(shapeOf('github.event.issue.labels.*.name', 'issues')).toEqual({ kind: 'string' });
    expect(shapeOf('github.event.inputs.model', 'workflow_dispatch')).toEqual({ kind: 'string' });
    expect(shapeOf('github.event.client_payload.a.b', 'repository_dispatch')).toEqual({ kind: 'any' });
  });

  it('names what is known where a name is not', () => {
    expect(resolve('github.event.isue.title', 'issues')).toMatchObject({
      found: false,
      at: 2,
      known: expect.arrayContaining(['issue', 'action', 'repository', 'sender']),
    });
    expect(resolve('github.event.issue.titel', 'issues')).toMatchObject({
      found: false,
      at: 3,
      known: expect.arrayContaining(['title', 'body']),
    });
    expect(resolve('githb.ref')).toMatchObject({ found: false, at: 0, known: expect.arrayContaining(['github']) });
    expect(resolve('needs.build.output.x')).toEqual({ found: false, at: 2, known: ['result', 'outputs'] });
    expect(resolve('github.ref.name')).toEqual({ found: false, at: 2, known: [] });
    expect(resolve('github.constructor')).toMatchObject({ found: false, at: 1 });
    expect(resolveShape([])).toMatchObject({ found: false, at: 0 });
  });

  it('needs an index or a star to go into a list', () => {
    expect(resolve('github.event.commits.message', 'push')).toEqual({ found: false, at: 3, known: ['*'] });
  });

  it('is content when one of the events knows the property', () => {
    expect(shapeOf('github.event.pull_request.number', 'push', 'pull_request')).toEqual({ kind: 'number' });
    expect(resolve('github.event.issue.number', 'push', 'pull_request')).toMatchObject({ found: false, at: 2 });
  });

  it('merges what the events have under one name', () => {
    expect(shapeOf('github.event.action', 'watch', 'deployment')).toEqual({
      kind: 'string',
      values: ['started', 'created'],
    });
    expect(shapeOf('github.event.action', 'watch', 'repository_dispatch')).toEqual({ kind: 'string' });
    expect(shapeOf('github.event.workflow', 'schedule', 'workflow_run')).toEqual({ kind: 'any' });
    const both = shapeOf('github.event', 'push', 'issues');
    expect(both).toMatchObject({ properties: { commits: { kind: 'list' }, issue: { kind: 'object' } } });
  });

  it('accepts anything when the event is unknown or not described', () => {
    for (const events of [[], ['registry_package'], ['push', 'workflow_call']]) {
      expect(shapeOf('github.event.anything.at.all', ...events)).toEqual({ kind: 'any' });
    }
  });
});

// https://github.com/rhysd/actionlint/blob/main/docs/checks.md, "Script injection by potentially untrusted inputs"
const actionlintList = [
  'github.event.issue.title',
  'github.event.issue.body',
  'github.event.pull_request.title',
  'github.event.pull_request.body',
  'github.event.pull_request.head.ref',
  'github.event.pull_request.head.label',
  'github.event.pull_request.head.repo.default_branch',
  'github.event.comment.body',
  'github.event.review.body',
  'github.event.pages.*.page_name',
  'github.event.commits.*.message',
  'github.event.commits.*.author.email',
  'github.event.commits.*.author.name',
  'github.event.head_commit.message',
  'github.event.head_commit.author.email',
  'github.event.head_commit.author.name',
  'github.event.discussion.title',
  'github.event.discussion.body',
  'github.head_ref',
];
// Further ones that CodeQL knows: actions/ql/lib/ext/config/untrusted_event_properties.yml
const codeqlList = [
  'github.event.pages.0.title',
  'github.event.changes.title.from',
  'github.event.changes.body.from',
  'github.event.changes.head.ref.from',
  'github.event.pull_request.head.repo.homepage',
  'github.event.pull_request.head.repo.description',
  'github.event.head_commit.committer.email',
  'github.event.commits.0.committer.name',
  'github.event.merge_group.head_ref',
  'github.event.merge_group.committer.email',
  'github.event.workflow.path',
  'github.event.workflow_run.path',
  'github.event.workflow_run.display_title',
  'github.event.workflow_run.head_branch',
  'github.event.workflow_run.head_commit.message',
  'github.event.workflow_run.head_commit.author.name',
  'github.event.workflow_run.head_commit.author.email',
  'github.event.workflow_run.head_commit.committer.email',
  'github.event.workflow_run.head_repository.description',
  'github.event.workflow_run.pull_requests.0.head.ref',
  'github.event.workflow_run.referenced_workflows.*.path',
];

describe('isUntrusted', () => {
  it.each([...actionlintList, ...codeqlList])('%s is text', (path) => {
    expect(isUntrusted(split(path))).toBe('text');
    expect(isUntrusted(split(path.toUpperCase()))).toBe('text');
  });

  it.each([
    'github',
    'github.event',
    'github.event.issue',
    'github.event.pull_request.head',
    'github.event.commits',
    'github.event.commits.*.author',
    'github.event.changes',
    'github.event.client_payload',
    'github.event.client_payload.version',
    'github.event.registry_package.name',
    // Listed by actionlint; no payload has it.
    'github.event.review_comment.body',
  ])('%s contains some', (path) => {
    expect(isUntrusted(split(path))).toBe('contains');
  });

  it.each([
    'github.ref',
    'github.ref_name',
    'github.sha',
    'github.actor',
    'github.no_such_property',
    'github.event.action',
    'github.event.number',
    'github.event.issue.number',
    'github.event.issue.labels.*.name',
    'github.event.pull_request.head.sha',
    'github.event.pull_request.head.repo.full_name',
    'github.event.pull_request.base.ref',
    'github.event.repository',
    'github.event.sender.login',
    'github.event.release.tag_name',
    'github.event.inputs.version',
    'inputs.version',
    'matrix.os',
    'env.TITLE',
    'steps.x.outputs.y',
    'unknown.context',
  ])('%s does not', (path) => {
    expect(isUntrusted(split(path))).toBe('no');
  });

  it('sees through a star over an object, and an index into what a star made', () => {
    expect(isUntrusted(split('github.event.*.body'))).toBe('text');
    expect(isUntrusted(split('github.event.commits.*.message.0'))).toBe('text');
    expect(isUntrusted(split('github.event.commits.*.message.*'))).toBe('text');
    expect(isUntrusted(split('github.*'))).toBe('text');
  });

  it('asks only the events that are given', () => {
    expect(isUntrusted(split('github.event.workflow'), ['schedule'])).toBe('no');
    expect(isUntrusted(split('github.event.workflow'), ['workflow_run'])).toBe('contains');
    expect(isUntrusted(split('github.event.issue.title'), ['push'])).toBe('no');
    expect(isUntrusted(split('github.event.issue.title'), ['push', 'workflow_call'])).toBe('text');
  });

  it('agrees with the types: each untrusted text of each payload is text', () => {
    const paths = Object.entries(payloads).flatMap(([name, payload]) =>
      untrustedPaths(payload).map((path) => [name, ['github', 'event', ...path]] as const),
    );
    expect(paths.length).toBeGreaterThan(500);
    expect(paths.filter(([name, path]) => isUntrusted(path, [name]) !== 'text')).toEqual([]);
    expect(paths.filter(([, path]) => isUntrusted(path) !== 'text')).toEqual([]);
  });
});

function untrustedPaths(shape: Shape): readonly (readonly string[])[] {
  switch (shape.kind) {
    case 'object':
      return Object.entries(shape.properties).flatMap(([key, below]) =>
        untrustedPaths(below).map((path) => [key, ...path]),
      );
    case 'list':
      return untrustedPaths(shape.of).map((path) => ['*', ...path]);
    case 'string':
      return shape.untrusted ? [[]] : [];
    default:
      return [];
  }
}
