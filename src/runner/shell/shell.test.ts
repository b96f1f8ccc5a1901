/** Reads commands of every construction, checks the reading against mvdan/sh, and feeds it nonsense. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShell, readCommands, type Shell, type SimpleCommand } from './index.ts';

let shell: Shell;
beforeAll(async () => {
  shell = await loadShell();
});

const commandsOf = (text: string): readonly SimpleCommand[] => {
  const reading = shell.read(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.problem.message}`);
  return reading.commands;
};

const wordsOf = (text: string): readonly string[] =>
  commandsOf(text)
    .filter((each) => each.program !== undefined)
    .map((each) => [each.program, ...each.args].map((word) => word?.shown).join(' '));

describe('words', () => {
  it.each([
    ['r\\m -rf /', 'rm -rf /'],
    ["'r''m' \"-rf\" /", 'rm -rf /'],
    ["$'\\x72m' -rf /", 'rm -rf /'],
    ['{rm,-rf,/}', 'rm -rf /'],
    ['x=rm; $x -rf /', 'rm -rf /'],
    ["x='rm -rf /'; $x", 'rm -rf /'],
    ['a=r; b=m; ${a}${b} ${c:--rf} /', 'rm -rf /'],
    ['rm${IFS}-rf${IFS}/', 'rm -rf /'],
    ['echo {1..3} ~ "$HOME"', 'echo 1 2 3 /home/user /home/user'],
    ['echo "a  b"', 'echo a  b'],
    ['x=/usr/bin; echo ${x:0:1} ${x//u/o} ${x^^}', 'echo / /osr/bin /USR/BIN'],
    ['echo $unknown', 'echo \ufffc'],
  ])('%s is %s', (text, expected) => {
    expect(wordsOf(text).at(-1)).toBe(expected);
  });

  it('says what is static, quoted, globbing, and where it stands', () => {
    const [command] = commandsOf('ls "*.c" *.h $x');
    expect(command?.args).toMatchObject([
      { text: '*.c', quoted: true, globs: false, place: { start: 3, end: 8 } },
      { text: '*.h', quoted: false, globs: true, place: { start: 9, end: 12 } },
      { text: undefined, variables: ['x'], place: { start: 13, end: 15 } },
    ]);
  });
});

describe('nested commands', () => {
  it.each([
    ["sudo -u bob sh -c 'rm -rf /'", 'wrapper:sudo shell:sh'],
    ['eval "rm -rf /"', 'shell:eval'],
    ['echo cm0gLXJmIC8= | base64 -d | sh', 'shell:sh'],
    ['bash <<EOF\nrm -rf /\nEOF', 'shell:bash'],
    ["bash <<< 'rm -rf /'", 'shell:bash'],
    ['echo "$(rm -rf /)"', 'substitution:$(…)'],
    ['echo `rm -rf /`', 'substitution:$(…)'],
    ['cat <(rm -rf /)', 'process:<(…)'],
    ['(rm -rf /)', 'subshell:subshell'],
    ['f() { rm -rf /; }', 'function:f'],
    ['for i in 1; do rm -rf /; done', 'loop:loop'],
    ['if a; then rm -rf /; fi', ''],
    ['case x in a) rm -rf /;; esac', ''],
    ['echo / | xargs rm -rf', 'wrapper:xargs'],
    ["ssh host 'rm -rf /'", 'remote:ssh'],
    ["trap 'rm -rf /' EXIT", 'trap:trap'],
    ['python3 -c \'import os; os.system("rm -rf /")\'', 'code:python3'],
    ['node -e \'fs.rmSync("/")\'', 'code:node'],
    ['find . -exec rm -rf / \\;', 'wrapper:find'],
  ])('%s', (text, inside) => {
    const found = commandsOf(text).find((each) => /^(rm)$/.test(each.program?.shown ?? ''));
    expect(found?.args.at(-1)?.shown).toBe('/');
    expect(found?.inside.map((each) => `${each.kind}:${each.by}`).join(' ')).toBe(inside);
  });

  it('follows folders, pipelines, redirections and input', () => {
    const [, list, , sort] = commandsOf('cd /tmp && ls; cat <<< hi | sort 2>&1 > out &');
    expect(list?.folder).toBe('/tmp');
    expect(sort).toMatchObject({ index: 1, background: true, input: 'hi', pipeline: { length: 2 } });
    expect(sort?.redirections.map((each) => [each.fd, each.operator, each.target.text])).toEqual([
      [2, '>&', '1'],
      [undefined, '>', 'out'],
    ]);
    expect(sort?.pipeline.members.map((each) => each.program?.text)).toEqual(['cat', 'sort']);
  });
});

describe('problems', () => {
  it.each([
    ['ls (', 3],
    ["echo 'a", 5],
    ['echo "$(ls"', 5],
    ['if a; then b', 12],
    ['for; do', 3],
    [') x', 0],
    ['a | ', 3],
  ])('%s is no program', (text, near) => {
    const reading = shell.read(text);
    expect(reading.ok).toBe(false);
    if (reading.ok) return;
    expect(reading.problem.message).not.toBe('');
    expect(Math.abs(reading.problem.offset - near)).toBeLessThan(8);
  });

  it.each([
    ['a NUL', 'ls \0 x'],
    ['a megabyte', 'a '.repeat(500_000)],
    ['10,000 brackets', '('.repeat(10_000)],
    ['10,000 substitutions', '$('.repeat(10_000)],
    ['10,000 quoted substitutions', '"$('.repeat(10_000)],
    ['10,000 braces', '{'.repeat(10_000)],
    ['nested braces', `${'{a,'.repeat(40)}b${'}'.repeat(40)}`],
    ['half a surrogate', 'echo \ud800'],
    ['functions that call each other', 'f() { g; g; }; g() { f; f; }; f'],
    ['a wrapper around wrappers', `${'sudo '.repeat(5000)}ls`],
    ['eval of eval', `x='eval "$x"'; eval "$x"`],
    ['many if', 'if '.repeat(10_000)],
    ['many backquotes', '`'.repeat(9_999)],
  ])('survives %s', (_, text) => {
    expect(typeof shell.read(text).ok).toBe('boolean');
  });

  it('never throws', { timeout: 30_000 }, () => {
    const piece = fc.constantFrom(
      ...'$(){}[]<>|&;\'"`\\\n #=*?~!'.split(''),
      '<<E',
      'if ',
      'do ',
      'x',
      'sh -c ',
      '${',
      '$((',
      'eval ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(typeof readCommands(pieces.join('')).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });
});

it('agrees with mvdan/sh on where statements start', async () => {
  const { parse } = await import('sh-syntax');
  const simple = fc.constantFrom(
    'ls -la',
    "echo 'a b'",
    'x=1',
    'cat <f >o',
    'echo $(ls)',
    'a | b',
    'true && false',
    '! x',
    '(a; b)',
    '{ a; }',
  );
  const separator = fc.constantFrom('; ', ' & ', '\n', ' ;\n');
  const program = fc
    .array(fc.tuple(simple, separator), { minLength: 1, maxLength: 6 })
    .map((each) => each.flat().join(''));
  await fc.assert(
    fc.asyncProperty(program, async (text) => {
      const starts = new Set(commandsOf(text).map((each) => each.place.start));
      for (const statement of (await parse(text)).Stmts) {
        const start = statement.Pos.Offset + (/^[!({ ]*/.exec(text.slice(statement.Pos.Offset))?.[0].length ?? 0);
        expect(starts).toContain(start);
      }
    }),
    { numRuns: 30 },
  );
});
