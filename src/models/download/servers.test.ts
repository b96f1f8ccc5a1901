/** Servers that lie, refuse, or send on to where nobody should go. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { content, expectWhole, failure, hubWith, name, other } from '../testing/downloads.ts';
import { type HubServer, inLfs, sha256Of } from '../testing/hub-server.ts';
import { filesIn, lockOf, requestOf, tiny } from '../testing/temporary-cache.ts';
import { declare, flood, ignoreRange, status } from '../testing/tricks.ts';

describe('lies', () => {
  it.each([
    [
      'a page with status 200',
      status(200, { 'content-type': 'text/html' }, '<!DOCTYPE html>\n<title>Sign in</title>\u001b[2J'),
      '3 not-a-model',
      'it begins with: <!DOCTYPE html> <title>Sign in</title>',
    ],
    ['nothing at all', status(200), '3 not-a-model', 'it begins with: (nothing)'],
    [
      'a shorter file',
      declare(content.subarray(0, 1_000_000), 1_000_000),
      '1 size-mismatch',
      'has 1000000 bytes, the hub says 3000000',
    ],
    ['a longer length', declare(content, 3_000_001), '1 size-mismatch', 'has 3000001 bytes, the hub says 3000000'],
    ['more than announced', flood(), '1 size-mismatch', 'the hub says 3000000'],
    [
      'other content of the same length',
      ignoreRange(other),
      '1 checksum-mismatch',
      `the download is ${sha256Of(other)}, the hub says ${sha256Of(content)}`,
    ],
  ])('are seen through: %s', async (_, trick, code, message) => {
    const hub = await hubWith();
    hub.play('files', trick);
    const request = requestOf(hub);
    const [found, ...more] = await failure(request);
    expect(more).toEqual([]);
    expect(found).toContain(code);
    expect(found).toContain(message);
    expect(found).not.toContain('SECRET');
    expect(found).not.toContain('\u001b');
    expect(filesIn(request.cache)).not.toContain(name);
    expect(filesIn(request.cache)).not.toContain(join(dirname(name), 'metadata.json'));
    // What is wrong is not gone on with.
    if (code.endsWith('checksum-mismatch')) expect(filesIn(request.cache)).toEqual([]);
  });

  it('about a file without an announced length end at twice the size of the catalog', async () => {
    const hub = await hubWith({ content });
    hub.play('files', flood());
    const [found] = await failure(requestOf(hub, { model: { ...tiny, megabytes: 1 } }));
    expect(found).toMatch(/^1 size-mismatch tiny: what comes from .* has 2\d{6} bytes, .* 2000000/);
  });

  it('that the lock knows better end before a byte is fetched', async () => {
    const hub = await hubWith(inLfs(other));
    const [found] = await failure(requestOf(hub, { lock: lockOf(sha256Of(content), content.length) }));
    expect(found).toBe(
      `1 checksum-mismatch tiny: the SHA-256 of what the hub offers is ${sha256Of(other)}, the lock says ${sha256Of(content)}`,
    );
  });

  it('are no model when nobody vouches for them', async () => {
    const hub = await hubWith({ content });
    const request = requestOf(hub);
    const found = await failure(request);
    expect(found[0]).toMatch(/^1 \S+ .*tiny\.Q8_0\.gguf/);
    expect(filesIn(request.cache)).not.toContain(name);
  });
});

describe('answers', () => {
  it.each([
    ['seconds', () => '1', 1000],
    ['a date', () => new Date(Date.now() + 2000).toUTCString(), 2000],
  ])('that ask to come back in %s are obeyed', async (_, header, most) => {
    const hub = await hubWith();
    hub.play('hub', status(429, { 'retry-after': header() }));
    const request = requestOf(hub);
    await expectWhole(request);
    const retry = request.events.find(({ kind }) => kind === 'retry');
    expect(retry).toMatchObject({ reason: expect.stringContaining('too many requests from this address (429)') });
    const delay = retry?.kind === 'retry' ? retry.delayMs : 0;
    expect(delay).toBeGreaterThan(0);
    expect(delay).toBeLessThanOrEqual(most);
  });

  it('that ask for an hour are not waited for', async () => {
    const hub = await hubWith();
    hub.play('hub', status(429, { 'retry-after': '3600' }));
    expect((await failure(requestOf(hub)))[0]).toMatch(/^3 download-failed .*asks to come back in 3600 s$/);
  });

  it.each([
    [404, undefined, /there is no http.*\/octo\/tiny-gguf\/resolve\/main\/tiny\.Q8_0\.gguf \(404\)$/],
    [401, undefined, /is not open to everyone, or not there \(401\)$/],
    [403, 'hf_abc', /the token in HF_TOKEN may not read .* \(403\)$/],
    [410, undefined, /refuses .* \(410\)$/],
  ])('of status %i are said in words, at once', async (code, token, message) => {
    const hub = await hubWith();
    hub.play('hub', status(code));
    const hubOptions = { endpoint: hub.url, token, tokenVariable: 'HF_TOKEN' };
    const [found] = await failure(requestOf(hub, { hub: hubOptions }));
    expect(found).toMatch(message);
    expect(found).not.toContain('hf_abc');
    expect(hub.seen).toHaveLength(1);
  });

  it('of trouble are asked again', async () => {
    const hub = await hubWith();
    hub.play('hub', status(503), status(500));
    hub.play('files', status(502));
    await expectWhole(requestOf(hub));
  });
});

describe('redirects', () => {
  const token = 'hf_verySecret';
  const withToken = (hub: HubServer) => ({ hub: { endpoint: hub.url, token, tokenVariable: 'HF_TOKEN' } });

  it('take the token to its own origin and nowhere else', async () => {
    const hub = await hubWith();
    hub.play('hub', status(307, { location: '/octo/renamed/resolve/main/tiny.Q8_0.gguf' }));
    const request = requestOf(hub, withToken(hub));
    await expectWhole(request);
    expect(hub.seen.map(({ server, authorization }) => [server, authorization])).toEqual([
      ['hub', `Bearer ${token}`],
      ['hub', `Bearer ${token}`],
      ['files', undefined],
    ]);
    const written = filesIn(request.cache).filter((file) => file.endsWith('.json'));
    for (const file of written)
      expect(readFileSync(join(request.cache, file), 'utf8')).not.toMatch(/verySecret|SECRET/);
    expect(JSON.stringify(request.events)).not.toMatch(/verySecret|SECRET/);
  });

  it('back to the hub do not carry the token through another host', async () => {
    const hub = await hubWith();
    hub.play('files', (request, response) => {
      response.writeHead(302, { location: `http://localhost:${hub.filesUrl.port}${request.url}` }).end();
      return true;
    });
    await expectWhole(requestOf(hub, withToken(hub)));
    expect(hub.seen.filter(({ server }) => server === 'files').map((each) => each.authorization)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['without an end', () => '/again', /redirects more than 5 times$/],
    [
      'to plain http elsewhere',
      () => 'http://files.example.org/x?signature=SECRET',
      /from http:\/\/files\.example\.org\/x: it is not https$/,
    ],
    ['to a file', () => 'file:///etc/passwd', /it is not https$/],
    ['to nowhere', () => 'http://', /redirects to nowhere/],
  ])('%s are refused', async (_, location, message) => {
    const hub = await hubWith();
    hub.play('hub', ...Array.from({ length: 9 }, () => status(302, { location: location() })));
    const [found] = await failure(requestOf(hub));
    expect(found).toMatch(/^3 download-refused /);
    expect(found).toMatch(message);
    expect(found).not.toContain('SECRET');
  });
});
