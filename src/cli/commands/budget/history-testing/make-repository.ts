/** Makes real repositories for tests: any commits with any dates, in one go. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MadeCommit {
  /** Seconds since 1970. */
  readonly at: number;
  readonly message: string;
  readonly files?: readonly string[] | undefined;
  readonly renames?: Readonly<Record<string, string>> | undefined;
  /** @default the branch of the repository */
  readonly branch?: string | undefined;
  /** The branch that it merges. */
  readonly merge?: string | undefined;
}

/** @returns what git printed */
export function git(folder: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync('git', ['-C', folder, '-c', 'core.autocrlf=false', ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '', GIT_CONFIG_NOSYSTEM: '1' },
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}

const folders: string[] = [];

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-history-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** @returns the folder of a repository with these commits, the oldest first, and no files in its work tree */
export function makeRepository(commits: readonly MadeCommit[], branch = 'main'): string {
  const folder = makeFolder();
  git(folder, ['init', '--quiet', `--initial-branch=${branch}`]);
  if (commits.length > 0) git(folder, ['fast-import', '--quiet'], importStream(commits, branch));
  return folder;
}

function importStream(commits: readonly MadeCommit[], main: string): string {
  const tips = new Map<string, number>();
  return commits
    .map(({ at, message, files = [], renames = {}, branch = main, merge }, index) => {
      const before = tips.get(branch) ?? tips.get(main);
      const merged = merge === undefined ? undefined : tips.get(merge);
      tips.set(branch, index + 1);
      return [
        `commit refs/heads/${branch}\nmark :${index + 1}\ncommitter Somebody <somebody@example.org> ${at} +0000`,
        data(message),
        ...(before === undefined ? [] : [`from :${before}`]),
        // The files of a merge are those of both sides, as git would merge them.
        ...(merged === undefined ? [] : [`merge :${merged}`, ...filesOf(commits, merge)]),
        ...files.map((file) => `M 100644 inline ${quote(file)}\n${data(`${index} ${file}`)}`),
        ...Object.entries(renames).map(([from, to]) => `R ${quote(from)} ${quote(to)}`),
        '',
      ].join('\n');
    })
    .join('\n');
}

const filesOf = (commits: readonly MadeCommit[], merged: string | undefined): string[] =>
  commits.flatMap(({ branch, files = [] }, index) =>
    branch === merged ? files.map((file) => `M 100644 inline ${quote(file)}\n${data(`${index} ${file}`)}`) : [],
  );

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}`;

/** As git quotes names: the bytes in octal. */
const quote = (name: string): string =>
  `"${[...Buffer.from(name)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`;
