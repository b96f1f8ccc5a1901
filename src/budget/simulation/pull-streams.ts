/** Makes the events of pull requests: from the first push to the merge. */
import type { Traffic } from '../../config/budget.ts';
import type { PlanEvent } from '../../plan/plan-event.ts';
import { hourMs, type Month, minuteMs } from '../calendar/month.ts';
import { anyBranch, anyNumber, type Occurrence, type Stream } from './stream.ts';

/** How workflows hear of pull requests: of the merge, or with the rights of where it goes. */
export const pullEvents = ['pull_request', 'pull_request_target'] as const;
export type PullEvent = (typeof pullEvents)[number];

type Pull = Traffic['pullRequests'][number];

export interface Openings {
  /** The number of the first: they are counted through all entries, as no two may share a group of runs. */
  readonly first: number;
  /** When each is opened. */
  readonly opened: readonly number[];
  /** The fraction of a synchronization that the pull requests of other entries left over. */
  readonly carried: number;
}

export interface PullSetting {
  readonly month: Month;
  readonly defaultBranch: string;
  /** Those that some workflow hears of. */
  readonly events: readonly PullEvent[];
}

/**
 * A pull request is opened, gets its labels, is pushed to every five hours, and is merged. Its branch is pushed to as
 * well, which is an event of its own unless the branch is that of a fork.
 */
export function pullStreams(pull: Pull, setting: PullSetting, openings: Openings): Stream[] {
  const life = lifeOf(pull, setting.month, openings);
  const pushes = pull.fork ? [] : [branchPushes(pull, setting, [...life.opened, ...life.updated])];
  return [...pushes, ...setting.events.flatMap((event) => activityStreams(event, pull, setting, life))];
}

/** What happens to pull requests, each in the order of their numbers. */
interface Life {
  readonly opened: readonly Occurrence[];
  readonly labeled: readonly Occurrence[];
  readonly updated: readonly Occurrence[];
  readonly closed: readonly Occurrence[];
}

function lifeOf({ synchronizations }: Pull, month: Month, { first, opened, carried }: Openings): Life {
  const pushedTo = (position: number): number =>
    Math.floor(carried + (position + 1) * synchronizations) - Math.floor(carried + position * synchronizations);
  const later = (position: number, ms: number): Occurrence => ({
    at: within(month, (opened[position] ?? 0) + ms),
    subject: first + position,
  });
  return {
    opened: opened.map((at, position) => ({ at, subject: first + position })),
    labeled: opened.map((_, position) => later(position, minuteMs)),
    updated: opened.flatMap((_, position) =>
      Array.from({ length: pushedTo(position) }, (__, push) => later(position, (push + 1) * 5 * hourMs)),
    ),
    closed: opened.map((_, position) => later(position, (pushedTo(position) + 1) * 5 * hourMs)),
  };
}

/** What comes after the end of the month came before its beginning in the month before. */
const within = ({ from, to }: Month, at: number): number => from + ((at - from) % (to - from));

const inOrder = (occurrences: readonly Occurrence[]): Occurrence[] =>
  occurrences.toSorted((left, right) => left.at - right.at);

const branchPushes = (
  { branch = anyBranch, changed, varies }: Pull,
  { defaultBranch }: PullSetting,
  occurrences: readonly Occurrence[],
): Stream => ({
  title: 'push to the branch of a pull request',
  event: { event: 'push', defaultBranch, branch, ...(changed ? { changed } : {}) },
  varies,
  occurrences: inOrder(occurrences),
  refOf: (subject) => `branch/${subject}`,
});

function activityStreams(event: PullEvent, pull: Pull, { defaultBranch }: PullSetting, life: Life): Stream[] {
  const { base = defaultBranch, branch = anyBranch, changed, labels, fork, varies } = pull;
  const payload = { number: anyNumber, pull_request: { number: anyNumber } };
  const about = { event, defaultBranch, base, branch, fork, payload, ...(changed ? { changed } : {}) };
  const stream = (action: string, occurrences: readonly Occurrence[], more: Partial<PlanEvent> = {}): Stream => ({
    title: event === 'pull_request' ? `pull request ${action}` : `pull request ${action} (${event})`,
    event: { ...about, action, labels: action === 'opened' ? [] : labels, ...more },
    varies,
    occurrences: inOrder(occurrences),
    // With the rights of where it goes, it has the caches of there too.
    refOf: event === 'pull_request' ? (subject) => `pull/${subject}` : () => base,
  });
  return [
    stream('opened', life.opened),
    ...labels.map((label) => stream('labeled', life.labeled, { label })),
    stream('synchronize', life.updated),
    stream('closed', life.closed, { merged: true }),
  ];
}
