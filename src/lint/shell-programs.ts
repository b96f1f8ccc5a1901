/** Tells apart what a failing command of a script means: the step has failed, or nothing. */

/** `deciding` builds, tests or checks; `harmless` prints, asks or cleans up. */
export type CommandKind = 'deciding' | 'harmless' | 'other' | 'unknown';

/** Programs that only run the command behind them. */
const runners =
  /^(?:npx|bunx|xvfb-run|bundle exec|(?:poetry|uv|pipenv|hatch|rye|pdm) run|(?:pnpm|yarn) (?:exec|dlx)|python[\d.]* -m|coverage run -m)(?: -\S+)* (?=\S)/;

const deciding: readonly RegExp[] = [
  /^(?:npm|pnpm|yarn|bun)(?: .*)? (?:ci|install|i|add|t|tst|run|run-script|publish)(?: |$)/,
  /^(?:npm|pnpm|yarn|bun|deno|cargo|go|dotnet|swift|mix|stack|cabal|dart|flutter|zig|composer|docker|podman|pip3?)(?: .*)? [\w:.-]*(?:test|build|lint|check|clippy|fmt|vet|verify|compile|install|restore|publish)/,
  /^yarn$/,
  /^(?:make|gmake|cmake|ctest|ninja|meson|rake|mvnw?|gradlew?|sbt|bazel(?:isk)?|xcodebuild|msbuild|fastlane)(?: |$)/,
  /^(?:pytest|py\.test|unittest|tox|nox|jest|vitest|mocha|ava|karma|cypress|playwright|phpunit|rspec|gotestsum)(?: |$)/,
  /^(?:mypy|pyright|ruff|flake8|pylint|black|isort|bandit|eslint|prettier|stylelint|tsc|biome|phpstan|psalm)(?: |$)/,
  /^(?:rubocop|shellcheck|hadolint|yamllint|actionlint|golangci-lint|staticcheck|pre-commit|terraform|tofu)(?: |$)/,
];

/** Words that leave a deciding program with nothing to decide. */
const idle = /^\S+ (?:help|version|clean)$| (?:--?version|-V|--help|-h|--stop)$/;

const harmless: readonly RegExp[] = [
  /^(?::|true|false|echo|printf|cat|ls|pwd|cd|pushd|popd|yes|date|sleep|wait|which|type|hash|command|test|\[|let|expr|read|export|set|unset|shopt|trap|exit|return|break|continue|source|\.|exec|declare|local|readonly|umask|ulimit)(?: |$)/,
  /^(?:rm|rmdir|mkdir|touch|ln|chmod|chown|kill|pkill|killall|taskkill|fuser|umount|swapoff|systemctl|service|launchctl|sysctl|adb|deluser|userdel)(?: |$)/,
  /^(?:diff|cmp|comm|[efz]?grep|rg|find|fd|sed|g?awk|tr|cut|sort|uniq|head|tail|wc|tee|seq|env|printenv|jq|yq|xargs|basename|dirname|realpath|readlink|stat|file|tree)(?: |$)/,
  /^(?:ps|pgrep|pidof|df|du|free|uname|id|whoami|hostname|lsof|netstat|ss|ip|ping|dmesg|journalctl|history|nproc)(?: |$)/,
  /^(?:docker|podman)(?:[- ]compose)?(?: -\S+)* (?:rm|stop|down|kill|rmi|ps|logs|images|inspect|info|version|network|volume|system|container|image)(?: |$)/,
  /^git(?: .*)? (?:diff|log|ls-\w+|status|show|show-ref|rev-parse|rev-list|branch|tag|config|remote|describe|for-each-ref|stash|grep|cat-file|merge-base|symbolic-ref|worktree|clean|reset|gc|commit|checkout|switch)(?: |$)/,
  /^(?:apt|apt-get|brew|choco|snap|yum|dnf|apk|pip3?|npm|yarn|pnpm|gem|cargo|go|rustup|conda)(?: .*)? (?:update|remove|purge|autoremove|autoclean|uninstall|unlink|clean|cache|list|ls|search|show|info|view|outdated|audit|freeze|--version|-v|version|why|config|env)(?: |$)/,
  /^(?:kubectl|oc|helm|gh|aws|gcloud|az)(?: .*)? (?:delete\S*|get\S*|describe\S*|logs|list\S*|view|uninstall|remove\S*|status|top|events)(?: |$)/,
];

/**
 * What kind of command this is.
 *
 * @param text from the program on, with `…` for what only the run knows
 */
export function kindOfCommand(text: string): CommandKind {
  const [program = ''] = text.split(' ');
  if (program === '' || program === '…') return 'unknown';
  const own = plain(text);
  if (harmless.some((pattern) => pattern.test(own)) || idle.test(own)) return 'harmless';
  const local = /^\.{0,2}[\w.-]*\//.test(program) && /test|build|lint|check/i.test(program);
  return local || deciding.some((pattern) => pattern.test(own)) ? 'deciding' : 'other';
}

/** The program without its folder, and without what only runs it. */
function plain(text: string): string {
  const own = text.replace(/^[^\s…]*\/(?=[^\s/])/, '');
  const inner = own.replace(runners, '');
  return inner === own ? own : plain(inner);
}
