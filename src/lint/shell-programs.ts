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
  /^(?:yarn|pnpm|bun) (?:jest|vitest|mocha|ava|tsc|playwright|cypress|biome|prettier)(?!.* (?:-u|--update\S*|--write|--fix)(?: |$))(?: |$)/,
  /^(?:make|gmake|cmake|ctest|ninja|meson|rake|mvnw?|gradlew?|sbt|bazel(?:isk)?|xcodebuild|msbuild|fastlane)(?: |$)/,
  /^(?:pytest|py\.test|unittest|tox|nox|jest|vitest|mocha|ava|karma|cypress|playwright|phpunit|rspec|gotestsum)(?: |$)/,
  /^(?:mypy|pyright|ruff|flake8|pylint|black|isort|bandit|eslint|prettier|stylelint|tsc|biome|phpstan|psalm)(?: |$)/,
  /^(?:rubocop|shellcheck|hadolint|yamllint|actionlint|golangci-lint|staticcheck|pre-commit|terraform|tofu)(?: |$)/,
];

/** Programs whose status is what they found; some of them only report where they are told to. */
const scanners: readonly RegExp[] = [
  /^(?:cargo|npm|pnpm|yarn|bun|composer|bundle|uv)(?: .*)? audit(?! fix)(?: |$)/,
  /^(?:trivy (?:.* )?(?:image|fs|filesystem|rootfs|repo|repository|config|sbom)|snyk (?:\w+ )?test|gitleaks (?:detect|protect|dir|git))(?: |$)/,
  /^(?:semgrep (?:ci|scan|-)|safety (?:check|scan)|buf (?:lint|breaking)|helm lint|zizmor |grype |checkov |osv-scanner )/,
  /^(?:pip-audit|bundle-audit|bundler-audit|govulncheck|gosec|tfsec|tflint|kube-linter|kubeconform|brakeman)(?: |$)/,
  /^(?:codespell|typos|markdownlint(?:-cli2?)?|mdl|vale|ansible-lint|swiftlint|ktlint|detekt|cppcheck|cpplint)(?: |$)/,
  /^(?:oxlint|sqlfluff|htmlproofer|lychee|phpcs|pint|infection|pest|bats|prove|pycodestyle|pydocstyle)(?: |$)/,
  /^(?:basedpyright|pytype|luacheck|busted|cargo-audit|cargo-deny|revive|errcheck|clang-tidy)(?: |$)/,
  /^(?:nix flake check|cosign verify|gh attestation verify|twine check|forge test|packer validate)/,
];
/** Words that make of a scanner the writer of a report, or have it mend what it finds. */
const reporting =
  / (?:--json|--sarif|-o|--out\S*|--report\S*|(?:--format|-f)[ =](?:json|sarif|xml|junit|html|cyclonedx)|--fix|--write|-w|fix|--download-\S+)(?:[ =]|$)/;

/** Words that leave a deciding program with nothing to decide. */
const idle = /^\S+ (?:help|version|clean)$| (?:--?version|-V|--help|-h|--stop)$/;
/** Tools of a compiler that rewrite the output of others. */
const converters = /^go tool (?:test2json|cover|covdata|pprof|trace)(?: |$)/;

const harmless: readonly RegExp[] = [
  /^(?::|true|false|echo|printf|cat|ls|pwd|cd|pushd|popd|yes|date|sleep|wait|which|type|hash|command|test|\[|let|expr|read|export|set|unset|shopt|trap|exit|return|break|continue|source|\.|exec|declare|local|readonly|umask|ulimit)(?: |$)/,
  /^(?:rm|rmdir|mkdir|touch|ln|chmod|chown|kill|pkill|killall|taskkill|fuser|umount|swapoff|systemctl|service|launchctl|sysctl|adb|deluser|userdel)(?: |$)/,
  /^(?:diff|cmp|comm|[efz]?grep|rg|find|fd|sed|g?awk|tr|cut|sort|uniq|head|tail|wc|tee|seq|env|printenv|jq|yq|xargs|basename|dirname|realpath|readlink|stat|file|tree)(?: |$)/,
  /^(?:ps|pgrep|pidof|df|du|free|uname|id|whoami|hostname|lsof|netstat|ss|ip|ping|dmesg|journalctl|history|nproc)(?: |$)/,
  /^(?:docker|podman)(?:[- ]compose)?(?: -\S+)* (?:rm|stop|down|kill|rmi|ps|logs|images|inspect|info|version|network|volume|system|container|image)(?: |$)/,
  /^git(?: .*)? (?:diff|log|ls-\w+|status|show|show-ref|rev-parse|rev-list|branch|tag|config|remote|describe|for-each-ref|stash|grep|cat-file|merge-base|symbolic-ref|worktree|clean|reset|gc|commit|checkout|switch)(?: |$)/,
  /^(?:apt|apt-get|brew|choco|snap|yum|dnf|apk|pip3?|npm|yarn|pnpm|gem|cargo|go|rustup|conda)(?: .*)? (?:update|remove|purge|autoremove|autoclean|uninstall|unlink|clean|cache|list|ls|search|show|info|view|outdated|audit fix|freeze|--version|-v|version|why|config|env)(?: |$)/,
  /^(?:kubectl|oc|helm|gh|aws|gcloud|az)(?: .*)? (?:delete\S*|get\S*|describe\S*|logs|list\S*|view|uninstall|remove\S*|status|top|events)(?: |$)/,
];

/**
 * What kind of command this is.
 *
 * @param text from the program on, with `…` for what only the run knows
 * @param inFile whether what it prints is kept in a file
 */
export function kindOfCommand(text: string, inFile = false): CommandKind {
  const [program = ''] = text.split(' ');
  if (program === '' || program === '…') return 'unknown';
  const own = plain(text);
  if (harmless.some((pattern) => pattern.test(own)) || idle.test(own)) return 'harmless';
  if (converters.test(own)) return 'other';
  if (scanners.some((pattern) => pattern.test(own))) return inFile || reporting.test(own) ? 'harmless' : 'deciding';
  return isCheck(text) || deciding.some((pattern) => pattern.test(own)) ? 'deciding' : 'other';
}

const interpreters = /^(?:(?:ba|da|z|k)?sh|python[\d.]*|node|ruby|perl|php|pwsh|tsx|deno run|bun)(?: -(?![ce] )\S+)* /;
const checks = /(?<!la|at|con|fas)test|build|lint|check(?!out|point)|verif|audit|validate/i;
const tidying = /clean|tear-?down|stop|kill|remove|delete|report|upload|notify|comment|summar/i;

/** Whether a command is a script of the project that is called what checks are: `./test.sh`, `bash ci/verify.sh`. */
function isCheck(text: string): boolean {
  const [file = ''] = text.replace(interpreters, '').split(' ');
  const isFile = interpreters.test(text) ? /^[\w-]*[./][\w./-]+$/.test(file) : /^\.{0,2}[\w.-]*\//.test(file);
  return isFile && checks.test(file) && !tidying.test(file.replace(/^.*\//, ''));
}

/** The program without its folder, and without what only runs it. */
function plain(text: string): string {
  const own = text.replace(/^[^\s…]*\/(?=[^\s/])/, '');
  const inner = own.replace(runners, '');
  return inner === own ? own : plain(inner);
}
