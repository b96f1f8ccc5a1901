/** `pipewright risk` as a process of its own: text, JSON, lines, policies, and wrong use. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function risk(args: readonly string[], input = ''): Promise<Outcome> {
  const main = ['--import', 'tsx', 'src/cli/main.ts', 'risk', ...args];
  const child = spawn(process.execPath, main, { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    texts.stdout += data;
  });
  child.stderr.on('data', (data) => {
    texts.stderr += data;
  });
  child.stdin.end(input);
  return new Promise((done) => {
    child.on('close', (code) => done({ code, ...texts }));
  });
}

const lines = (text: string): readonly unknown[] =>
  text
    .trim()
    .split('\n')
    .map((each) => JSON.parse(each) as unknown);

describe('risk', { timeout: 30_000 }, () => {
  it('says level and reason, and marks the place', async () => {
    const { code, stdout } = await risk(['ls; rm -rf /']);
    expect(stdout).toBe(
      'critical  ls; rm -rf /\n  critical[delete-files] deletes everything below /\n    ls; rm -rf /\n               ^\n',
    );
    expect(code).toBe(0);
  });

  it('marks where a long command is cut off', async () => {
    const { stdout } = await risk([`echo ${'a'.repeat(60)}; rm -rf /; echo ${'b'.repeat(60)}`]);
    const [, , shown = '', marks = ''] = stdout.split('\n');
    expect(shown).toMatch(/^ {4}…a+; rm -rf \/; echo b+…$/);
    expect(marks.indexOf('^')).toBe(shown.indexOf('/'));
  });

  it('reads one command a line', async () => {
    const { stdout } = await risk([], 'ls\r\n\nkill 1234\n');
    expect(stdout.split('\n').filter((each) => /^\w/.test(each))).toEqual(['safe  ls', 'moderate  kill 1234']);
  });

  it.each([
    ['strict', 'rm -rf ~', 'block', 1],
    ['moderate', 'rm -rf ~', 'warn', 0],
    ['permissive', 'rm -rf /', 'warn', 0],
    ['moderate', 'rm -rf /', 'block', 1],
  ])('with the policy %s, %s: %s', async (policy, command, action, exit) => {
    const { code, stdout } = await risk(['--policy', policy, '--json', command]);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, commands: [{ command, action, parsed: true }] });
    expect(code).toBe(exit);
  });

  it('answers every line of --jsonl, and says which are bad', async () => {
    const input = '{"id":"a","command":"ls"}\nno\n{"id":3,"command":"rm -rf /"}\n{"id":"x"}\n';
    const { code, stdout } = await risk(['--jsonl'], input);
    expect(lines(stdout)).toMatchObject([
      { id: 'a', risk: 'safe', reasons: [] },
      { id: null, line: 2, error: expect.stringContaining('no JSON') },
      { id: 3, risk: 'critical', reasons: [{ rule: 'delete-files', level: 'critical', place: { start: 7, end: 8 } }] },
      { id: null, line: 4, error: expect.stringContaining('command') },
    ]);
    expect(code).toBe(1);
  });

  it('answers thousands of lines', async () => {
    const input = Array.from({ length: 3000 }, (_, id) => JSON.stringify({ id, command: `rm -rf /tmp/${id}` })).join(
      '\n',
    );
    const { code, stdout } = await risk(['--jsonl'], input);
    expect(lines(stdout)).toHaveLength(3000);
    expect(code).toBe(0);
  });

  it('keeps control characters from the terminal', async () => {
    const { stdout } = await risk(['rm -rf / \u001b]0;x\u0007\r::error::y']);
    for (const character of ['\u001b', '\u0007', '\r']) expect(stdout).not.toContain(character);
    expect(stdout).not.toMatch(/^\s*::/m);
  });

  it.each([
    [[], ''],
    [[''], ''],
    [['--jsonl'], ''],
    [['--policy', 'lax', 'ls'], ''],
    [['ls', '-la', 'x'], ''],
  ])('%j is wrong use', async (args, input) => {
    expect((await risk(args, input)).code).toBe(2);
  });
});
