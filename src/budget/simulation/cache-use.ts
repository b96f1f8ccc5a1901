/** Reads which caches a job restores and saves, and by which keys. */
import type { MatrixEntry, Scalar, Step, UsesStep } from '../../model/index.ts';

/** What a key needs to know of the run. */
export interface KeyScope {
  readonly run: number;
  readonly event: number;
  readonly ref: string;
}

/** A text, or where it is another one for each run, what makes it. */
type Key = string | ((scope: KeyScope) => string);

export const textOfKey = (key: Key, scope: KeyScope): string => (typeof key === 'string' ? key : key(scope));

export interface CacheUse {
  readonly restores: boolean;
  readonly saves: boolean;
  readonly key: Key;
  readonly prefixes: readonly Key[];
  readonly gb: number;
  /** Whether somebody says how large it is. */
  readonly isSized: boolean;
}

/** What is known about a job where its keys are read. */
export interface KeyFacts {
  readonly system: string;
  readonly matrix: MatrixEntry | undefined;
}

/** Nobody says how large a cache will be; a guess in GB. */
const guessedGb = 0.4;

/** The setup actions that keep a cache when they are asked to. */
const setups = /^actions\/setup-(?:node|python|java|go|dotnet|ruby)$/;

export function cacheUseOf(step: Step, facts: KeyFacts): CacheUse | undefined {
  if (step.kind !== 'uses') return undefined;
  const name = step.uses.split('@')[0]?.toLowerCase() ?? '';
  const megabytes = step.megabytes;
  const size = { gb: megabytes === undefined ? guessedGb : megabytes / 1000, isSized: megabytes !== undefined };
  const about = { ...size, ...modes[name] };
  if (about.restores !== undefined && about.saves !== undefined)
    return { ...about, ...keysOf(step, facts) } as CacheUse;
  const asked = inputOf(step, 'cache');
  const implied =
    name === 'swatinem/rust-cache' || (setups.test(name) && asked !== undefined && String(asked) !== 'false');
  if (!implied) return undefined;
  const key = readKey(`${name}-${facts.system}-${asked ?? ''}-${inputOf(step, 'key') ?? ''}`, facts);
  return { restores: true, saves: true, key, prefixes: [], ...size };
}

const modes: Readonly<Record<string, Pick<CacheUse, 'restores' | 'saves'>>> = {
  'actions/cache': { restores: true, saves: true },
  'actions/cache/restore': { restores: true, saves: false },
  'actions/cache/save': { restores: false, saves: true },
};

function keysOf(step: UsesStep, facts: KeyFacts): Pick<CacheUse, 'key' | 'prefixes'> {
  const prefixes = String(inputOf(step, 'restore-keys') ?? '').split('\n');
  return {
    key: readKey(String(inputOf(step, 'key') ?? ''), facts),
    prefixes: prefixes.flatMap((each) => (each.trim() === '' ? [] : [readKey(each.trim(), facts)])),
  };
}

function inputOf({ with: inputs }: UsesStep, name: string): Scalar | undefined {
  return Object.entries(inputs ?? {}).find(([each]) => each.toLowerCase() === name)?.[1];
}

/** The text of a key with its expressions filled in; one that cannot be known stays the same for the month. */
function readKey(text: string, facts: KeyFacts): Key {
  const known = text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (whole, path: string) => knownValue(path, facts) ?? whole);
  const changes = [
    /\bgithub\.run_(?:id|number|attempt)\b/.test(known) ? (scope: KeyScope) => `run ${scope.run}` : undefined,
    /\bgithub\.sha\b/.test(known) ? (scope: KeyScope) => `event ${scope.event}` : undefined,
    /\bgithub\.(?:ref|ref_name|head_ref)\b/.test(known) ? (scope: KeyScope) => scope.ref : undefined,
  ].filter((each) => each !== undefined);
  if (changes.length === 0) return known;
  const start = known.slice(0, known.indexOf('${{'));
  return (scope) => `${start}${changes.map((each) => each(scope)).join(' ')}`;
}

function knownValue(path: string, { system, matrix }: KeyFacts): string | undefined {
  const [context = '', ...rest] = path.split('.');
  if (path.toLowerCase() === 'runner.os') return system;
  if (context.toLowerCase() !== 'matrix') return undefined;
  const value = rest.reduce<unknown>(
    (data, name) =>
      typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[name] : undefined,
    matrix,
  );
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
