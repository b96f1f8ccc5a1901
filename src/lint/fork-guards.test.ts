/** Which conditions keep forks away. */
import { describe, expect, it } from 'vitest';
import type { StepsJob, Trigger, Workflow } from '../model/index.ts';
import { type Guard, guardOf } from './fork-guards.ts';

const guard = (event: string, condition: string, more: Partial<StepsJob> = {}, types?: Trigger['types']): Guard => {
  const job: StepsJob = { kind: 'job', id: 'test', if: condition, steps: [], ...more };
  const before: StepsJob = { kind: 'job', id: 'before', if: "github.event_name == 'push'", steps: [] };
  const document: Workflow = { kind: 'workflow', on: [{ kind: 'trigger', event, types }], jobs: [before, job] };
  return guardOf(event, job, document);
};

describe('guardOf', () => {
  it.each([
    ['github.event.pull_request.head.repo.full_name == github.repository', 'closed'],
    ["github.event.pull_request.head.repo.owner.login == 'octo'", 'closed'],
    ['github.event.pull_request.head.repo.full_name != github.repository', 'open'],
    ['!github.event.pull_request.head.repo.fork', 'closed'],
    ['github.event.pull_request.head.repo.fork == false', 'closed'],
    ['github.event.pull_request.head.repo.fork == true', 'open'],
    ["github.event_name == 'push'", 'closed'],
    ["github.event_name != 'pull_request_target'", 'closed'],
    ["github.event_name == 'pull_request_target'", 'open'],
    ["github.event_name == 'push' || !github.event.pull_request.head.repo.fork", 'closed'],
    ["github.event_name == 'push' || github.event.pull_request.draft", 'open'],
    ['always() && !github.event.pull_request.head.repo.fork', 'closed'],
    ['github.event.pull_request.merged == true', 'closed'],
    ['github.event.pull_request.merged', 'closed'],
    ["github.ref == 'refs/heads/main'", 'open'],
    ["contains(github.event.pull_request.labels.*.name, 'safe to test')", 'gated'],
    ["github.actor != 'dependabot[bot]'", 'gated'],
    ['${{ false }}', 'closed'],
    ['true', 'open'],
    ['github.event.pull_request.head.repo.full_name ==', 'open'],
  ])('for pull_request_target, of %j, is %j', (condition, expected) => {
    expect(guard('pull_request_target', condition)).toBe(expected);
  });

  it.each([
    ["github.ref == 'refs/heads/main'", 'closed'],
    ["startsWith(github.ref, 'refs/tags/')", 'closed'],
    ["github.ref == 'refs/pull/1/merge'", 'open'],
    ["github.ref_type == 'tag'", 'closed'],
  ])('for pull_request, of %j, is %j', (condition, expected) => {
    expect(guard('pull_request', condition)).toBe(expected);
  });

  it('for workflow_run looks at the run that is followed', () => {
    expect(guard('workflow_run', "github.event.workflow_run.event == 'push'")).toBe('closed');
    expect(guard('workflow_run', "github.event.workflow_run.event != 'pull_request'")).toBe('closed');
    expect(guard('workflow_run', "github.event.workflow_run.conclusion == 'success'")).toBe('open');
  });

  it('counts what the needs of the job ask, unless it runs anyway', () => {
    expect(guard('pull_request_target', 'true', { needs: ['before'] })).toBe('closed');
    expect(guard('pull_request_target', 'always()', { needs: ['before'] })).toBe('open');
  });

  it('counts an environment, and events that only members make', () => {
    expect(guard('pull_request_target', 'true', { environment: { name: 'trusted' } })).toBe('gated');
    expect(guard('pull_request_target', 'true', {}, ['labeled'])).toBe('gated');
    expect(guard('pull_request_target', 'true', {}, ['labeled', 'opened'])).toBe('open');
  });
});
