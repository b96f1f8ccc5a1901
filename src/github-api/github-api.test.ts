/** The real Octokit against a local server that answers, and fails, as GitHub does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ActionsServer,
  type ServedRun,
  startActionsServer,
  type Trouble,
  token,
} from '../../fixtures/budget/runs/actions-server.ts';
import { sampleJob } from '../../fixtures/budget/runs/sample-jobs.ts';
import { type GitHubAccess, readAccess } from './access.ts';
import { connect, UnexpectedAnswer } from './client.ts';
import { mapAtMost } from './map-at-most.ts';
import { retryReads } from './retry.ts';
import { gitHubTrouble } from './trouble.ts';
import { listJobs, listRuns, listWorkflows } from './workflow-runs.ts';

const repository = { owner: 'owner', repo: 'repo' };
const run = (id: number, conclusion = 'success', created_at = '2026-02-02T12:00:00Z'): ServedRun => ({
  ...{ id, conclusion, created_at },
  jobs: Array.from({ length: id === 1 ? 250 : 1 }, (_, index) => sampleJob({ id: id * 1000 + index, run: id })),
});
const workflow = { id: 5, name: 'CI', path: '.github/workflows/ci.yml', state: 'active' };
const served = [
  { ...workflow, runs: [run(3, 'cancelled'), run(2, 'failure'), run(1), run(4, 'success', '2025-01-01T00:00:00Z')] },
  { id: 6, name: 'Old', path: '.github/workflows/old.yml', state: 'deleted', runs: [] },
  { id: 7, name: 'CodeQL', path: 'dynamic/github-code-scanning/codeql', state: 'active', runs: [] },
];

let server: ActionsServer;
beforeEach(async () => {
  server = await startActionsServer(served);
});
afterEach(() => server.close());

const access = (): GitHubAccess => ({ token, url: server.url });
const attempt = { code: 'x', failure: 'it fails', missing: 'no such repository', permission: 'ask for more' };

/** A client whose waits are counted and not waited. */
async function impatient() {
  const waits: number[] = [];
  const client = await connect(access());
  retryReads(client, { wait: async (delayMs) => waits.push(delayMs) });
  return { client, waits };
}

/** What is told of the trouble of a list of workflows. */
async function told(): Promise<string> {
  const { client } = await impatient();
  const error = await listWorkflows(client, repository).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(Error);
  const { exitCode, findings } = gitHubTrouble(error, access(), attempt);
  expect(exitCode).toBe(3);
  return `${findings[0]?.message}\n${findings[0]?.hint}`;
}

describe('readAccess', () => {
  it.each([
    [{ GITHUB_TOKEN: 'a' }, { token: 'a', url: 'https://api.github.com' }],
    [
      { GITHUB_TOKEN: '', GH_TOKEN: ' b\n' },
      { token: 'b', url: 'https://api.github.com' },
    ],
    [
      { GITHUB_TOKEN: 'a', GH_TOKEN: 'b', GITHUB_API_URL: 'https://ghe.example/api/v3/' },
      { token: 'a', url: 'https://ghe.example/api/v3' },
    ],
    [{}, undefined],
  ])('of %j is %j', (env, expected) => {
    expect(readAccess(env)).toEqual(expected);
  });

  it.each([
    { GITHUB_TOKEN: 'secret\nsecret' },
    { GITHUB_TOKEN: 'sécret' },
    { GITHUB_TOKEN: 'a', GITHUB_API_URL: 'api' },
    { GITHUB_TOKEN: 'a', GITHUB_API_URL: 'file:///etc' },
    { GITHUB_TOKEN: 'a', GITHUB_API_URL: 'https://secret@api' },
    { GITHUB_TOKEN: 'a', GITHUB_API_URL: 'https://:secret@api' },
  ])('refuses %j, and says no secret', (env) => {
    const message = expect.not.stringMatching(/s.cret/);
    expect(() => readAccess(env)).toThrow(
      expect.objectContaining({ exitCode: 3, findings: [expect.objectContaining({ message })] }),
    );
  });
});

describe('the lists', () => {
  it('have the workflows with a file', async () => {
    const { client } = await impatient();
    expect(await listWorkflows(client, repository)).toEqual([{ id: 5, path: workflow.path, state: 'active' }]);
  });

  it('have the newest runs that came to an end by themselves', async () => {
    const { client } = await impatient();
    const since = new Date('2026-01-01T00:00:00Z');
    const question = { ...repository, workflow, since };
    const ids = async (most: number) => (await listRuns(client, { ...question, most })).map(({ id }) => id);
    expect([await ids(50), await ids(1)]).toEqual([[2, 1], [2]]);
    expect(server.requests[0]).toContain('created=%3E%3D2026-01-01T00%3A00%3A00Z');
  });

  it('go on over all pages', async () => {
    const { client } = await impatient();
    expect(await listJobs(client, repository, { id: 1, path: workflow.path })).toHaveLength(250);
    expect(server.requests).toHaveLength(3);
  });

  it.each(['{}', '{"workflows": [{"id": "x"}]}', '[]'])('take no %s for an answer', async (text) => {
    server.trouble('/workflows', { kind: 'say', text });
    const { client } = await impatient();
    await expect(listWorkflows(client, repository)).rejects.toThrow(UnexpectedAnswer);
  });
});

describe('retryReads', () => {
  it.each<[string, Trouble, number[]]>([
    ['trouble on their side', { kind: 'refuse', status: 502 }, [1000, 2000]],
    ['a connection that is reset', { kind: 'reset' }, [1000, 2000]],
    ['an answer that is cut off', { kind: 'cut' }, [1000, 2000]],
    ['an answer that is no JSON', { kind: 'say', text: '<html>' }, [1000, 2000]],
    ['a wait that they ask for', { kind: 'refuse', status: 429, headers: { 'retry-after': '7' } }, [7000, 7000]],
    [
      'a secondary limit',
      { kind: 'refuse', status: 403, message: 'You have exceeded a secondary rate limit' },
      [60_000, 60_000],
    ],
  ])('asks again after %s', async (_, trouble, expected) => {
    server.trouble('/workflows', trouble, 2);
    const { client, waits } = await impatient();
    expect(await listWorkflows(client, repository)).toHaveLength(1);
    expect(waits).toEqual(expected);
  });

  it.each<[string, Trouble, number]>([
    ['a refusal', { kind: 'refuse', status: 404 }, 1],
    ['a limit of the hour', { kind: 'refuse', status: 403, headers: { 'x-ratelimit-remaining': '0' } }, 1],
    ['a wait that is too long', { kind: 'refuse', status: 429, headers: { 'retry-after': '3600' } }, 1],
    ['trouble that does not end', { kind: 'refuse', status: 500 }, 4],
  ])('gives up after %s', async (_, trouble, requests) => {
    server.trouble('/workflows', trouble, 9);
    const { client } = await impatient();
    await expect(listWorkflows(client, repository)).rejects.toThrow();
    expect(server.requests).toHaveLength(requests);
  });

  it('asks again when no answer comes', async () => {
    server.trouble('/workflows', { kind: 'silence' });
    const client = await connect(access());
    const reasons: string[] = [];
    retryReads(client, { answerMs: 500, onRetry: (reason) => reasons.push(reason), wait: async () => undefined });
    expect(await listWorkflows(client, repository)).toHaveLength(1);
    expect(reasons).toEqual([expect.stringContaining('timeout')]);
  });

  it('ends at once when it is interrupted', async () => {
    server.trouble('/workflows', { kind: 'reset' }, 9);
    const client = await connect(access());
    const controller = new AbortController();
    retryReads(client, { signal: controller.signal, onRetry: () => controller.abort() });
    await expect(listWorkflows(client, repository)).rejects.toThrow(/abort/i);
    expect(server.requests).toHaveLength(1);
  });

  it('does not ask again for what was interrupted', async () => {
    const client = await connect(access());
    const reasons: string[] = [];
    retryReads(client, { signal: AbortSignal.abort(), onRetry: (reason) => reasons.push(reason) });
    await expect(listWorkflows(client, repository)).rejects.toThrow(/abort/i);
    expect([server.requests, reasons]).toEqual([[], []]);
  });
});

describe('gitHubTrouble', () => {
  it.each<[Trouble, string, string]>([
    [{ kind: 'refuse', status: 401 }, 'does not accept the token', 'GITHUB_TOKEN'],
    [{ kind: 'refuse', status: 403 }, 'the token may not do it', 'ask for more'],
    [{ kind: 'refuse', status: 404 }, 'finds no such repository', 'ask for more'],
    [{ kind: 'refuse', status: 422 }, 'status 422', 'githubstatus'],
    [
      { kind: 'refuse', status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1748772000' } },
      "GitHub's limit of requests is used up",
      'try again after 2025-06-01T10:00:00.000Z',
    ],
    [
      { kind: 'refuse', status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9'.repeat(30) } },
      "GitHub's limit of requests is used up",
      'try again in an hour',
    ],
    [{ kind: 'refuse', status: 429, headers: { 'retry-after': '90' } }, 'limit of requests', 'in 90 seconds'],
    [{ kind: 'reset' }, "can't be reached", 'network'],
    [{ kind: 'cut' }, 'cut off', 'network'],
    [{ kind: 'say', text: 'hello' }, 'does not answer as GitHub does', 'GITHUB_API_URL'],
  ])('says of %j what is wrong', async (trouble, what, hint) => {
    server.trouble('/workflows', trouble, 9);
    const text = await told();
    expect(text).toContain('it fails: ');
    expect(text).toContain(what);
    expect(text).toContain(hint);
  });

  it('never says the token', async () => {
    server.trouble('/workflows', { kind: 'refuse', status: 403, message: `token ${token} is bad` });
    expect(await told()).toMatch(/token \*\*\* is bad/);
  });
});

describe('mapAtMost', () => {
  it('keeps the order, and works on no more than it may', async () => {
    let [open, most] = [0, 0];
    const results = await mapAtMost(3, [5, 1, 4, 2, 3], async (each) => {
      most = Math.max(most, ++open);
      await new Promise((done) => setTimeout(done, each));
      open--;
      return each * 10;
    });
    expect([results, most]).toEqual([[50, 10, 40, 20, 30], 3]);
  });

  it('begins nothing after a failure', async () => {
    const begun: number[] = [];
    const failing = mapAtMost(2, [1, 2, 3, 4], async (each) => {
      begun.push(each);
      await new Promise((done) => setTimeout(done, each * 5));
      if (each === 1) throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(begun).toEqual([1, 2]);
  });
});
