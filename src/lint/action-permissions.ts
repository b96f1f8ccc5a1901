/**
 * What known actions do with the token that GitHub gives a job, by `owner/repo` or `owner/repo/path`.
 *
 * Source: the README and the action.yml of each, section permissions, read 2026-08.
 */

/**
 * How sure a need is. `must`: the step fails without it. `should`: it does what the action is there for. `may`: it
 * depends on inputs, on the event, or on the repository.
 */
export type Certainty = 'must' | 'should' | 'may';

export interface ActionNeed {
  /** `scope: level` */
  readonly permission: string;
  readonly certainty: Certainty;
  /** What the action does, behind "this step …". */
  readonly reason: string;
  /** Only with this input; with a value that fits, where one is given. */
  readonly input?: string;
  readonly value?: RegExp;
  /** Not with one of these inputs. */
  readonly unless?: readonly string[];
}

type Condition = Pick<ActionNeed, 'input' | 'value' | 'unless'>;

const need =
  (certainty: Certainty) =>
  (permission: string, reason: string, condition: Condition = {}): ActionNeed => ({
    permission,
    certainty,
    reason,
    ...condition,
  });
const must = need('must');
const should = need('should');
const may = need('may');

const comments = (reason: string): ActionNeed[] => [may('pull-requests: write', reason), may('issues: write', reason)];
const attests: readonly ActionNeed[] = [
  must('id-token: write', 'signs with an identity token'),
  must('attestations: write', 'stores an attestation'),
  may('packages: write', 'attaches the attestation to an image'),
  may('artifact-metadata: write', 'records where an artifact is stored'),
];
const proposes: readonly ActionNeed[] = [
  should('contents: write', 'pushes a branch'),
  should('pull-requests: write', 'opens a pull request'),
];

/** Outputs of a build that go to a registry. */
const pushing = /\bpush\b|registry|\bimage\b|\$\{\{/i;
const ownToken = /github\.token|GITHUB_TOKEN/i;

export const actionNeeds: Readonly<Record<string, readonly ActionNeed[]>> = {
  'actions/ai-inference': [should('models: read', 'asks a model')],
  'actions/attest': attests,
  'actions/attest-build-provenance': attests,
  'actions/attest-sbom': attests,
  'actions/checkout': [may('contents: read', 'reads the repository')],
  'actions/configure-pages': [
    may('pages: read', 'reads the settings of Pages'),
    may('pages: write', 'switches Pages on', { input: 'enablement' }),
  ],
  'actions/create-release': [must('contents: write', 'creates a release')],
  'actions/delete-package-versions': [should('packages: write', 'deletes packages')],
  'actions/dependency-review-action': [
    may('contents: read', 'reads the dependencies'),
    may('pull-requests: write', 'comments on the pull request', { input: 'comment-summary-in-pr' }),
  ],
  'actions/deploy-pages': [
    must('pages: write', 'deploys to Pages'),
    must('id-token: write', 'proves to Pages which run deploys'),
  ],
  'actions/download-artifact': [may('actions: read', 'reads the artifacts of another run', { input: 'run-id' })],
  'actions/first-interaction': comments('greets whoever is here for the first time'),
  'actions/labeler': [
    should('pull-requests: write', 'labels the pull request'),
    may('issues: write', 'creates labels'),
    may('contents: read', 'reads its settings'),
  ],
  'actions/stale': [
    ...comments('marks and closes what nobody works on'),
    may('actions: write', 'keeps its state'),
    may('contents: write', 'deletes branches', { input: 'delete-branch' }),
  ],
  'actions/upload-release-asset': [must('contents: write', 'adds a file to a release')],
  'amannn/action-semantic-pull-request': [
    may('pull-requests: read', 'reads the title'),
    may('statuses: write', 'sets a status', { input: 'wip' }),
  ],
  'aws-actions/configure-aws-credentials': [
    must('id-token: write', 'proves to AWS which run asks', {
      input: 'role-to-assume',
      unless: ['aws-access-key-id', 'web-identity-token-file', 'role-chaining'],
    }),
  ],
  'azure/login': [
    must('id-token: write', 'proves to Azure which run asks', { input: 'client-id', unless: ['creds', 'auth-type'] }),
  ],
  'benchmark-action/github-action-benchmark': [
    may('contents: write', 'stores the results on a branch'),
    ...comments('comments on what got slower'),
    may('deployments: write', 'deploys the results'),
  ],
  'changesets/action': [...proposes, may('id-token: write', 'publishes packages')],
  'cloudflare/pages-action': [may('deployments: write', 'records a deployment')],
  'cloudflare/wrangler-action': [may('deployments: write', 'records a deployment')],
  'codecov/codecov-action': [
    should('id-token: write', 'proves to Codecov which run uploads', { input: 'use_oidc', value: /^true$/i }),
  ],
  'cycjimmy/semantic-release-action': [
    should('contents: write', 'creates releases'),
    ...comments('comments on what is released'),
    may('id-token: write', 'publishes packages'),
    may('packages: write', 'publishes packages'),
  ],
  'dependabot/fetch-metadata': [may('pull-requests: read', 'reads the pull request')],
  'dessant/lock-threads': [...comments('locks threads'), may('discussions: write', 'locks discussions')],
  'docker/build-push-action': [
    // Without any of these, the image stays on the runner.
    may('packages: write', 'pushes an image', { input: 'push', value: /^(?!false$)/i }),
    may('packages: write', 'pushes an image', { input: 'outputs', value: pushing }),
    may('packages: write', 'pushes its cache', { input: 'cache-to', value: pushing }),
    may('packages: write', 'pushes an image', { input: 'repository', unless: ['push'] }),
    may('packages: write', 'gives the token to the build', { input: 'secrets', value: ownToken }),
    may('packages: write', 'gives the token to the build', { input: 'build-args', value: ownToken }),
  ],
  'docker/bake-action': [may('packages: write', 'pushes an image')],
  'docker/login-action': [
    may('packages: write', 'logs in to a registry', {
      input: 'registry',
      value: /ghcr\.io|docker\.pkg\.github\.com|\$\{\{/i,
    }),
  ],
  'dorny/paths-filter': [may('pull-requests: read', 'lists the changed files')],
  'dorny/test-reporter': [
    should('checks: write', 'reports as a check'),
    may('actions: read', 'reads the artifacts of another run'),
  ],
  'endbug/add-and-commit': [should('contents: write', 'pushes a commit')],
  'enricomi/publish-unit-test-result-action': [
    may('checks: write', 'reports as a check'),
    ...comments('comments on the results'),
  ],
  'firebaseextended/action-hosting-deploy': [
    may('checks: write', 'reports as a check'),
    may('pull-requests: write', 'comments with the address'),
  ],
  'github/codeql-action/analyze': [should('security-events: write', 'uploads what it finds', { unless: ['upload'] })],
  'github/codeql-action/autobuild': [],
  'github/codeql-action/init': [may('security-events: write', 'reads earlier results')],
  'github/codeql-action/upload-sarif': [should('security-events: write', 'uploads what was found')],
  'gitleaks/gitleaks-action': [may('pull-requests: write', 'comments on what it finds')],
  'golangci/golangci-lint-action': [
    may('pull-requests: read', 'reads what is new'),
    may('checks: write', 'reports as a check'),
  ],
  'google-github-actions/auth': [
    must('id-token: write', 'proves to Google Cloud which run asks', { input: 'workload_identity_provider' }),
  ],
  'google-github-actions/release-please-action': [...proposes, may('issues: write', 'creates labels')],
  'googleapis/release-please-action': [...proposes, may('issues: write', 'creates labels')],
  'goreleaser/goreleaser-action': [
    may('contents: write', 'creates a release'),
    may('packages: write', 'pushes images'),
    may('id-token: write', 'signs with an identity token'),
    may('attestations: write', 'stores attestations'),
    may('issues: write', 'closes milestones'),
  ],
  'hashicorp/vault-action': [
    may('id-token: write', 'proves to Vault which run asks', { input: 'method', value: /^jwt$/i }),
  ],
  'helm/chart-releaser-action': [should('contents: write', 'creates a release')],
  'hmarr/auto-approve-action': [should('pull-requests: write', 'approves the pull request')],
  'jamesives/github-pages-deploy-action': [
    should('contents: write', 'pushes to a branch', { unless: ['ssh-key', 'repository-name'] }),
  ],
  'marocchino/sticky-pull-request-comment': [should('pull-requests: write', 'comments on the pull request')],
  'mikepenz/action-junit-report': [
    may('checks: write', 'reports as a check'),
    may('pull-requests: write', 'comments on the results'),
  ],
  'mshick/add-pr-comment': comments('comments on the pull request'),
  'ncipollo/release-action': [must('contents: write', 'creates a release')],
  'ossf/scorecard-action': [
    may('security-events: write', 'uploads what it finds'),
    may('id-token: write', 'publishes the results', { input: 'publish_results' }),
  ],
  'peaceiris/actions-gh-pages': [
    should('contents: write', 'pushes to a branch', { unless: ['deploy_key', 'external_repository'] }),
  ],
  'peter-evans/create-or-update-comment': comments('writes a comment'),
  'peter-evans/create-pull-request': proposes,
  'peter-evans/enable-pull-request-automerge': proposes,
  'peter-evans/find-comment': [may('issues: read', 'reads comments'), may('pull-requests: read', 'reads comments')],
  'peter-evans/repository-dispatch': [should('contents: write', 'starts a workflow', { unless: ['repository'] })],
  'pypa/gh-action-pypi-publish': [
    must('id-token: write', 'proves to PyPI which run publishes', { unless: ['password'] }),
    may('attestations: write', 'stores attestations'),
  ],
  'release-drafter/release-drafter': [
    should('contents: write', 'drafts a release'),
    may('pull-requests: write', 'labels pull requests'),
  ],
  'rubygems/release-gem': [
    should('id-token: write', 'proves to RubyGems which run publishes'),
    may('contents: write', 'pushes a tag'),
  ],
  'rust-lang/crates-io-auth-action': [must('id-token: write', 'proves to crates.io which run publishes')],
  'softprops/action-gh-release': [
    must('contents: write', 'creates a release', { unless: ['repository'] }),
    may('discussions: write', 'opens a discussion', { input: 'discussion_category_name' }),
  ],
  'stefanzweifel/git-auto-commit-action': [should('contents: write', 'pushes a commit', { unless: ['repository'] })],
  'styfle/cancel-workflow-action': [should('actions: write', 'cancels other runs')],
  'super-linter/super-linter': [may('statuses: write', 'sets statuses')],
  'svenstaro/upload-release-action': [must('contents: write', 'adds a file to a release', { unless: ['repo_name'] })],
  'thollander/actions-comment-pull-request': comments('comments on the pull request'),
  'tj-actions/changed-files': [may('pull-requests: read', 'lists the changed files')],
};
