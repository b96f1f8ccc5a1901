/** Programs that run another program: how to find that one in their arguments. */
import { type Reach, unknownText, type Word } from './word.ts';

/** What a wrapper runs: words, or a text that a shell reads. */
export interface Wrapped {
  readonly kind: Reach['kind'];
  readonly words?: readonly Word[];
  readonly text?: Word;
}

interface Wrapper {
  /** Options that take the next word: single letters, and long ones by name. */
  readonly valued?: string;
  readonly long?: readonly string[];
  /** Operands of its own before the command. */
  readonly skip?: number;
  /** Options that mean that nothing is run. */
  readonly idle?: RegExp;
  /** Options whose value is a text for a shell. */
  readonly script?: RegExp;
  /** Whether it joins its arguments and gives them to a shell. */
  readonly joins?: boolean;
  readonly kind?: Reach['kind'];
  /** Whether `NAME=value` may stand before the command. */
  readonly assigns?: boolean;
}

const container = {
  valued: 'evwuplh',
  long: [
    'name',
    'volume',
    'env',
    'workdir',
    'user',
    'network',
    'net',
    'mount',
    'entrypoint',
    'platform',
    'publish',
    'label',
    'memory',
    'cpus',
    'pid',
    'gpus',
    'device',
    'cap-add',
    'hostname',
    'security-opt',
    'restart',
    'env-file',
    'add-host',
    'userns',
    'ipc',
  ],
  kind: 'container',
} as const;

const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>(
  Object.entries({
    sudo: {
      valued: 'ugphCcrtTDRU',
      long: ['user', 'group', 'prompt', 'host', 'chdir'],
      idle: /^(-[a-zA-Z]*[lvkKV]|--list|--validate|--version)$/,
      assigns: true,
    },
    doas: { valued: 'uC', assigns: true },
    pkexec: { long: ['user'] },
    run0: { valued: 'u', long: ['user'] },
    env: { valued: 'uC', long: ['unset', 'chdir'], assigns: true, script: /^(-S|--split-string)$/ },
    nohup: {},
    coproc: {},
    timeout: { valued: 'sk', long: ['signal', 'kill-after'], skip: 1 },
    gtimeout: { valued: 'sk', skip: 1 },
    nice: { valued: 'n', long: ['adjustment'] },
    ionice: { valued: 'cnpPu' },
    time: { valued: 'fo' },
    command: { idle: /^-[vV]$/ },
    exec: { valued: 'a' },
    builtin: {},
    busybox: {},
    toybox: {},
    stdbuf: { valued: 'ioe' },
    unbuffer: {},
    setsid: {},
    setarch: { skip: 1 },
    chroot: { long: ['userspec', 'groups'], skip: 1 },
    unshare: {},
    nsenter: { valued: 't', long: ['target'] },
    taskset: { valued: '', skip: 1 },
    chrt: { skip: 1 },
    cpulimit: { valued: 'lpe' },
    'systemd-run': { valued: 'pu', long: ['unit', 'property'] },
    'systemd-inhibit': {},
    'dbus-run-session': {},
    caffeinate: { valued: 't' },
    proxychains: { valued: 'f' },
    proxychains4: { valued: 'f' },
    torsocks: {},
    torify: {},
    fakeroot: {},
    firejail: {},
    strace: { valued: 'opePs', idle: /^-V$/ },
    ltrace: { valued: 'ope' },
    gosu: { skip: 1 },
    'su-exec': { skip: 1 },
    setpriv: {},
    watch: { valued: 'nq', long: ['interval'], joins: true },
    entr: {},
    flock: { valued: 'wE', long: ['timeout', 'wait'], skip: 1, script: /^(-c|--command)$/ },
    script: { valued: 'ItTEBO', skip: 99, script: /^(-\w*c|--command)$/ },
    su: { skip: 99, valued: 's', script: /^(-\w*c|--command)$/ },
    runuser: { valued: 'u', script: /^(-\w*c|--command)$/ },
    xargs: { valued: 'IdEnPLsa', long: ['max-args', 'max-procs', 'delimiter', 'arg-file', 'max-lines'] },
    parallel: { valued: 'jaIN', long: ['jobs'], joins: true },
    ssh: { valued: 'bcDEeFIiJLlmOopQRSWw', skip: 1, joins: true, kind: 'remote' },
    pdsh: { valued: 'wl', joins: true, kind: 'remote' },
    sshpass: { valued: 'pf' },
    ansible: { valued: 'mileufbB', skip: 99, script: /^(-a|--args)$/, kind: 'remote' },
    'xvfb-run': { valued: 'snew' },
    rlwrap: {},
    numactl: {},
    eatmydata: {},
    ts: {},
  } satisfies Record<string, Wrapper>),
);

/** What a command runs in its turn; undefined for a program that runs nothing. */
export function unwrap(program: string, args: readonly Word[]): Wrapped | undefined {
  if (program === 'find') return unwrapFind(args);
  if (program === 'fd' || program === 'fdfind') return unwrapAfter(args, /^(-x|-X|--exec|--exec-batch)$/);
  if (/^(docker|podman|nerdctl)$/.test(program)) return unwrapContainer(args);
  if (/^(kubectl|oc)$/.test(program))
    return args[0]?.text === 'exec' ? unwrapAfter(args, /^--$/, 'container') : undefined;
  const wrapper = wrappers.get(program);
  return wrapper && unwrapPlain(wrapper, args);
}

function unwrapPlain(wrapper: Wrapper, args: readonly Word[]): Wrapped | undefined {
  const kind = wrapper.kind ?? 'wrapper';
  let skip = wrapper.skip ?? 0;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index]?.shown ?? '';
    const next = args[index + 1];
    if (wrapper.idle?.test(word)) return undefined;
    if (wrapper.script?.test(word)) return next && { kind, text: next };
    if (word === '--') continue;
    if (/^[-+]./.test(word)) {
      if (takesNext(wrapper, word)) index += 1;
    } else if (wrapper.assigns && /^\w+=/.test(word)) continue;
    else if (skip > 0) skip -= 1;
    else return wrapper.joins ? { kind, text: join(args.slice(index)) } : { kind, words: args.slice(index) };
  }
  return undefined;
}

function takesNext(wrapper: Wrapper, option: string): boolean {
  if (option.startsWith('--')) return !option.includes('=') && (wrapper.long?.includes(option.slice(2)) ?? false);
  const at = [...option.slice(1)].findIndex((each) => wrapper.valued?.includes(each));
  return at !== -1 && at === option.length - 2;
}

/** The arguments as one text, as `ssh` and `watch` give them to a shell. */
function join(words: readonly Word[]): Word {
  const first = words[0];
  const shown = words.map((each) => each.shown).join(' ');
  const place = first?.place ?? { start: 0, end: 0 };
  const known = words.every((each) => each.text !== undefined);
  return { text: known ? shown : undefined, shown, quoted: true, globs: false, variables: [], place };
}

function unwrapAfter(args: readonly Word[], mark: RegExp, kind: Reach['kind'] = 'wrapper'): Wrapped | undefined {
  const at = args.findIndex((each) => mark.test(each.shown));
  return at === -1 || at === args.length - 1 ? undefined : { kind, words: args.slice(at + 1) };
}

function unwrapFind(args: readonly Word[]): Wrapped | undefined {
  const found = unwrapAfter(args, /^-(exec|execdir|ok|okdir)$/)?.words;
  if (found === undefined) return undefined;
  const end = found.findIndex((each) => each.shown === ';' || each.shown === '+');
  const words = (end === -1 ? found : found.slice(0, end)).map((each) =>
    each.shown.includes('{}') ? { ...each, text: undefined, shown: each.shown.replaceAll('{}', unknownText) } : each,
  );
  return { kind: 'wrapper', words };
}

function unwrapContainer(args: readonly Word[]): Wrapped | undefined {
  const at = args.findIndex((each) => each.shown === 'run' || each.shown === 'exec');
  if (at === -1 || at > 2) return undefined;
  return unwrapPlain({ ...container, skip: 1 }, args.slice(at + 1));
}
