/** Finds the steps that restore and save caches, and says what their keys are in each job of a matrix. */
import { accessesOf, accessPath, type ExpressionNode } from '../expressions/index.ts';
import {
  type Document,
  expandMatrix,
  type MatrixEntry,
  type Step,
  type StepsJob,
  stepsOf,
  stepsOfJob,
  type UsesStep,
} from '../model/index.ts';
import { parseUses } from './action-catalog.ts';
import { fieldsOf, isFields, sameName, textsOf, valueNamed } from './data-shapes.ts';
import { joinParts, type Lookup, matrixValue, partsOf, type TextPart } from './matrix-texts.ts';
import { variesInMatrix } from './restrictions.ts';
import { labelFacts } from './runner-labels.ts';
import { hashesWrittenFiles } from './written-files.ts';

const kinds: Readonly<Record<string, CacheStep['kind']>> = {
  'actions/cache': 'both',
  'actions/cache/restore': 'restore',
  'actions/cache/save': 'save',
};

/** A line of `restore-keys`, and where it starts in the text. */
export interface RestoreKey {
  readonly text: string;
  readonly offset: number;
}

export interface CacheStep {
  readonly kind: 'both' | 'restore' | 'save';
  readonly step: UsesStep;
  readonly path: string;
  readonly job: StepsJob | undefined;
  readonly key: string;
  readonly restoreKeys: readonly RestoreKey[];
  /** What is cached, line by line. */
  readonly paths: readonly string[];
}

/** The steps with a cache that name a key, in the order of the file. */
export const cachesOf = (document: Document): CacheStep[] =>
  [...stepsOf(document)].flatMap(({ step, path, job }) => {
    const name = step.kind === 'uses' && typeof step.uses === 'string' ? parseUses(step.uses)?.name : undefined;
    const kind = name === undefined ? undefined : valueNamed(kinds, name);
    if (step.kind !== 'uses' || !kind) return [];
    const input = (each: string): string => String(valueNamed(fieldsOf(step.with), each) ?? '');
    const key = input('key').trim();
    const paths = linesOf(input('path')).map(({ text }) => text);
    return key === '' ? [] : [{ kind, step, path, job, key, restoreKeys: linesOf(input('restore-keys')), paths }];
  });

function linesOf(text: string): RestoreKey[] {
  let offset = 0;
  return text.split('\n').flatMap((line) => {
    const start = offset + line.length - line.trimStart().length;
    offset += line.length + 1;
    return line.trim() === '' ? [] : [{ text: line.trim(), offset: start }];
  });
}

/** One job of a matrix: its values, the label that it runs on, and what a cache of it is found by. */
export interface CacheJob {
  readonly entry: MatrixEntry;
  readonly label: string | undefined;
  /** The key with what is known of this job. */
  readonly key: string;
  /**
   * What keeps caches apart beside their keys: the paths as they are written, and Windows from the rest.
   *
   * Source: https://github.com/actions/cache#cache-version
   */
  readonly version: string;
}

/** The jobs of the matrix around a cache; none where the file does not tell what they are, or which of them cache. */
export function cacheJobsOf(cache: CacheStep): CacheJob[] {
  const { job, step, key, paths } = cache;
  const matrix = job?.strategy?.matrix;
  if (!job || !matrix || variesInMatrix(step.if) || variesInMatrix(job.if)) return [];
  if (hashesWrittenFiles(key, stepsBefore(cache))) return [];
  const jobs = (expandMatrix(matrix) ?? []).map((entry) => {
    const around = { entry, label: labelIn(entry, job) };
    const [keyParts = [], pathParts = []] = [key, paths.join('\n')].map((text) =>
      partsOf(text, entry, lookupIn(around)),
    );
    const version = `${joinParts(pathParts)}\n${systemOf(around) === 'windows'}`;
    return { ...around, key: joinParts(keyParts), version, known: isSteady([...keyParts, ...pathParts]) };
  });
  return jobs.every(({ known }) => known) ? jobs : [];
}

/** The steps of its job that run before a cache is restored. */
export function stepsBefore({ job, step }: CacheStep): Step[] {
  const steps = job ? [...stepsOfJob(job)].map((site) => site.step) : [];
  return steps.slice(0, steps.indexOf(step));
}

function labelIn(entry: MatrixEntry, { runsOn }: StepsJob): string | undefined {
  const given = isFields(runsOn) ? fieldsOf(runsOn)['labels'] : runsOn;
  const parts = textsOf(given).map((label) => partsOf(label, entry));
  return parts.flat().every(({ kind }) => kind === 'text') ? parts.map(joinParts).join(' ') : undefined;
}

type Around = Pick<CacheJob, 'entry' | 'label'>;

export const systemOf = ({ label }: Around): string | undefined =>
  label === undefined ? undefined : labelFacts(label)?.os;

/** The values of a job's matrix and of its runner; a label nobody knows stands for itself. */
export const lookupIn = (job: Around): Lookup => {
  const readMatrix = matrixValue(job.entry);
  return (tree) => {
    const [context, name] = accessPath(tree) ?? [];
    if (!sameName(context, 'runner')) return readMatrix(tree);
    if (sameName(name, 'os')) return runnerSystems[systemOf(job) ?? ''] ?? job.label;
    return sameName(name, 'arch') && job.label !== undefined ? `architecture of ${job.label}` : undefined;
  };
};

const runnerSystems: Readonly<Record<string, string>> = { linux: 'Linux', windows: 'Windows', macos: 'macOS' };

/** Whether what is not known of a text is the same in all jobs of a matrix. */
export const isSteady = (parts: readonly TextPart[]): boolean =>
  parts.every((part) => part.kind === 'text' || (part.tree !== undefined && isSteadyTree(part.tree)));

const steady = ['github', 'inputs', 'needs', 'vars', 'secrets'];
const isSteadyTree = (tree: ExpressionNode): boolean =>
  accessesOf(tree).every(([context = '']) => steady.includes(context.toLowerCase()));

/** Whether only packages as they were downloaded are cached: they fit every version of the tool that reads them. */
export const holdsDownloads = ({ paths }: CacheStep): boolean =>
  paths.length > 0 && paths.every((path) => path.startsWith('!') || downloads.test(path));

const downloads =
  /(?:\.npm|_cacache|npm-cache|\.yarn(?:[\\/].*)?|yarn[\\/].*cache|\.cache[\\/](?:yarn|pip|pypoetry|uv|pnpm|composer|deno|ms-playwright|Cypress)|pnpm[\\/-]store.*|\.pnpm-store|\.m2(?:[\\/]repository)?|\.gradle(?:[\\/](?:caches|wrapper).*)?|\.ivy2.*|go[\\/]pkg[\\/]mod|\.cargo[\\/](?:registry|git).*|\.nuget[\\/]packages|\.composer(?:[\\/]cache)?|composer[\\/]cache|\.bundle[\\/]cache|\.hex|\.pub-cache|pip[\\/][Cc]ache)[\\/*]*$/;
