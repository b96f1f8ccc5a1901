/** The environment that a command under test gets: what programs need to run, and what is named. No secrets. */

/** What programs need to find themselves, their folders, their language and their certificates. */
const needed: ReadonlySet<string> = new Set(
  [
    'PATH',
    'HOME',
    'USER',
    'LOGNAME',
    'SHELL',
    'TMPDIR',
    'TEMP',
    'TMP',
    'LANG',
    'LC_ALL',
    'LC_CTYPE',
    'TZ',
    'TERM',
    'XDG_CACHE_HOME',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'LD_LIBRARY_PATH',
    'DYLD_LIBRARY_PATH',
    // Windows
    'SystemRoot',
    'SystemDrive',
    'windir',
    'ComSpec',
    'PATHEXT',
    'USERPROFILE',
    'APPDATA',
    'LOCALAPPDATA',
    'ProgramData',
    'ProgramFiles',
    'NUMBER_OF_PROCESSORS',
    'PROCESSOR_ARCHITECTURE',
  ].map((name) => name.toUpperCase()),
);

/**
 * Picks what may be handed over. Names are compared as Windows does, without regard to case.
 *
 * @param named further variables that the user handed over on purpose
 */
export function allowedEnvironment(environment: NodeJS.ProcessEnv, named: readonly string[] = []): NodeJS.ProcessEnv {
  const allowed = new Set([...needed, ...named.map((name) => name.toUpperCase())]);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => allowed.has(name.toUpperCase())));
}
