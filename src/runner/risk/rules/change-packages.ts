/** Finds commands that install, remove or publish packages. */
import { nameOf, type SimpleCommand } from '../../shell/index.ts';
import { isEssential, packageManagers } from '../package-managers.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [
    /^dpkg\b.*--force-(?:all|remove-essential|depends)|^pacman -R\w*dd|^rpm\b.*--nodeps|^apt(?:-get)?\b.*--allow-remove-essential/,
    'high',
    'removes a package without looking who needs it',
  ],
  [
    /^do-release-upgrade|^apt-key\b|^add-apt-repository\b|^apt-mark hold|^rpm --import/,
    'moderate',
    'changes where packages come from',
  ],
  [
    /^(?:emerge|nix-collect-garbage|installpkg|removepkg|pkg_add|pkg_delete|urpmi|urpme)\b(?!.*(?:--pretend|--search|-p\b|-s\b))/,
    'moderate',
    'changes the packages of the machine',
  ],
  [
    /^(?:npm|pnpm|yarn|cargo|twine|poetry|gem|flit|hatch|uv|lerna|vsce|jsr|dotnet nuget|nuget|mvn|gradle|goreleaser|clojars)\b.* ?\b(?:publish|upload|push|deploy)\b(?! '…'\.)/,
    'high',
    'publishes a package to everybody',
  ],
  [
    /^(?:npm|cargo|gem) (?:unpublish|deprecate|yank|owner|access|dist-tag (?:add|rm)|token (?:create|revoke))/,
    'high',
    'changes what everybody installs',
  ],
  [/^npm run publish|^npm run deploy/, 'moderate', 'publishes something'],
  [
    /^(?:pip\d?|python[\d.]* -m pip|pipx|uv pip|conda|mamba|gem|npm|pnpm|yarn|cargo|go|poetry|luarocks|cpanm?) .*?\b(?:uninstall|remove|rm|prune)\b/,
    'moderate',
    'removes packages',
  ],
  [
    /^(?:npm|pnpm|yarn)\b.*(?:(?:install|add|i|uninstall) .*(?:-g\b|--global)|global (?:add|remove))/,
    'moderate',
    'changes the packages of the machine',
  ],
  [
    /^pip\d? install .*(?:--break-system-packages|--force-reinstall)|^pip\d? freeze .*xargs/,
    'moderate',
    'changes the packages of the machine',
  ],
  [/^conda (?:env remove|remove .*--all)|^mamba env remove/, 'moderate', 'removes an environment'],
];

/** Asking first, or only fetching, changes nothing. */
const asks = ['assumeno', 'downloadonly', 'download-only', 'print-uris', 'test', 'list', 'print'];

const listing =
  /^(?:rpm -\w*a\w*|dpkg (?:-l|--list|--get-selections)|dpkg-query (?:-W|-l|-f\S*|--show|-Wf\S*)|apt list|apt-mark showmanual|pacman -Q(?![dtu]*t)\w*|apk (?:info|list)|brew (?:list|leaves)|snap list|flatpak list|dnf list|yum list|pip\d? (?:freeze|list)|npm (?:ls|list)|gem (?:list)|cargo install --list|pnpm (?:ls|list)|choco list|winget list|xbps-query -l|pkg info)(?= |$)/;
const narrowing = /^(?:e|f)?grep$|^rg$|^head$|^tail$|^fzf$/;

/** Whether it is given everything that a package manager lists: no filter that keeps some of it stands between. */
function removesAll(use: Use): boolean {
  const given =
    use.args.includes('-r') ||
    /^(?:-|\uFFFC.*)$/.test(use.operands.at(-1)?.shown ?? '') ||
    use.command.inside.some(({ kind }) => kind === 'loop');
  return given && use.all.some((each) => listing.test(lineOf(each)) && !each.pipeline.members.some(keepsSome));
}

const lineOf = (each: SimpleCommand): string =>
  [nameOf(each.program), ...each.args.map((word) => word.shown)].join(' ').replace(/^python[\d.]* -m pip/, 'pip');

const keepsSome = (each: SimpleCommand): boolean => {
  const args = each.args.map((word) => word.shown);
  const name = nameOf(each.program);
  if (name === 'awk') return /\/(?!\^?ii)[^/]+\//.test(args.join(' '));
  return narrowing.test(name) && !args.some((word) => /^-\w*v|^\^?ii/.test(word) || /^-n ?\+|^\+\d/.test(word));
};

/** `pip freeze | xargs pip uninstall` */
const removesLibraries = (use: Use): Finding | undefined =>
  /^(?:pip\d?|python[\d.]* -m pip|pipx|uv pip|gem|npm|pnpm|cargo) .*?\b(?:uninstall|remove|rm|un)\b/.test(use.line) &&
  removesAll(use)
    ? { level: 'high', message: 'removes every package that is installed' }
    : undefined;

function checkManager(use: Use): Finding | undefined {
  const manager = Object.hasOwn(packageManagers, use.name) ? packageManagers[use.name] : undefined;
  if (manager === undefined || use.has(...asks)) return undefined;
  const word = use.args.find((each) => manager.installs.includes(each) || manager.removes.includes(each));
  if (word === undefined) return undefined;
  if (!manager.removes.includes(word)) return { level: 'moderate', message: 'changes the packages of the machine' };
  if (removesAll(use)) return { level: 'critical', message: 'removes every package of the machine' };
  const needed = use.operands.find((each) => isEssential(each.shown));
  return needed
    ? { level: 'critical', message: 'removes a package that the system needs', place: needed.place }
    : { level: 'moderate', message: 'removes packages from the machine' };
}

export const changePackages: Rule = {
  id: 'change-packages',
  why: 'Packages belong to the whole machine, and published ones to everybody.',
  examples: {
    match: [
      ['sudo apt-get install jq', 'moderate'],
      ['sudo apt-get purge systemd', 'critical'],
      ['apt-get remove -y libc6', 'critical'],
      ['pacman -Rdd glibc', 'critical'],
      ['npm publish', 'high'],
      ['pip uninstall requests', 'moderate'],
      ['npm install -g typescript', 'moderate'],
      ['rpm -qa | xargs sudo rpm -e --nodeps', 'critical'],
      ["dpkg -l | awk '/^ii/{print $2}' | xargs sudo apt-get purge -y", 'critical'],
      ['pip freeze | xargs pip uninstall -y', 'high'],
      ['pacman -Qq | pacman -Rns -', 'critical'],
      ['pacman -Qtdq | pacman -Rns -', 'moderate'],
      ["dpkg -l | grep '^rc' | xargs sudo dpkg --purge", 'moderate'],
    ],
    pass: [
      'apt list --installed',
      'apt-cache search jq',
      'npm ci',
      'npm install',
      'pip list',
      'brew list',
      'pacman -Qs x',
      'pacman -Rp x',
      'npm publish --dry-run',
      'apt-get update',
    ],
  },
  check: (use) => [...lookUp(use, table), checkManager(use), removesLibraries(use)],
};
