/**
 * Versions of actions that GitHub has switched off, and those made for a Node that its runners no longer have.
 *
 * Sources: https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/,
 * https://github.blog/changelog/2024-12-05-notice-of-upcoming-releases-and-breaking-changes-for-github-actions/,
 * https://github.com/actions/cache/discussions/1510, https://github.com/actions/upload-pages-artifact/releases/tag/v3.0.0,
 * https://github.blog/changelog/2024-09-25-end-of-life-for-actions-node16/ and `runs.using` in the action.yml of the
 * last release of each major version, read 2026-08.
 */
import { switchedOffCommits } from './retired-commits.ts';

export interface RetiredVersion {
  readonly version: string;
  /** `off`: GitHub fails the run. `old`: it runs on a newer Node than it was made for. */
  readonly state: 'off' | 'old';
  /** What to use instead: a version of the action, or another action. */
  readonly instead: string;
  /** Whether only the comment behind a commit tells the version. */
  readonly fromComment: boolean;
}

type Version = readonly [number, number, number];

interface Range {
  /** @default every version before */
  readonly from?: Version;
  readonly below: Version;
  readonly instead: string;
}

const switchedOff: Readonly<Record<string, readonly Range[]>> = {
  'actions/upload-artifact': [{ below: [4, 0, 0], instead: 'v4' }],
  'actions/download-artifact': [{ below: [4, 0, 0], instead: 'v4' }],
  'actions/cache': [
    { below: [3, 0, 0], instead: 'v4' },
    { from: [3, 0, 0], below: [3, 4, 0], instead: 'v4' },
    { from: [4, 0, 0], below: [4, 2, 0], instead: 'v4.2.0' },
  ],
  // Both store the pages with version 3 of the artifact actions.
  'actions/upload-pages-artifact': [{ below: [3, 0, 0], instead: 'v3' }],
  'actions/deploy-pages': [{ below: [4, 0, 0], instead: 'v4' }],
};

/** The last major version made for Node 12 or 16, and what to use instead. */
const old: Readonly<Record<string, readonly [lastMajor: number, instead: string]>> = {
  'actions/cache': [3, 'v4'],
  'actions/checkout': [3, 'v4'],
  'actions/configure-pages': [3, 'v4'],
  'actions/create-release': [1, 'gh release create'],
  'actions/delete-package-versions': [4, 'v5'],
  'actions/dependency-review-action': [3, 'v4'],
  'actions/github-script': [6, 'v7'],
  'actions/labeler': [4, 'v5'],
  'actions/setup-dotnet': [3, 'v4'],
  'actions/setup-go': [4, 'v5'],
  'actions/setup-java': [3, 'v4'],
  'actions/setup-node': [3, 'v4'],
  'actions/setup-python': [4, 'v5'],
  'actions/setup-ruby': [1, 'ruby/setup-ruby'],
  'actions/stale': [8, 'v9'],
  'actions/upload-release-asset': [1, 'gh release upload'],
  'actions-rs/cargo': [1, 'cargo in a script'],
  'actions-rs/toolchain': [1, 'dtolnay/rust-toolchain'],
  'aws-actions/configure-aws-credentials': [3, 'v4'],
  'azure/login': [1, 'v2'],
  'codecov/codecov-action': [3, 'v4'],
  'docker/build-push-action': [4, 'v5'],
  'docker/login-action': [2, 'v3'],
  'docker/metadata-action': [4, 'v5'],
  'docker/setup-buildx-action': [2, 'v3'],
  'docker/setup-qemu-action': [2, 'v3'],
  'dorny/paths-filter': [2, 'v3'],
  'github/codeql-action': [2, 'v3'],
  'golangci/golangci-lint-action': [3, 'v4'],
  'google-github-actions/auth': [1, 'v2'],
  'google-github-actions/setup-gcloud': [1, 'v2'],
  'goreleaser/goreleaser-action': [4, 'v5'],
  'peaceiris/actions-gh-pages': [3, 'v4'],
  'peter-evans/create-pull-request': [5, 'v6'],
  'release-drafter/release-drafter': [5, 'v6'],
  'softprops/action-gh-release': [1, 'v2'],
  'swatinem/rust-cache': [1, 'v2'],
};

/**
 * What is known against the version of an action that a reference names.
 *
 * @example
 * retiredVersion('actions/cache/save', 'v2', undefined); // { version: 'v2', state: 'off', instead: 'v4', … }
 */
export function retiredVersion(name: string, ref: string, comment: string | undefined): RetiredVersion | undefined {
  const action = name.toLowerCase().split('/').slice(0, 2).join('/');
  const isCommit = /^[0-9a-f]{40}$/i.test(ref);
  const released = isCommit ? known(action, ref) : undefined;
  const version = released ?? (isCommit ? comment?.trim().split(/\s/)[0] : ref);
  const parsed = version === undefined ? undefined : parseVersion(version);
  if (version === undefined || parsed === undefined) return undefined;
  const facts = offIn(action, parsed) ?? oldIn(action, parsed);
  return facts && { version, fromComment: isCommit && released === undefined, ...facts };
}

const known = (action: string, commit: string): string | undefined => {
  const commits = Object.hasOwn(switchedOffCommits, action) ? switchedOffCommits[action] : undefined;
  return commits?.[commit.toLowerCase()];
};

/** Numbers that are left out count as the newest there are: `v3` is moved along. */
function parseVersion(text: string): Version | undefined {
  const [, major, minor = '9999', patch = '9999'] = /^v?(\d{1,3})(?:\.(\d{1,3}))?(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

const isBelow = (one: Version, other: Version): boolean => {
  const index = one.findIndex((each, at) => each !== other[at]);
  return index !== -1 && (one[index] ?? 0) < (other[index] ?? 0);
};

function offIn(action: string, version: Version): Pick<RetiredVersion, 'state' | 'instead'> | undefined {
  const ranges = Object.hasOwn(switchedOff, action) ? (switchedOff[action] ?? []) : [];
  const range = ranges.find(({ from = [0, 0, 0], below }) => !isBelow(version, from) && isBelow(version, below));
  return range && { state: 'off', instead: range.instead };
}

function oldIn(action: string, [major]: Version): Pick<RetiredVersion, 'state' | 'instead'> | undefined {
  const [last, instead] = (Object.hasOwn(old, action) ? old[action] : undefined) ?? [];
  return last === undefined || instead === undefined || major > last ? undefined : { state: 'old', instead };
}
