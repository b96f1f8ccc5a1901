/** Starts git: without a shell, and so that nothing in the repository has it run a program or look elsewhere. */
import { type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio, spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { dirname, resolve } from 'node:path';

/** Monitors, hooks and signature checks are programs that the settings of a repository name; any folder can look like a bare one. */
const settings = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'log.showSignature=false',
  'log.showRoot=true',
  'safe.bareRepository=explicit',
];
const always = [
  '--no-pager',
  '--no-optional-locks',
  '--literal-pathspecs',
  ...settings.flatMap((each) => ['-c', each]),
];

/** What a hook that runs us, or somebody's shell, may have set to point git elsewhere. */
const redirections = [
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_NAMESPACE'],
  ...['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_SHALLOW_FILE', 'GIT_GRAFT_FILE'],
  'GIT_EXTERNAL_DIFF',
];

export interface GitStart extends Pick<SpawnOptionsWithoutStdio, 'signal' | 'killSignal'> {
  /** Whether what a partial clone does not have is fetched. */
  readonly mayFetch: boolean;
  /** @default 'git' */
  readonly program?: string;
}

/** No protocol has that name. */
const noFetching = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

/**
 * Starts git in a folder; its answer is for the caller to read, and to limit.
 *
 * @example
 * spawnGit(root, ['rev-parse', 'HEAD'], { mayFetch: false });
 */
export function spawnGit(root: string, args: readonly string[], options: GitStart): ChildProcessWithoutNullStreams {
  const { program = 'git', mayFetch, ...rest } = options;
  const child = spawn(program, ['-C', resolve(root), ...always, ...args], {
    ...rest,
    // Windows looks for programs in that folder first: it must not be the repository.
    cwd: dirname(process.execPath),
    env: { ...environment(), ...(mayFetch ? {} : noFetching) },
    windowsHide: true,
  });
  // It may end before it has read everything: its answer says why.
  child.stdin.on('error', () => undefined);
  return child;
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !redirections.includes(name.toUpperCase()));
  return {
    ...Object.fromEntries(kept),
    // Messages are looked at, and nobody is there to type a password.
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}
