/** Tells whether a step runs code that stands in the checked-out files, rather than only reads them. */
import type { Step } from '../model/index.ts';
import { parseUses } from './action-catalog.ts';
import { commandsOf } from './script-commands.ts';

/** Programs that run what a project says: its scripts, its build files, its tests. */
const builders = [
  ...['npm', 'pnpm', 'yarn', 'bun', 'npx', 'tsx', 'ts-node', 'jest', 'vitest', 'eslint', 'playwright', 'cypress'],
  ...['poetry', 'uv', 'tox', 'nox', 'pytest', 'hatch', 'make', 'gmake', 'cmake', 'ninja', 'meson', 'just', 'rake'],
  ...['cargo', 'go', 'mvn', 'gradle', 'sbt', 'ant', 'bazel', 'bazelisk', 'dotnet', 'msbuild', 'bundle', 'rspec'],
  ...['composer', 'phpunit', 'mix', 'stack', 'cabal', 'swift', 'xcodebuild', 'fastlane', 'flutter', 'earthly'],
  ...['terraform', 'tofu', 'pulumi', 'serverless', 'jekyll', 'mkdocs', 'sphinx-build', 'pre-commit', 'docker-compose'],
];
const builder = new RegExp(`^(?:${builders.join('|')})(?: |$)`);
/** A script by its file: `./build.sh`, `bash ci/test.sh`, `python tools/gen.py`. */
const ownFile =
  /^(?:\.{1,2}\/|[\w-]+\/[\w./-]+\.(?:sh|py|js|rb|pl)\b)|^(?:bash|sh|zsh|source|\.|node|deno run|python[\d.]*|ruby|php|perl|pwsh)(?: -[a-zA-Z-]+)* (?!-)[\w./-]+\.\w+/;
const building =
  /^(?:docker|podman)(?: (?:buildx|compose|image))* (?:build|up|bake)\b|^python[\d.]* -m (?:pytest|build|tox|nox|unittest)\b|^(?:python[\d.]* -m )?pip[\d.]* install (?:.* )?(?:-r|-e|--requirement|--editable|\.)/;
/** What only asks a builder something, or installs a tool by its name. */
const harmless =
  /^\S+ (?:--version|-v|-V|version|--help|help)\b|^(?:npm|pnpm|yarn|bun) (?:(?:install|i|add) .*(?:-g\b|--global)|(?:global|config|cache|view|info|whoami|login|set)\b)|^(?:go|cargo) (?:install|env)(?! (?:--path )?\.)|^dotnet tool|^uv (?:tool|python|venv)/;

/** Whether a command is a script of the project, by its file. */
export const runsOwnFile = (text: string): boolean => ownFile.test(text);

/** The commands of a script that run code of the project. */
export const codeIn = (script: unknown): string[] =>
  commandsOf(script)
    .map(({ text }) => text)
    .filter((text) => !harmless.test(text) && (builder.test(text) || ownFile.test(text) || building.test(text)));

const buildingActions = [
  ...['docker/build-push-action', 'docker/bake-action', 'pre-commit/action', 'cypress-io/github-action'],
  ...['bahmutov/npm-install', 'gradle/gradle-build-action', 'goreleaser/goreleaser-action', 'pypa/cibuildwheel'],
];

/**
 * Whether a step runs code of the checked-out files.
 *
 * @param folder where they were checked out to, when that is not the working directory
 */
export function runsProjectCode(step: Step, folder: string | undefined): boolean {
  if (step.kind === 'run') {
    const isThere = folder === undefined || `${step.workingDirectory ?? ''}\n${step.run}`.includes(folder);
    return isThere && codeIn(step.run).length > 0;
  }
  if (step.kind !== 'uses' || typeof step.uses !== 'string') return false;
  if (/^\.{1,2}\//.test(step.uses)) return folder === undefined || step.uses.includes(folder);
  const name = parseUses(step.uses)?.name.toLowerCase();
  return folder === undefined && name !== undefined && buildingActions.includes(name);
}
