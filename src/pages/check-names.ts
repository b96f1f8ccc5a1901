/**
 * The names under which GitHub shows the jobs of a workflow as checks.
 *
 * Source: MatrixBuilder and JobNameBuilder of https://github.com/actions/runner/tree/main/src/Sdk/WorkflowParser/Conversion
 */
import { accessPath, parseExpression } from '../expressions/index.ts';
import { type Data, expandMatrix, type Job, type Matrix, type MatrixEntry, type Workflow } from '../model/index.ts';
import { mayBeSkipped } from './condition.ts';
import { partsOf } from './names.ts';
import { findLocal, type Repository } from './page.ts';

export interface Check {
  /** The name, with the source of expressions that only the run can tell. */
  readonly name: string;
  readonly known: boolean;
  /** When its job is skipped, there is no check of this name. */
  readonly absentWhenSkipped: boolean;
}

/** GitHub allows workflows to call each other this deep. */
const deepest = 10;

/** The checks of a job: one, or one for each entry of its matrix and each job of the workflow that it calls. */
export function checksOf(job: Job, repository: Repository, depth = 0): Check[] {
  const own = namesOf(job);
  const absent = mayBeSkipped(job.if);
  if (job.kind === 'job')
    return own.map((check) => ({ ...check, absentWhenSkipped: absent && job.strategy?.matrix !== undefined }));
  const called = findLocal(repository, job.uses)?.document;
  const inner = called?.kind === 'workflow' && depth < deepest ? innerChecks(called, repository, depth) : [unknownJob];
  return own.flatMap((outer) =>
    inner.map(({ name, known, absentWhenSkipped }) => ({
      name: `${outer.name} / ${name}`,
      known: outer.known && known,
      absentWhenSkipped: absentWhenSkipped || absent,
    })),
  );
}

const unknownJob: Check = { name: '…', known: false, absentWhenSkipped: false };

const innerChecks = ({ jobs }: Workflow, repository: Repository, depth: number): Check[] =>
  jobs.flatMap((job) => checksOf(job, repository, depth + 1));

type Name = Pick<Check, 'name' | 'known'>;

function namesOf(job: Job): Name[] {
  const { matrix } = job.strategy ?? {};
  const name = String(job.name ?? job.id);
  const computed = name.includes('${{');
  const entries = matrix ? expandMatrix(matrix) : [{}];
  // What the run decides may be any number of jobs.
  if (!matrix || !entries) return [{ ...evaluate(name, undefined), known: !matrix && !computed }];
  const segments = segmentsOf(matrix, entries);
  return entries.map((entry, index) => (computed ? evaluate(name, entry) : withSegments(name, segments[index] ?? [])));
}

/** A name with the values of the matrix in it. */
function evaluate(name: string, entry: MatrixEntry | undefined): Name {
  const parts = partsOf(name).map(({ text, isExpression }) => {
    const value = isExpression ? entry && matrixValue(text, entry) : text;
    return { text: value ?? text, known: value !== undefined };
  });
  return { name: cut(parts.map(({ text }) => text).join('')), known: parts.every(({ known }) => known) };
}

/** The value of `matrix.os`, and of nothing else. */
function matrixValue(expression: string, entry: MatrixEntry): string | undefined {
  const { tree } = parseExpression(expression);
  const [context = '', ...keys] = (tree && accessPath(tree)) ?? [];
  if (context.toLowerCase() !== 'matrix') return undefined;
  const value = keys.reduce<Data | undefined>((data, key) => (isRecord(data) ? data[key] : undefined), entry);
  if (value === undefined || value === null) return '';
  return typeof value === 'object' || String(value).includes('${{') ? undefined : String(value);
}

const isRecord = (data: Data | undefined): data is { readonly [key: string]: Data } =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** The values in brackets: those of the axes; what `include` adds to an entry is not among them. */
function segmentsOf(matrix: Matrix, entries: readonly MatrixEntry[]): string[][] {
  const { include: _include, ...withoutInclude } = matrix;
  const base = expandMatrix(withoutInclude) ?? [];
  return entries.map((entry, index) => leavesOf(base[index] ?? entry));
}

function leavesOf(data: Data): string[] {
  if (data === null || data === '') return [];
  return typeof data === 'object' ? Object.values(data).flatMap((each: Data) => leavesOf(each)) : [String(data)];
}

const withSegments = (name: string, segments: readonly string[]): Name => ({
  name: cut(segments.length === 0 ? name : `${name} (${segments.join(', ')})`),
  known: !segments.some((segment) => segment.includes('${{')),
});

const cut = (name: string): string => (name.length > 100 ? `${name.slice(0, 97)}...` : name);
