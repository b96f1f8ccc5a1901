/** Programs that are no shells, and run a text that stands among their arguments or in what they read. */
import { cronCode } from './later-code.ts';
import type { SimpleCommand } from './word.ts';

/** Finds the texts that a shell would run. */
type Carry = (args: readonly string[], input: string | undefined, name: string) => readonly string[];

/** The values of options, as the next argument or behind `=`. */
const valuesOf =
  (...options: readonly string[]): Carry =>
  (args) =>
    args.flatMap((each, index) => {
      if (options.includes(args[index - 1] ?? '')) return [each];
      const joined = options.find((option) => option.startsWith('--') && each.startsWith(`${option}=`));
      return joined === undefined ? [] : [each.slice(joined.length + 1)];
    });

/** The first group of a pattern, in every argument and every line that is read. */
const matchesOf =
  (pattern: RegExp): Carry =>
  (args, input) =>
    [...args, ...(input?.split('\n') ?? [])].flatMap((each) =>
      [...each.matchAll(pattern)].map((found) => found.slice(1).find((group) => group !== undefined) ?? ''),
    );

const both =
  (...parts: readonly Carry[]): Carry =>
  (args, input, name) =>
    parts.flatMap((each) => each(args, input, name));

/** `:!command`, `+!command`, `%!command`, `:r !command`, `:w !command` of vi and ex. */
const editor = matchesOf(/(?:^|[:+%|]|\b(?:r|w|sil(?:ent)?!?|exec(?:ute)?) )['"]?!\s*([^|\n]{2,})/g);

/** What `tmux` and `screen` start, or type into a shell. */
const multiplexer: Carry = (args) => {
  const at = args.findIndex((each) =>
    /^(?:new|new-session|new-window|neww|split-window|splitw|respawn-(?:pane|window)|run|run-shell|send|send-keys|display-popup|popup|pipe-pane|if-shell|if|stuff)$/.test(
      each,
    ),
  );
  const words = at === -1 ? [] : args.slice(at + 1);
  const valued = /^-[stnctFxyehwT]$/;
  const own = words.filter((each, index) => !each.startsWith('-') && !valued.test(words[index - 1] ?? ''));
  const typed = own.filter((each) => !/^(?:Enter|C-[a-z]|Tab)$/.test(each));
  return typed.length === 0 ? [] : [typed.join(' ')];
};

/** `-c alias.x=!command`, settings that name a program, and subcommands that run one. */
const git: Carry = (args) => {
  const settings = args.flatMap((each) => /^(?:alias\.[\w-]+)=!(.+)$/s.exec(each)?.[1] ?? []);
  const programs = args.flatMap(
    (each) =>
      /^(?:core\.(?:sshcommand|pager|editor|fsmonitor|askpass|gitproxy)|diff\.external|credential\.helper|pager\.\w+|sequence\.editor|\w+\.\w+\.(?:cmd|textconv|clean|smudge))=!?(.+)$/is.exec(
        each,
      )?.[1] ?? [],
  );
  const alias = args.findIndex((each) => /^alias\.[\w-]+$/.test(each));
  const defined = alias === -1 ? [] : (/^!(.+)$/s.exec(args[alias + 1] ?? '')?.slice(1) ?? []);
  const running = /^(?:submodule foreach(?: --recursive)?|bisect run|for-each-repo --config=\S+) ([\s\S]+)$/.exec(
    args.join(' '),
  )?.[1];
  const filters = /^(?:rebase|filter-branch|difftool|stash)$/.test(args[0] ?? '')
    ? valuesOf(
        '-x',
        '--exec',
        '--tree-filter',
        '--index-filter',
        '--msg-filter',
        '--env-filter',
        '--extcmd',
      )(args, undefined, 'git')
    : [];
  return [...settings, ...programs, ...defined, ...(running === undefined ? [] : [running]), ...filters];
};

const sed: Carry = (args) =>
  args.flatMap((each) => /^(?:\d+|\$|\/[^/]*\/|\d+,\d+)?\s*e\s+(\S.+)$/s.exec(each)?.[1] ?? []);

/** Recipes of a Makefile that stands in the text. */
const recipes: Carry = (_, input) =>
  input
    ?.split('\n')
    .flatMap((line) => /^\t[@+-]*(.+)$/.exec(line)?.[1] ?? /^[\w-]+:[^;=]*;(.+)$/.exec(line)?.[1] ?? []) ?? [];
const make = both(recipes, (args, _, name) =>
  recipes(
    [],
    valuesOf('--eval')(args, undefined, name).join('\n').replaceAll('\\n', '\n').replaceAll('\\t', '\t'),
    name,
  ),
);

const tcl = matchesOf(/(?:\b(?:exec|spawn|system)\s+(?:-\w+\s+)*)([^\];\n}]+)/g);

const archive = both(
  valuesOf('--to-command', '--use-compress-program', '--info-script', '--new-volume-script', '--rsh-command', '-I'),
  matchesOf(/^--?checkpoint-action=exec=(.+)$/g),
);

const remote: Carry = (args, input, name) => [
  ...valuesOf(
    '-e',
    '--rsh',
    '-S',
    '--rsync-path',
  )(
    args.filter(() => name !== 'ssh'),
    input,
    name,
  ),
  ...matchesOf(/^(?:-o\s*)?(?:ProxyCommand|LocalCommand|KnownHostsCommand)[= ](.+)$/gi)(args, undefined, name),
];

const database = matchesOf(
  /^\s*(?:\.(?:shell|system)|\\!|system|!)\s+(\S.+?);?$|(?:to|from)\s+program\s+'([^']+)'|'[^']*sys_exec\("([^"]+)|xp_cmdshell\s+N?'([^']+)'/gi,
);

const debuggers = matchesOf(/^\s*(?:shell|!|platform shell)\s*(\S.+)$/g);

/** `cmd /c text`, and PowerShell's own text: enough of it reads like a shell's. */
const windows: Carry = (args) => {
  const at = args.findIndex((each) => /^(?:\/[ckr]|-c(?:ommand)?)$/i.test(each));
  const text = args
    .slice(at + 1)
    .join(' ')
    .trim();
  return at === -1 ? [] : [text.replace(/^[&{\s]+/, '').replace(/\}$/, '')];
};

const table: ReadonlyMap<string, Carry> = new Map<string, Carry>([
  ...pairs('vi vim nvim view ex gvim rvim vimdiff neovim ed', editor),
  ...pairs('tmux screen byobu zellij', multiplexer),
  ['git', git],
  ...pairs('sed gsed', sed),
  ...pairs('make gmake bmake', make),
  ...pairs('tclsh expect wish', tcl),
  ...pairs('tar bsdtar gtar', archive),
  ...pairs('ssh scp sftp rsync', remote),
  ...pairs('sqlite3 psql mysql mariadb mssql sqlcmd duckdb', database),
  ...pairs('gdb lldb r2 radare2', debuggers),
  ...pairs('cmd powershell pwsh', windows),
  ...pairs('zip', valuesOf('-TT', '--unzip-command')),
  ...pairs('man', valuesOf('-P', '--pager', '-H', '--html')),
  ...pairs('nix-shell nix', valuesOf('--run', '--command')),
  ...pairs('npm npx pnpm', valuesOf('-c', '--call')),
  ...pairs('vagrant', valuesOf('-c', '--command')),
  ...pairs('gcloud', valuesOf('--command')),
  ...pairs('az', valuesOf('--scripts', '--command')),
  ...pairs('aws', matchesOf(/commands=\[?["']?(.+?)["']?\]?$/g)),
  ...pairs('fly flyctl', valuesOf('-C', '--command')),
  ...pairs('salt salt-call', (args) => args.slice(args.indexOf('cmd.run') + 1 || args.length)),
  ...pairs('nodemon', valuesOf('--exec', '-x')),
  ...pairs('hyperfine concurrently', (args) => args.filter((each) => /\s/.test(each))),
  ...pairs('xterm urxvt rxvt konsole alacritty kitty terminator xfce4-terminal', valuesOf('-e', '--command')),
  ...pairs('osascript', matchesOf(/do shell script\s+["']((?:[^"\\]|\\.)+?)["']/g)),
  ...pairs('watchexec inotifywait entr', valuesOf('--exec')),
  ...pairs('crontab', (_, input) => (input === undefined ? [] : cronCode(input))),
]);

function pairs(names: string, carry: Carry): readonly (readonly [string, Carry])[] {
  return names.split(' ').map((name) => [name, carry] as const);
}

const programVariables =
  /^(?:PAGER|MANPAGER|GIT_PAGER|EDITOR|VISUAL|BROWSER|GIT_(?:EDITOR|SSH_COMMAND|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND|SEQUENCE_EDITOR)|LESSOPEN|PROMPT_COMMAND|SUDO_ASKPASS|SSH_ASKPASS|RSYNC_RSH|TAR_OPTIONS)$/;

/** Texts that a command hands to a shell, though it is none itself. */
export function carriedTexts(name: string, command: SimpleCommand, input: string | undefined): readonly string[] {
  const given = command.assignments
    .filter((each) => programVariables.test(each.name) && each.value.text !== undefined)
    .map((each) => each.value.shown.replace(/^\|+/, ''));
  const carried = table.get(name.toLowerCase())?.(
    command.args.map((each) => each.shown),
    input,
    name,
  );
  return [...given.filter((each) => /\s/.test(each)), ...(carried ?? [])];
}
