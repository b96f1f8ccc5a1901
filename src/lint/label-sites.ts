/** The labels of a job with the place of each: in `runs-on`, or in the matrix that `runs-on` reads. */
import type { Job, Matrix } from '../model/index.ts';
import { fieldsOf, hasExpression, isFields, sameName } from './data-shapes.ts';
import { entriesOf, valuesOf } from './matrix-values.ts';

export interface LabelSite {
  readonly label: string;
  /** The route to the label: `jobs.build.runs-on[1]`, `jobs.build.strategy.matrix.os[0]`. */
  readonly path: string;
}

type Runner = readonly LabelSite[];

/** GitHub runs no more jobs of one matrix. */
const mostRunners = 256;

/** The labels that a runner must have: one list for each runner that a matrix chooses; undefined where that is not known. */
export function labelSites(job: Job): readonly Runner[] | undefined {
  // The labels of a group are its administrator's own.
  if (job.kind !== 'job' || (isFields(job.runsOn) && 'group' in job.runsOn)) return undefined;
  const path = `jobs.${job.id}.runs-on`;
  const given = isFields(job.runsOn)
    ? labelsIn(fieldsOf(job.runsOn)['labels'], `${path}.labels`)
    : labelsIn(job.runsOn, path);
  const matrix = fieldsOf(job.strategy)['matrix'];
  const choices = given.map((site) =>
    hasExpression(site.label) ? sitesInMatrix(site.label, matrix, `jobs.${job.id}.strategy.matrix`) : [[site]],
  );
  return choices.every((each) => each !== undefined) ? combine(choices) : undefined;
}

function combine(choices: readonly (readonly Runner[])[]): readonly Runner[] | undefined {
  if (choices.reduce((count, each) => count * each.length, 1) > mostRunners) return undefined;
  const [first = [], ...rest] = choices;
  return rest.reduce<readonly Runner[]>(
    (runners, each) => runners.flatMap((runner) => each.map((more) => [...runner, ...more])),
    first,
  );
}

/** The labels behind `${{ matrix.os }}`, where the axis is written out. */
function sitesInMatrix(text: string, matrix: unknown, base: string): Runner[] | undefined {
  const path = /^\s*\$\{\{\s*matrix\.([\w.-]+)\s*\}\}\s*$/i.exec(text)?.[1]?.split('.');
  if (!path || !isFields(matrix) || valuesOf(matrix as unknown as Matrix, path).open) return undefined;
  return valueSites(matrix as unknown as Matrix, path, base)
    .map(({ value, path }) => labelsIn(value, path))
    .filter((labels) => labels.length > 0);
}

interface ValueSite {
  readonly value: unknown;
  readonly path: string;
}

/** The values of a key of the matrix, each with its route. */
function valueSites(matrix: Matrix, [key = '', ...rest]: readonly string[], base: string): ValueSite[] {
  const axes = below({ value: matrix.axes, path: base }, key).flatMap(elementsOf);
  const added = entriesOf(matrix.include).flatMap((value, index) =>
    below({ value, path: `${base}.include[${index}]` }, key),
  );
  return rest.reduce<ValueSite[]>((sites, name) => sites.flatMap((site) => below(site, name)), [...axes, ...added]);
}

const below = ({ value, path }: ValueSite, key: string): ValueSite[] =>
  Object.entries(fieldsOf(value)).flatMap(([name, each]) =>
    sameName(name, key) ? [{ value: each, path: `${path}.${name}` }] : [],
  );

const elementsOf = ({ value, path }: ValueSite): ValueSite[] =>
  Array.isArray(value) ? value.map((each, index) => ({ value: each, path: `${path}[${index}]` })) : [];

function labelsIn(value: unknown, path: string): LabelSite[] {
  if (typeof value === 'string') return [{ label: value, path }];
  return elementsOf({ value, path }).flatMap((each) =>
    typeof each.value === 'string' ? [{ label: each.value, path: each.path }] : [],
  );
}
