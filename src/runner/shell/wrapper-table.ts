/** The programs that run another program, and how its name and arguments are found among theirs. */
import type { Reach } from './word.ts';

export interface Wrapper {
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

export const container = {
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

export const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>(
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
    ...{ screen: { valued: 'STcehpst' }, 'start-stop-daemon': { valued: 'xpunc' }, chpst: { valued: 'uUbenm' } },
    ...{ softlimit: { valued: 'madfc' }, setuidgid: { skip: 1 }, prlimit: {}, choom: { valued: 'n' }, chronic: {} },
    ...{
      retry: { valued: 'td' },
      tini: {},
      'dumb-init': {},
      valgrind: {},
      perf: { skip: 1, valued: 'ero' },
      gdbserver: { skip: 1 },
    },
    ...{ bwrap: {}, proot: { valued: 'rbw' }, linux64: {}, linux32: {}, i386: {}, sem: { valued: 'j', joins: true } },
    ...{
      tsp: {},
      nq: {},
      ifne: {},
      mosh: { skip: 1, kind: 'remote' },
      clush: { valued: 'wgx', joins: true, kind: 'remote' },
    },
    ...{
      pssh: { valued: 'hHlpt', joins: true, kind: 'remote' },
      'parallel-ssh': { valued: 'hHlpt', joins: true, kind: 'remote' },
    },
    ...{ dsh: { valued: 'mg', joins: true, kind: 'remote' }, adb: { skip: 1, joins: true, kind: 'remote' } },
    ...{
      wsl: { valued: 'du', long: ['distribution', 'user'] },
      'aws-vault': { skip: 2 },
      watchexec: { valued: 'ewi' },
    },
    ...{ 'gnome-terminal': {}, dotenv: { valued: 'ef' }, 'env-cmd': { valued: 'fe' }, 'cross-env': { assigns: true } },
    ...{
      rsh: { skip: 1, joins: true, kind: 'remote' },
      dbclient: { skip: 1, joins: true, kind: 'remote' },
      plink: { skip: 1, joins: true, kind: 'remote' },
    },
    sg: { skip: 1, script: /^-c$/ },
  } satisfies Record<string, Wrapper>),
);

/** A program whose subcommand runs another program. */
export interface Separator {
  /** The subcommand. */
  readonly after: RegExp;
  /** Operands before the command, unless it stands behind `--`. */
  readonly skip?: number;
  readonly kind?: Reach['kind'];
}

const run = { after: /^run$/ } as const;
const inContainer = { after: /^(?:exec|debug)$/, skip: 1, kind: 'container' } as const;

export const separators: Readonly<Record<string, Separator>> = {
  ...{ kubectl: inContainer, oc: inContainer, k3s: inContainer, lxc: inContainer, incus: inContainer },
  ...{ multipass: inContainer, crictl: inContainer, ctr: inContainer, minikube: { after: /^ssh$/, kind: 'remote' } },
  ...{ poetry: run, pipenv: run, uv: run, hatch: run, pdm: run, rye: run, doppler: run, op: run, teller: run },
  ...{ conda: { after: /^run$/, skip: 0 }, mamba: { after: /^run$/, skip: 0 }, heroku: run, toolbox: run },
  ...{ bundle: { after: /^exec$/ }, rbenv: { after: /^exec$/ }, pyenv: { after: /^exec$/ }, asdf: { after: /^exec$/ } },
  ...{ mise: { after: /^(?:exec|x)$/ }, chamber: { after: /^exec$/, skip: 1 }, direnv: { after: /^exec$/, skip: 1 } },
  ...{
    distrobox: { after: /^enter$/, skip: 1 },
    machinectl: { after: /^shell$/, skip: 1 },
    limactl: { after: /^shell$/, skip: 1 },
  },
  ...{ 'flatpak-spawn': { after: /^--host$/ }, npm: { after: /^(?:exec|x)$/ }, colima: { after: /^ssh$/ } },
};
