/**
 * What commands in scripts do with the token: git, gh, and programs that publish.
 *
 * Sources: https://docs.github.com/rest/authentication/permissions-required-for-github-apps and
 * https://docs.npmjs.com/generating-provenance-statements, read 2026-08.
 */
import type { Certainty } from './action-permissions.ts';

export interface CommandNeed {
  readonly command: RegExp;
  /** `scope: level` */
  readonly permissions: readonly string[];
  readonly certainty: Certainty;
  /** What the command does, behind "this step …". */
  readonly reason: string;
  /** Whether the command reads its token from GH_TOKEN. */
  readonly asks: 'gh' | 'git' | 'other';
}

const gh = (
  command: RegExp,
  permissions: readonly string[],
  reason: string,
  certainty: Certainty = 'should',
): CommandNeed => ({
  command,
  permissions,
  certainty,
  reason,
  asks: 'gh',
});
const other = (command: RegExp, permission: string, reason: string, certainty: Certainty = 'may'): CommandNeed => ({
  command,
  permissions: [permission],
  certainty,
  reason,
  asks: 'other',
});

const discussing = ['pull-requests: write', 'issues: write'];
const publishing =
  /^(?:(?:npm|pnpm|yarn|bun|lerna|npx lerna)(?: \S+)*? publish|twine upload|(?:uv|poetry|hatch|flit|cargo) publish|gem push|python[\d.]* -m twine)\b/;

export const commandNeeds: readonly CommandNeed[] = [
  {
    command:
      /^git (?:-\S+ (?:\S+ )?)*push(?! .*(?:--dry-run|https?:|git@|ssh:))(?: -\S+)*(?: ["']?origin["']?(?: .*)?)?$/,
    permissions: ['contents: write'],
    certainty: 'must',
    reason: 'pushes with git',
    asks: 'git',
  },
  {
    command: /^git (?:-\S+ (?:\S+ )?)*push\b/,
    permissions: ['contents: write'],
    certainty: 'may',
    reason: 'pushes with git',
    asks: 'git',
  },
  gh(/^gh release (?:create|edit|upload|delete|delete-asset)\b/, ['contents: write'], 'changes releases', 'must'),
  gh(/^gh pr create\b/, ['pull-requests: write'], 'opens a pull request'),
  gh(/^gh pr merge\b/, ['contents: write', 'pull-requests: write'], 'merges a pull request'),
  gh(/^gh pr (?:close|reopen|ready|review|update-branch)\b/, ['pull-requests: write'], 'changes a pull request'),
  gh(/^gh pr (?:comment|edit|lock|unlock)\b/, discussing, 'changes a pull request', 'may'),
  gh(
    /^gh issue (?:create|comment|edit|close|reopen|lock|unlock|pin|unpin|transfer|delete)\b/,
    ['issues: write'],
    'changes issues',
  ),
  gh(/^gh label (?:create|edit|delete|clone)\b/, discussing, 'changes labels', 'may'),
  gh(
    /^gh (?:workflow (?:run|enable|disable)|run (?:cancel|rerun|delete)|cache delete)\b/,
    ['actions: write'],
    'steers other runs',
  ),
  gh(/^gh (?:workflow|run|cache) (?:list|view|download|watch)\b/, ['actions: read'], 'looks at other runs', 'may'),
  gh(/^gh pr (?:list|view|diff|checks|status|checkout)\b/, ['pull-requests: read'], 'reads pull requests', 'may'),
  gh(/^gh issue (?:list|view|status)\b/, ['issues: read'], 'reads issues', 'may'),
  other(
    /^npm publish\b.*--provenance(?!=false)/,
    'id-token: write',
    'publishes with a proof of where it was built',
    'must',
  ),
  other(publishing, 'id-token: write', 'publishes packages'),
  other(publishing, 'packages: write', 'publishes packages'),
  other(
    /^(?:docker|podman|helm|oras|skopeo|crane|buildah|regctl)\b.*\b(?:push|copy|login|build|buildx)\b/,
    'packages: write',
    'works with a registry',
  ),
  other(/^cosign\b/, 'id-token: write', 'signs with an identity token'),
  other(/\bACTIONS_ID_TOKEN_REQUEST_|\boidc\b|--federated-token/i, 'id-token: write', 'asks for an identity token'),
];

/** A word of every command above: a script without any need not be read. */
export const commandWords =
  /\bgh\b|push|publish|upload|twine|docker|podman|helm|oras|skopeo|crane|buildah|regctl|cosign|ACTIONS_ID_TOKEN|oidc|federated/i;

/** Commands of which the text does not tell what they do with the token. */
export const openCommand =
  /^gh (?:api .*(?:-X|--method|-f|-F|--field|--raw-field|--input|graphql)|extension|ext|alias|project|secret|variable|repo (?!view|clone|list)|ruleset|models|copilot|attestation)\b|\b(?:semantic-release|release-it|lerna|changeset|standard-version|goreleaser|gh-pages|gh-deploy|mike|auto-changelog|bumpversion|bump2version|cz|jreleaser)\b|^(?:make|npm|pnpm|yarn|bun|npx|mvn|\S*mvnw|gradle|\S*gradlew|cargo|just|task|rake|bundle|poetry|invoke|nx|turbo|dotnet|sbt|mix|composer) .*(?:release|deploy|version|\btag\b|upload|ship)/;

/** Programs that can do nothing else with a token in their environment than the table says. */
export const knownWithToken =
  /^(?:gh|git|echo|printf|jq|yq|cat|test|\[|\[\[|grep|sed|awk|cut|tr|date|set|export|exit|true|false|:|sleep|head|tail|sort|uniq|wc|read|cd|mkdir|ls|rm|cp|mv|basename|dirname|tee|xargs|shift|local|return|break|continue|declare|unset|trap|base64|envsubst)(?: |$)/;
