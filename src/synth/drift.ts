/** Compares what synthesis gives with what is on the disk. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import { pageFolders, pageMark } from '../pages/index.ts';
import { digest, isManifest, type Manifest, readManifest, unifyLines } from './manifest.ts';
import { marker, workflowFolder } from './outputs.ts';
import { type Difference, diffYaml } from './semantic-diff.ts';

/** A generated file: its path from the root and its text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** How a file on the disk differs from what synthesis gives. */
export type Change =
  | { readonly kind: 'missing'; readonly path: string; readonly text: string }
  | {
      readonly kind: 'changed';
      readonly path: string;
      readonly text: string;
      /** Whether the file was edited by hand; otherwise its pipeline has changed since it was written. */
      readonly edited: boolean;
      /** Empty when only comments or the layout differ. */
      readonly differences: readonly Difference[];
    }
  | { readonly kind: 'orphan'; readonly path: string };

export interface Comparison {
  readonly changes: readonly Change[];
  /** Files in the way that this tool did not write. */
  readonly findings: readonly Diagnostic[];
}

/**
 * Compares generated files with the disk.
 *
 * @param manifest the path of the manifest, one of `files`
 * @throws PipelineError when a file is there and can't be read
 */
export function compareWithDisk(root: string, files: readonly GeneratedFile[], manifest: string): Comparison {
  const known = readManifest(readIfThere(root, manifest));
  const pages = pageFolders(posix.dirname(manifest));
  const changes: Change[] = [];
  const findings: Diagnostic[] = [];
  for (const { path, text } of files) {
    const present = readIfThere(root, path);
    if (present === undefined) changes.push({ kind: 'missing', path, text });
    else if (path === manifest ? !isManifest(present) : !isOurs(path, present, pages))
      findings.push(inTheWay(root, path));
    else if (unifyLines(present) !== text) {
      const differences = path.endsWith('.yml') ? diffYaml(present, text) : [];
      changes.push({ kind: 'changed', path, text, edited: wasEdited(known, path, present), differences });
    }
  }
  const given = new Set(files.map(({ path }) => path));
  const strangers = [
    ...findGenerated(root, pages, given),
    ...noLongerMade(root, known, given, posix.dirname(manifest)),
  ];
  const orphans = strangers.filter((path) => !files.some((file) => isSameFile(root, path, file.path)));
  return { changes: [...changes, ...orphans.map((path) => ({ kind: 'orphan' as const, path }))], findings };
}

/** What was written as data, without a mark, and is no longer: the manifest knows it, unless somebody has edited it. */
function noLongerMade(root: string, known: Manifest['files'], given: ReadonlySet<string>, folder: string): string[] {
  // The manifest is a file like any other: what it names elsewhere is not touched.
  const gone = Object.keys(known).filter((path) => posix.dirname(path) === folder && !given.has(path));
  return gone.filter((path) => {
    const present = readIfThere(root, path);
    return present !== undefined && !wasEdited(known, path, present);
  });
}

/** Whether it holds something else than what was written; what the manifest does not know nobody can tell. */
const wasEdited = (known: Manifest['files'], path: string, present: string): boolean =>
  Object.hasOwn(known, path) && known[path] !== digest(present);

/** Where the file system ignores case, `CI.yml` is `ci.yml`: one file, which must not be deleted. */
function isSameFile(root: string, path: string, other: string): boolean {
  if (path.toLowerCase() !== other.toLowerCase()) return false;
  const [one, two] = [path, other].map((each) => statSync(join(root, each), { throwIfNoEntry: false }));
  return one !== undefined && two !== undefined && one.dev === two.dev && one.ino === two.ino;
}

/** The text of a file, or undefined when it is not there. */
function readIfThere(root: string, path: string): string | undefined {
  const file = join(root, path);
  if (!existsSync(file)) return undefined;
  try {
    if (statSync(file).isDirectory()) throw new Error('it is a folder');
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new PipelineError([
      {
        severity: 'error',
        code: 'unreadable-target',
        message: `${path} can't be read: ${error instanceof Error ? error.message : String(error)}`,
        source: { file, line: 1, column: 1 },
        hint: 'mend its permissions, or move it away',
      },
    ]);
  }
}

const isOurs = (path: string, text: string, pages: readonly string[]): boolean =>
  unifyLines(text).startsWith(markOf(path, pages));

/** YAML files and pages carry a mark; what else is generated lies in a folder that is ours. */
function markOf(path: string, pages: readonly string[]): string {
  if (/\.ya?ml$/.test(path)) return marker;
  return pages.includes(posix.dirname(path)) ? pageMark : '';
}

function inTheWay(root: string, path: string): Diagnostic {
  return {
    severity: 'error',
    code: 'foreign-file',
    message: `${path} is there already, and pipewright did not write it`,
    source: { file: join(root, path), line: 1, column: 1 },
    hint: 'rename the pipeline, or delete the file when the generated one replaces it',
  };
}

/** Every generated workflow, action and page on the disk but those that are given. */
function findGenerated(root: string, pages: readonly string[], given: ReadonlySet<string>): string[] {
  const workflows = namesIn(join(root, workflowFolder))
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `${workflowFolder}/${name}`);
  const actions = namesIn(join(root, '.github/actions')).map((name) => `.github/actions/${name}/action.yml`);
  const texts = pages.flatMap((folder) => pagesIn(root, folder));
  return [...workflows, ...actions, ...texts].filter((path) => {
    if (given.has(path)) return false;
    const isFile = statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;
    return isFile && isOurs(path, readIfThere(root, path) ?? '', pages);
  });
}

const pagesIn = (root: string, folder: string): string[] =>
  namesIn(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

const namesIn = (folder: string): string[] =>
  existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder).sort() : [];
