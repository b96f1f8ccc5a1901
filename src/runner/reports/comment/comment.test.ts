import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHubServer, startGitHubServer, token } from '../../../../fixtures/reports/github-server.ts';
import { markerOf, publishComment } from './comment.ts';

const folder = mkdtempSync(join(tmpdir(), 'pipewright comment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let server: GitHubServer;
beforeEach(async () => {
  server = await startGitHubServer();
});
afterEach(() => server.close());

const pullRequest = (head = 'owner/repo') => ({
  pull_request: { number: 7, head: { repo: { full_name: head } }, base: { repo: { full_name: 'owner/repo' } } },
});

function environment(event: unknown = pullRequest(), more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify(event));
  return {
    GITHUB_TOKEN: token,
    GITHUB_EVENT_PATH: path,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REPOSITORY: 'owner/repo',
    GITHUB_API_URL: server.url,
    ...more,
  };
}

const publish = (env = environment(), body = 'hello', key = 'default') => publishComment({ body, key, env });
const bot = { login: 'github-actions[bot]', type: 'Bot' } as const;
const person = { login: 'somebody', type: 'User' } as const;

describe('publishComment', () => {
  it('writes a comment, and then updates it', async () => {
    const url = 'https://github.example/owner/repo/pull/7#issuecomment-1';
    expect(await publish()).toEqual({ kind: 'created', url });
    expect(await publish(environment(), 'again')).toEqual({ kind: 'updated', url });
    expect(server.comments.map(({ body }) => body)).toEqual([`${markerOf('default')}\nagain`]);
  });

  it('finds its comment on a later page', async () => {
    for (let index = 0; index < 250; index += 1) server.add(`comment ${index}`, person);
    server.add(`${markerOf('default')}\nold`, bot);
    expect(await publish()).toMatchObject({ kind: 'updated' });
    expect(server.requests.filter((each) => each.startsWith('GET'))).toHaveLength(3);
    expect(server.comments).toHaveLength(251);
  });

  it('keeps comments with different keys apart', async () => {
    await publish(environment(), 'a', 'one');
    await publish(environment(), 'b', 'two');
    expect(server.comments).toHaveLength(2);
  });

  it("does not take somebody's copy of the marker for its own", async () => {
    server.add(`${markerOf('default')}\nmine`, person);
    server.add(`quoted: ${markerOf('default')}`, bot);
    expect(await publish()).toMatchObject({ kind: 'created' });
    expect(server.comments.map(({ body }) => body).slice(0, 2)).toEqual([
      `${markerOf('default')}\nmine`,
      `quoted: ${markerOf('default')}`,
    ]);
  });

  it('takes that of a member, whose own token it may be', async () => {
    server.add(`${markerOf('default')}\nold`, person, 'MEMBER');
    expect(await publish()).toMatchObject({ kind: 'updated' });
  });

  it('comments on a pull request that somebody has commented on', async () => {
    const env = environment({ issue: { number: 7, pull_request: {} } }, { GITHUB_EVENT_NAME: 'issue_comment' });
    expect(await publish(env)).toMatchObject({ kind: 'created' });
  });

  it.each<[string, unknown, NodeJS.ProcessEnv]>([
    ['there is no GITHUB_TOKEN in the environment', pullRequest(), { GITHUB_TOKEN: '' }],
    ['there is no event of GitHub: GITHUB_EVENT_PATH is not set', pullRequest(), { GITHUB_EVENT_PATH: undefined }],
    ['the event push is of no pull request', { ref: 'refs/heads/main' }, { GITHUB_EVENT_NAME: 'push' }],
    ['the event issues is of no pull request', { issue: { number: 7 } }, { GITHUB_EVENT_NAME: 'issues' }],
    ['GITHUB_REPOSITORY does not name a repository', pullRequest(), { GITHUB_REPOSITORY: 'owner' }],
  ])('skips when %s', async (reason, event, more) => {
    expect(await publish(environment(event, more))).toEqual({ kind: 'skipped', reason });
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['a fork', pullRequest('fork/repo'), {}],
    ['a fork that is gone', { pull_request: { ...pullRequest().pull_request, head: { repo: null } } }, {}],
    ['Dependabot', pullRequest(), { GITHUB_ACTOR: 'dependabot[bot]' }],
  ])('skips when the token of %s can only read', async (_, event, more) => {
    server.refusal = { status: 403, message: 'Resource not accessible by integration' };
    expect(await publish(environment(event, more))).toMatchObject({
      kind: 'skipped',
      reason: expect.stringContaining('only read'),
    });
  });

  it.each([
    [
      'a token without the permission',
      { status: 403, message: 'Resource not accessible by integration' },
      'the token may not do it',
      'pull-requests: write',
    ],
    [
      'no such pull request',
      { status: 404, message: 'Not Found' },
      'GitHub finds no such pull request',
      'GITHUB_REPOSITORY',
    ],
    [
      'a limit with a time',
      {
        status: 403,
        message: 'API rate limit exceeded',
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1748772000' },
      },
      "GitHub's limit of requests",
      'after 2025-06-01T10:00:00.000Z',
    ],
    [
      'a second limit',
      { status: 429, message: 'slow down', headers: { 'retry-after': '60' } },
      "GitHub's limit of requests",
      'in 60 seconds',
    ],
    ['trouble of its own', { status: 502, message: 'Bad Gateway' }, 'status 502', 'githubstatus'],
  ])('says what to do about %s', async (_, refusal, message, hint) => {
    server.refusal = refusal;
    await expect(publish()).rejects.toMatchObject({
      exitCode: 3,
      findings: [
        { code: 'comment-refused', message: expect.stringContaining(message), hint: expect.stringContaining(hint) },
      ],
    });
  });

  it('says that the token is wrong, that nobody answers, and that the event is broken', async () => {
    const wrong = publish(environment(pullRequest(), { GITHUB_TOKEN: 'other' }));
    await expect(wrong).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ message: expect.stringContaining('does not accept the token') }],
    });
    const nobody = publish(environment(pullRequest(), { GITHUB_API_URL: 'http://127.0.0.1:1' }));
    await expect(nobody).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ message: expect.stringContaining("can't be reached") }],
    });
    const broken = publish(environment({ pull_request: { number: 'x' } }));
    await expect(broken).rejects.toMatchObject({ exitCode: 3, findings: [{ code: 'unreadable-event' }] });
  });

  it('makes no key break its marker', () => {
    expect(markerOf('a --> b\n<x>')).toBe('<!-- pipewright report a-----b--x- -->');
  });
});
