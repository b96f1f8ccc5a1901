/** Runs scripts in a real bash with hostile values: each value must arrive byte for byte, as one argument. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Expr, fromNode } from '../expr.ts';
import { type ExpressionNode, renderText } from '../node.ts';
import { type Script, type ShellValue, sh, unsafeInline, writeOutput } from './index.ts';

const context = (name: string): ExpressionNode => ({ kind: 'context', name });
const expression = (path: string): Expr<string, 'github'> =>
  fromNode(
    path
      .split('.')
      .reduce<ExpressionNode | undefined>(
        (of, name) => (of ? { kind: 'property', of, name } : context(name)),
        undefined,
      ) ?? context(path),
  );
const x = expression('github.event.issue.title');
const y = expression('matrix.model.id');
const noNames = { step: () => 'steps.s', job: () => 'needs.j' };
const textOf = (script: Script): string => renderText(script.text, noNames);

/** sh with ⏎ for a line break and ⇥ for a tab. */
const lines = (strings: TemplateStringsArray, ...values: readonly ShellValue[]): Script => {
  const raw = strings.raw.map((piece) => piece.replaceAll('⏎', '\n').replaceAll('⇥', '\t'));
  return sh(Object.assign([...raw], { raw }), ...values);
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sh-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a text as GitHub does. */
function bash(text: string, env: Record<string, string>): { stdout: Buffer; stderr: string; status: number | null } {
  const file = join(folder, 'script.sh');
  writeFileSync(file, text);
  const result = spawnSync('bash', ['--noprofile', '--norc', '-euo', 'pipefail', file], {
    cwd: folder,
    // A socket as standard input makes a nested bash think that it serves a remote login.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  return { stdout: result.stdout, stderr: result.stderr.toString(), status: result.status };
}

/** The arguments that `args` printed, one list per script; many scripts share one bash. */
function runAll(cases: readonly { script: Script; value: string }[]): string[][] {
  const env: Record<string, string> = {};
  const bodies = cases.map(({ script, value }, index) => {
    expect(script.findings).toEqual([]);
    const names = Object.keys(script.env);
    for (const name of names) env[`V${index}_${name}`] = value;
    const sets = names.map((name) => `export ${name}="$V${index}_${name}"`).join('\n');
    return `(\n${sets}\n${textOf(script)}\n)\nprintf '\\001\\0'`;
  });
  const prelude = 'shopt -s extglob\nargs() { printf \'%s\\0\' "$#" "$@"; }\n';
  const { stdout, stderr, status } = bash(prelude + bodies.join('\n'), env);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(existsSync(join(folder, 'pwned'))).toBe(false);
  return stdout
    .toString()
    .split('\u0001\0')
    .slice(0, -1)
    .map((text) => text.split('\0').slice(0, -1));
}

const hostile = [
  '',
  ' ',
  'plain',
  "it's",
  'say "hi"',
  "'; touch pwned; '",
  '"; touch pwned; "',
  '$(touch pwned)',
  '`touch pwned`',
  '*',
  '?',
  '[a-z]*',
  '~',
  '-n',
  '--help',
  '-',
  'a b  c',
  '\ttab',
  'a;b',
  'a|b',
  'a&b',
  '>pwned',
  '<x',
  '#x',
  '!x',
  '{a,b}',
  'a\nb',
  '\n',
  'b\n\n',
  '\r',
  '\\',
  '\\n',
  '$HOME',
  '${HOME}',
  'a[$(touch pwned)]',
  'a[$(touch pwned)]=1',
  'EOF',
  'a\nEOF\ntouch pwned',
  'ä ö 漢 😀',
  '%s%n',
  '(x)',
  'A=1',
  '&',
  '/',
  '\\1',
  '}',
  '$',
  '$$',
  "$'x'",
];

/** Contexts, and the one argument that each prints for a value. */
const contexts: Record<string, { script: Script; print?: (value: string) => string }> = {
  bare: { script: sh`args ${x}` },
  glued: { script: sh`args --model=${x}.gguf`, print: (v) => `--model=${v}.gguf` },
  'double quotes': { script: sh`args "a ${x}b"`, print: (v) => `a ${v}b` },
  'behind a variable in double quotes': { script: sh`n=1; args "$n${x}1"`, print: (v) => `1${v}1` },
  'between single quotes': { script: sh`args 'a b'${x}'c'`, print: (v) => `a b${v}c` },
  'localized quotes': { script: sh`args $"a ${x}"`, print: (v) => `a ${v}` },
  'substitution in double quotes': {
    script: lines`args "$(printf '%s.' "$(printf %s ${x})")"`,
    print: (v) => `${v.replace(/\n+$/, '')}.`,
  },
  'quotes in substitution in quotes': { script: sh`args "$(printf '%s.' "x ${x}")"`, print: (v) => `x ${v}.` },
  assignment: { script: sh`v=${x}; args "$v"` },
  'glued assignment': { script: sh`v=a${x}:${x}; args "$v"`, print: (v) => `a${v}:${v}` },
  'assignment before a command': { script: sh`v=${x} bash -c 'printf "1\0%s\0" "$v"'` },
  export: { script: sh`export v=${x}; args "$v"` },
  'array element': { script: sh`v=(${x} 'b'); args "\${v[0]}"` },
  'appended array element': { script: lines`v=(); v+=( # it's one⏎ ${x} ); args "\${v[@]}"` },
  'default value': { script: sh`unset v; args \${v:-${x}}` },
  'quoted default value': { script: sh`unset v; args "\${v:-${x}}"` },
  'default value in inner quotes': { script: sh`unset v; args "\${v:-"${x}"}"` },
  'nested default value': { script: sh`unset v; args "\${v:-\${w:-${x}}}"` },
  'assigned default': { script: sh`unset v; args "\${v:=${x}}"` },
  alternative: { script: sh`v=1; args "\${v:+${x}}"` },
  'removed prefix': { script: sh`v=${x}rest; args "\${v#${x}}"`, print: () => 'rest' },
  'removed suffix, unquoted': { script: sh`v=rest${x}; args \${v%${x}}`, print: () => 'rest' },
  replacement: { script: sh`v=aXb; w=\${v/X/${x}}; args "$w"`, print: (v) => `a${v}b` },
  'for list': { script: sh`for v in ${x}; do args "$v"; done` },
  'function argument': { script: lines`f() { args "$1"; }⏎f ${x}` },
  'function keyword': { script: lines`function f { args "$1"; }⏎f ${x}` },
  'positional argument of bash -c': { script: sh`bash -c 'printf "1\0%s\0" "$1"' _ ${x}` },
  'node argument': { script: sh`node -e 'process.stdout.write("1\0" + process.argv[1] + "\0")' -- ${x}` },
  'string comparison': { script: sh`v=${x}; if [[ "$v" == ${x} ]]; then args same; fi`, print: () => 'same' },
  'string comparison with a group': {
    script: sh`v=${x}; [[ -n a && ( $v == ${x} || b == c ) ]] && args same`,
    print: () => 'same',
  },
  'regular expression': { script: sh`v=${x}; [[ ".$v." =~ ^(.)(${x})\.$ ]] && args same`, print: () => 'same' },
  'single brackets': { script: sh`v=${x}; if [ "$v" = ${x} ]; then args same; fi`, print: () => 'same' },
  'case word': { script: sh`case ${x} in *) args ${x} ;; esac` },
  'case pattern': { script: sh`v=${x}; case "$v" in ${x}) args same ;; *) args other ;; esac`, print: () => 'same' },
  'case in a substitution': {
    script: sh`args "$(case a in a) printf '%s.' ${x} ;; (b|c) : ;; esac)"`,
    print: (v) => `${v}.`,
  },
  'here-string': { script: lines`args "$(cat <<< ${x}; printf .)"`, print: (v) => `${v}\n.` },
  'here-document': { script: lines`v=$(cat <<EOF⏎a ${x} "b"⏎EOF⏎printf .)⏎args "$v"`, print: (v) => `a ${v} "b"\n.` },
  'here-document with tabs': { script: lines`v=$(cat <<-EOF⏎⇥${x}!⏎⇥EOF⏎)⏎args "$v"`, print: (v) => `${v}!` },
  'after a quoted here-document': {
    script: sh`
      cat > /dev/null <<'EOF'
      it's "open
      EOF
      args ${x}
    `,
  },
  'after two here-documents': {
    script: sh`
      cat > /dev/null <<A - <<"B"
      it's ${x}
      A
      "
      B
      args ${x}
    `,
  },
  'default in a here-document': {
    script: sh`
      unset v
      args "$(cat <<EOF
      \${v:-${x}}.
      EOF
      )"
    `,
    print: (v) => `${v}.`,
  },
  'after a comment': { script: lines`: # it's "open⏎args ${x}` },
  'after arithmetic': { script: sh`: $(( (1 << 2) )); (( 1 << 2 )); n=$[ 1+1 ]; args ${x}` },
  'process substitution': { script: sh`args "$(cat <(printf '%s.' ${x}))"`, print: (v) => `${v}.` },
  'extended pattern': { script: sh`case a in @(a|b)) args ${x} ;; esac` },
  'subshell and group': { script: sh`( { args ${x}; } )` },
  pipe: { script: sh`printf '%s.' ${x} | { IFS= read -r -d '' v || true; args "$v"; }`, print: (v) => `${v}.` },
  wrapper: { script: sh`env A=${x} bash -c 'printf "1\0%s\0" "$A"'` },
  'select by printf -v': { script: sh`printf -v v '%s' ${x}; args "$v"` },
  'time and negation': { script: sh`if ! test -e /nonexistent; then args ${x}; fi` },
  'continued line': { script: lines`args \⏎  ${x}` },
};

describe('values in bash', () => {
  it.each(Object.entries(contexts))('%s: every value arrives as it is', (_, { script, print = (value) => value }) => {
    const values = textOf(script).includes('node -e') ? hostile.slice(0, 12) : hostile;
    const printed = runAll(values.map((value) => ({ script, value })));
    expect(printed).toEqual(values.map((value) => ['1', print(value)]));
  });

  it.each(Object.entries(contexts))('%s: bash accepts the text', (_, { script }) => {
    const { status, stderr } = spawnSync('bash', ['-O', 'extglob', '-n'], { input: textOf(script) });
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
  });

  it('holds for any text without NUL', () => {
    const names = [
      'bare',
      'glued',
      'double quotes',
      'default value',
      'here-document',
      'case pattern',
      'removed prefix',
      'replacement',
    ];
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'\'"`$(){}[]\\*?~!#&;|<>= \t\n-aEOF') }),
    );
    const clean = value.map((text) => Buffer.from(text.replaceAll('\0', '').replaceAll('\u0001', '')).toString());
    fc.assert(
      fc.property(fc.array(clean, { minLength: 40, maxLength: 40 }), (values) => {
        for (const name of names) {
          const { script, print = (text: string) => text } = contexts[name] as (typeof contexts)[string];
          expect(runAll(values.map((text) => ({ script, value: text })))).toEqual(
            values.map((text) => ['1', print(text)]),
          );
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe('what sh writes', () => {
  it('quotes for the place', () => {
    expect(textOf(sh`echo ${x} --id=${y} "of ${x}"`)).toBe(
      'echo "$EVENT_ISSUE_TITLE" --id="$MATRIX_MODEL_ID" "of ${EVENT_ISSUE_TITLE}"',
    );
  });

  it('keeps one variable for one expression, in order of first use', () => {
    const again = expression('github.event.issue.title');
    expect(Object.keys(sh`echo ${y} ${x} ${again}`.env)).toEqual(['MATRIX_MODEL_ID', 'EVENT_ISSUE_TITLE']);
  });

  it('unescapes only the shell variable and the backtick', () => {
    expect(textOf(sh`echo \${HOME:-x} \`date\` "\n" \\ $HOME`)).toBe('echo ${HOME:-x} `date` "\\n" \\\\ $HOME');
  });

  it('inserts plain literals, and sends any other through the environment', () => {
    const script = sh`test -n ${'a/b.c'} "x ${8}" ${'it is'} "${''}" "$HOME${'x'}"`;
    expect(textOf(script)).toBe('test -n "a/b.c" "x 8" "$VALUE" "${VALUE_2}" "$HOME${VALUE_3}"');
    expect(Object.values(script.env).map((each) => renderText(toNodeOf(each), noNames))).toEqual(['it is', '', 'x']);
    expect(script.findings).toEqual([]);
  });

  it('takes plain literals in places that refuse expressions', () => {
    const script = sh`${'python'} -c 'print(${3})' $(( ${4} + 1 )) # v${2}`;
    expect(textOf(script)).toBe("python -c 'print(3)' $(( 4 + 1 )) # v2");
    expect(script.findings).toEqual([]);
    expect(textOf(lines`a[${0}]=${1}⏎${'b'}=${2} ${'f'}⏎${'f'}() { :; }⏎echo ${2}>&${1}`)).toBe(
      'a[0]="1"\nb="2" f\nf() { :; }\necho "2">&"1"',
    );
  });

  it('takes off the indentation of the template', () => {
    const script = sh`
      if true; then
        echo ${x}

      fi
    `;
    expect(textOf(script)).toBe('if true; then\n  echo "$EVENT_ISSUE_TITLE"\n\nfi');
  });

  it('puts unsafeInline() in as an expression and keeps the reason', () => {
    const script = sh`make ${unsafeInline(x, 'our own flags')} 'and ${unsafeInline(y, 'our own id')}'`;
    expect(textOf(script)).toBe("make ${{ github.event.issue.title }} 'and ${{ matrix.model.id }}'");
    expect(script.unsafe.map((each) => each.reason)).toEqual(['our own flags', 'our own id']);
    expect(script.env).toEqual({});
    expect(() => unsafeInline(x, '  ')).toThrow(
      expect.objectContaining({ findings: [expect.objectContaining({ code: 'unsafe-without-reason' })] }),
    );
  });
});

describe('writeOutput', () => {
  it('writes plain text in one line', () => {
    const script = sh`${writeOutput('lane', true)}`;
    expect(textOf(script)).toBe('echo "lane=true" >> "$GITHUB_OUTPUT"');
    expect(script.outputs).toEqual(['lane']);
  });

  it.each(hostile)('lets %j add no output', (value) => {
    const file = join(folder, 'output');
    writeFileSync(file, '');
    const script = sh`
      lane=a
      if true; then ${writeOutput('title', x)}; fi
      ${writeOutput('own', { shell: '"$lane"' })} && ${writeOutput('last', 'two words')}
    `;
    expect(script.findings).toEqual([]);
    const env = { EVENT_ISSUE_TITLE: value, VALUE: 'two words', GITHUB_OUTPUT: file };
    expect(bash(textOf(script), env)).toMatchObject({ status: 0, stderr: '' });
    expect(readOutputs(readFileSync(file, 'utf8'))).toEqual({ title: value, own: 'a', last: 'two words' });
  });

  it('ends each value with a text that nobody can foresee', () => {
    const file = join(folder, 'output');
    const delimiters = [1, 2].map(() => {
      writeFileSync(file, '');
      bash(textOf(sh`${writeOutput('title', x)}`), { EVENT_ISSUE_TITLE: 'a', GITHUB_OUTPUT: file });
      return /^title<<([0-9a-f]{32})\na\n\1\n$/.exec(readFileSync(file, 'utf8'))?.[1];
    });
    expect(delimiters[0]).toBeDefined();
    expect(delimiters[0]).not.toBe(delimiters[1]);
  });

  it.each([
    ['a bad name', sh`${writeOutput('1=2', x)}`, 'invalid-output-name'],
    ['an argument', sh`echo ${writeOutput('a', x)}`, 'output-position'],
    ['a command with arguments', sh`${writeOutput('a', x)} b`, 'output-position'],
    ['double quotes', sh`echo "${writeOutput('a', x)}"`, 'output-position'],
    ['open quotes in its words', sh`${writeOutput('a', { shell: '"$x' })}`, 'unfinished-shell-text'],
    ['an expression in its words', sh`${writeOutput('a', { shell: '${{ github.ref }}' })}`, 'expression-in-script'],
  ])('refuses %s', (_, script, code) => {
    expect(script.findings.map((finding) => finding.code)).toEqual([code]);
  });
});

const toNodeOf = (value: Expr): ExpressionNode => value[Symbol.for('pipewright.expression') as never] as ExpressionNode;

/** Reads outputs as the runner does. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let line = lines.shift(); line; line = lines.shift()) {
    const [name = '', delimiter] = line.split('<<');
    const end = lines.indexOf(delimiter ?? '');
    outputs[name] = lines
      .splice(0, end + 1)
      .slice(0, -1)
      .join('\n');
  }
  return outputs;
}
