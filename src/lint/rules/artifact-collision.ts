/** Reports artifacts of one name that several jobs, or several steps, upload. */
import { accessesOf, parseText } from '../../expressions/index.ts';
import { expandMatrix, type MatrixEntry } from '../../model/index.ts';
import { type ArtifactStep, deletesArtifacts, inputOf, uploadsOf } from '../artifacts.ts';
import { fieldsOf, sameName, show } from '../data-shapes.ts';
import { joinParts, partsOf } from '../matrix-texts.ts';
import { isShared, isSharedInMatrix, restrictionOf, variesInMatrix } from '../restrictions.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const artifactCollision: Rule = {
  id: 'artifact-collision',
  // https://github.com/actions/upload-artifact#not-uploading-to-the-same-artifact
  why: 'Since version 4 of actions/upload-artifact an artifact can be uploaded once in a run: the second upload under its name fails, and with it the job. Each job of a matrix needs a name of its own.',
  *check({ document }: LintInput): Generator<Finding> {
    if (deletesArtifacts(document)) return;
    const uploads = uploadsOf(document).filter(isOnlyUpload);
    const alone = uploads.filter((upload) => !collidesInMatrix(upload));
    for (const upload of uploads.filter(collidesInMatrix)) yield { ...inMatrix(upload), ...placeOf(upload) };
    for (const [index, upload] of alone.entries()) {
      const first = alone.slice(0, index).find((each) => collide(each, upload));
      if (first) yield { ...again(first, upload), ...placeOf(upload) };
    }
  },
};

type Upload = ArtifactStep & { readonly name: string };

/** An upload that fails where the name is taken, and with which the job fails. */
const isOnlyUpload = (upload: ArtifactStep): upload is Upload =>
  upload.name !== undefined &&
  upload.action !== 'actions/upload-artifact/merge' &&
  String(inputOf(upload, 'overwrite') ?? false) === 'false' &&
  // Perhaps only one of the jobs has such files.
  inputOf(upload, 'if-no-files-found') !== 'ignore' &&
  [upload.step.continueOnError, upload.job.continueOnError].every((each) => each === undefined || each === false);

const placeOf = ({ step, path }: Upload): Pick<Finding, 'node' | 'key' | 'path'> =>
  inputOf({ step }, 'name') === undefined
    ? { node: step, key: 'uses', path: `${path}.uses` }
    : { node: step, key: 'with', path: `${path}.with.name` };

/** Two jobs of the matrix whose uploads have one name. */
function collidingEntries({ name, step, job }: Upload): readonly [MatrixEntry, MatrixEntry] | undefined {
  const matrix = job.strategy?.matrix;
  if (!matrix || variesInMatrix(job.if) || variesInMatrix(step.if)) return undefined;
  const named = new Map<string, MatrixEntry>();
  for (const entry of expandMatrix(matrix) ?? []) {
    const parts = partsOf(name, entry);
    if (!parts.every((part) => part.kind === 'text' || (part.tree && isSharedInMatrix(part.tree, job))))
      return undefined;
    const first = named.get(joinParts(parts));
    if (first) return [first, entry];
    named.set(joinParts(parts), entry);
  }
  return undefined;
}

const collidesInMatrix = (upload: Upload): boolean => collidingEntries(upload) !== undefined;

function inMatrix(upload: Upload): Pick<Finding, 'message' | 'hint'> {
  const { name } = upload;
  const said = readsMatrix(name)
    ? `some jobs of the matrix share a name in ${show(name)}`
    : `every job of the matrix uploads the artifact ${show(name)}`;
  return { message: `${said}, and only the first upload of a name succeeds`, hint: `name it ${suggestName(upload)}` };
}

const readsMatrix = (text: string): boolean =>
  parseText(text).some(({ tree }) => tree && accessesOf(tree).some(([context]) => sameName(context, 'matrix')));

/** The name with the keys that tell the jobs apart. */
function suggestName({ name, job }: Upload): string {
  const matrix = job.strategy?.matrix;
  const entries = (matrix && expandMatrix(matrix)) ?? [];
  const keys = [...new Set(entries.flatMap(Object.keys))].filter((key) =>
    entries.every((entry) => typeof (entry[key] ?? null) !== 'object'),
  );
  const extended = (added: readonly string[]): string =>
    [name, ...added.map((key) => `\${{ matrix.${key} }}`)].join('-');
  const isOwn = (text: string): boolean =>
    new Set(entries.map((entry) => joinParts(partsOf(text, entry)))).size === entries.length;
  const axes = keys.filter((key) => key in fieldsOf(matrix?.axes) && !name.includes(`matrix.${key}`));
  const found = [...keys.map((key) => [key]), axes].map(extended).find(isOwn);
  return found ?? `${name}-\${{ strategy.job-index }}`;
}

/** Whether both uploads happen whenever one of them does, under one name. */
function collide(one: Upload, other: Upload): boolean {
  const sameJob = one.job === other.job;
  if (one.name !== other.name || (!sameJob && [one, other].some(({ name }) => !isSharedText(name)))) return false;
  if (sameJob && /\b(?:env|steps)\b|hashFiles/i.test(one.name)) return false;
  const restrictions = [one, other].map((each) => [sameJob ? undefined : each.job.if, each.step.if].map(restrictionOf));
  const [first, second] = restrictions.map((each) => each.join(' && '));
  return first === second && (sameJob || !/\b(?:matrix|env|steps|runner|failure|job)\b/i.test(first ?? ''));
}

const isSharedText = (text: string): boolean =>
  partsOf(text, {}, () => undefined).every((part) => part.kind === 'text' || (part.tree && isShared(part.tree)));

function again(first: Upload, { name, job }: Upload): Pick<Finding, 'message' | 'hint'> {
  const where = first.job === job ? 'by an earlier step' : `in job "${first.job.id}"`;
  return {
    message: `the artifact ${show(name)} is uploaded ${where} as well, and only the first upload of a name succeeds`,
    hint: 'give each a name of its own; overwrite: true replaces what was uploaded before',
  };
}
