/** Tells changes apart by what they trigger: two that pass the same filters of paths are one and the same to a budget. */
import type { Trigger, Workflow } from '../../model/index.ts';
import { filterOf, notIn } from '../../plan/name-filter.ts';
import type { PlanEvent } from '../../plan/plan-event.ts';
import { prepareTriggers } from '../../plan/triggering.ts';
import { anyBranch } from '../simulation/stream.ts';
import { type BitSet, containsAll, intersection, setOf, union } from './bit-set.ts';

export interface Change {
  /** The filters of paths that it passes, by number; those that can't be read let everything pass. */
  readonly signature: BitSet;
  /** A few of the files, with the same signature; undefined where nobody knows them, and all may be triggered. */
  readonly changed: readonly string[] | undefined;
}

/** What a change triggers, with the shortest list of its files, near enough, that triggers the same. */
export type Summarize = (changed: readonly string[] | undefined) => Change;

export interface PathSignatures {
  /** For pushes to the default branch. */
  readonly ofPush: Summarize;
  /** For pull requests, whose branch is pushed to as well. */
  readonly ofPullRequest: Summarize;
}

type Paths = Pick<Trigger, 'paths' | 'pathsIgnore'>;

/** Kept apart though no workflow may ask for it: what it costs to run for documents is worth knowing. */
const documents: Paths = { pathsIgnore: ['**.md', 'docs/**'] };

export function openSignatures(
  workflows: readonly { readonly document: Workflow }[],
  defaultBranch: string,
): PathSignatures {
  const triggers = workflows.flatMap(({ document }) => document.on).filter(looksAtPaths);
  const filters = new Map([documents, ...triggers].map((paths) => [keyOfPaths(paths), paths]));
  const keys = [...filters.keys()];
  const signatureOf = openFileSignatures([...filters.values()]);
  const push: PlanEvent = { event: 'push', defaultBranch, branch: defaultBranch };
  const pull = { defaultBranch, base: defaultBranch, branch: anyBranch };
  const summarizeFor = (events: readonly PlanEvent[]): Summarize => {
    const heard = triggers.filter((trigger) => events.some((event) => hears(trigger, event)));
    const relevant = setOf(
      [documents, ...heard].map((paths) => keys.indexOf(keyOfPaths(paths))),
      keys.length,
    );
    return (changed) => (changed ? pickFiles(changed, signatureOf, relevant) : { signature: relevant, changed });
  };
  return {
    ofPush: summarizeFor([push]),
    ofPullRequest: summarizeFor([
      { ...push, branch: anyBranch },
      { event: 'pull_request', ...pull },
      { event: 'pull_request_target', ...pull },
    ]),
  };
}

const looksAtPaths = ({ paths, pathsIgnore }: Paths): boolean => (paths ?? pathsIgnore) !== undefined;

const keyOfPaths = ({ paths, pathsIgnore }: Paths): string => JSON.stringify([paths, pathsIgnore]);

/** Whether a trigger may start its workflow for an event, whatever was changed. */
function hears({ paths: _, pathsIgnore: __, ...trigger }: Trigger, event: PlanEvent): boolean {
  const decide = prepareTriggers({ kind: 'workflow', on: [trigger], jobs: [] });
  return decide(event).runs !== 'no';
}

/** Most changes are of files that changed before. */
const remembered = 50_000;

function openFileSignatures(filters: readonly Paths[]): (file: string) => BitSet {
  const passes = filters.map(openFilter);
  const known = new Map<string, BitSet>();
  return (file) => {
    const before = known.get(file);
    if (before) return before;
    const signature = setOf(
      passes.flatMap((pass, index) => (pass(file) ? [index] : [])),
      passes.length,
    );
    if (known.size >= remembered) known.clear();
    known.set(file, signature);
    return signature;
  };
}

/** Whether a file passes, or may pass, the filters of a trigger. */
function openFilter({ paths, pathsIgnore }: Paths): (file: string) => boolean {
  const filters = [
    ...(Array.isArray(paths) ? [filterOf(paths)] : []),
    ...(Array.isArray(pathsIgnore) ? [notIn(filterOf(pathsIgnore))] : []),
  ];
  return (file) => filters.every((filter) => filter(file) !== false);
}

/** Keeps a file when it passes what those before it do not; the first one where none passes anything. */
function pickFiles(files: readonly string[], signatureOf: (file: string) => BitSet, relevant: BitSet): Change {
  let signature: BitSet = relevant.map(() => 0);
  const picked: string[] = [];
  for (const file of files) {
    const own = intersection(signatureOf(file), relevant);
    if (containsAll(signature, own)) continue;
    picked.push(file);
    signature = union(signature, own);
  }
  return { signature, changed: picked.length > 0 ? picked : files.slice(0, 1) };
}
