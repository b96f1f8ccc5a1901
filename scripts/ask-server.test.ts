/** What the MLX job runs, against a server that behaves like `mlx_lm.server`. */
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const scripts = fileURLToPath(new URL('.', import.meta.url));
const askServer = join(scripts, 'ask-server.mjs');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ask = (prompt: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [askServer, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end(prompt);
  });

let server: Server | undefined;
afterEach(() => server?.close());

const listen = (answer: RequestListener): Promise<string> =>
  new Promise((resolve) => {
    const started = createServer(answer);
    server = started.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(started.address() as AddressInfo).port}`);
    });
  });

const reply = (body: string, status = 200): RequestListener => {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
};

describe('ask-server', () => {
  test('sends the prompt as a chat, and prints the answer as it is', async () => {
    let asked = '';
    const url = await listen((request, response) => {
      request.setEncoding('utf8').on('data', (piece: string) => {
        asked += piece;
      });
      request.on('end', () =>
        reply(JSON.stringify({ choices: [{ message: { content: 'ls -la\n' } }] }))(request, response),
      );
    });
    expect(await ask('list "everything"', url)).toEqual({ code: 0, stdout: 'ls -la\n', stderr: '' });
    expect(JSON.parse(asked)).toMatchObject({
      messages: [{ role: 'user', content: 'list "everything"' }],
      temperature: 0,
    });
  });

  test.each([
    ['an error', '{"error":"out of memory"}', 500, '500 {"error":"out of memory"}'],
    ['no JSON', '<html>', 200, 'no answer in <html>'],
    ['no choice', '{"choices":[]}', 200, 'no answer in {"choices":[]}'],
  ])('%s ends with 1 and says what came', async (_, body, status, message) => {
    const url = await listen(reply(body, status));
    const { code, stdout, stderr } = await ask('x', url);
    expect([code, stdout, stderr.trim()]).toEqual([1, '', `ask-server: ${message}`]);
  });

  test('no server, or no address, ends with 1', async () => {
    expect(await ask('x', 'http://127.0.0.1:1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('does not answer'),
    });
    expect(await ask('x')).toMatchObject({ code: 1, stderr: expect.stringContaining('name the server') });
  });
});

describe.skipIf(process.platform === 'win32')('start-mlx', () => {
  /** A program in the place of `mlx_lm.server`. */
  function start(program: string) {
    const folder = mkdtempSync(join(tmpdir(), 'pipewright-mlx-'));
    const path = join(folder, 'mlx_lm.server');
    writeFileSync(path, `#!/usr/bin/env node\n${program}`);
    chmodSync(path, 0o755);
    const port = String(20_000 + (process.pid % 20_000));
    const result = spawnSync(join(scripts, 'start-mlx.sh'), ['some/model', port], {
      encoding: 'utf8',
      timeout: 30_000,
      env: { ...process.env, PATH: `${folder}:${process.env['PATH']}`, RUNNER_TEMP: folder, MLX_VERSION: '0.0.0' },
    });
    return { folder, port, result };
  }

  test('waits until the server answers', async () => {
    const { folder, port, result } = start(`
      const fs = require('node:fs');
      fs.writeFileSync(__dirname + '/pid', String(process.pid));
      fs.writeFileSync(__dirname + '/arguments', process.argv.slice(2).join(' '));
      const answer = JSON.stringify({ choices: [{ message: { content: 'Hello!' } }] });
      setTimeout(() => require('node:http').createServer((_, to) => to.end(answer)).listen(+process.argv.at(-1), '127.0.0.1'), 1500);
    `);
    try {
      expect(result.stdout).toBe(`some/model answers on port ${port}\n`);
      expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe(
        `--model some/model --host 127.0.0.1 --port ${port}`,
      );
      expect(await ask('x', `http://127.0.0.1:${port}`)).toMatchObject({ code: 0, stdout: 'Hello!' });
    } finally {
      process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')));
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('says what a server said that ended', () => {
    const { folder, result } = start(`console.error('no such model'); process.exit(1);`);
    rmSync(folder, { recursive: true, force: true });
    expect(result.status).toBe(1);
    expect(result.stderr).toBe('the server ended:\nno such model\n');
  });
});
