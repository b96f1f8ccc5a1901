/** Finds commands that install, remove or publish packages. */
import { lookUp, type Rule, type Table } from '../rule.ts';

const essential =
  '(?:libc6|libc|glibc|systemd|bash|coreutils|dpkg|apt|sudo|linux-image\\S*|kernel\\S*|init|util-linux|base-files|login|passwd|grub\\S*|openssh-server|python3|python3-minimal|pacman|rpm|dnf|yum|filesystem|base|network-manager|initramfs-tools|ubuntu-desktop|gnome\\S*|e2fsprogs|tar|gzip|libssl\\S*|perl-base|musl|busybox|alpine-base|\\*|.*\\*.*)';

const table: Table = [
  [
    new RegExp(
      `^(?:apt|apt-get|aptitude|dnf|yum|zypper|apk|pacman|dpkg|rpm)\\b.* (?:remove|purge|autoremove|erase|del|-R\\w*|-r|--remove|--purge|-P|-e)\\b.* '?${essential}'?(?: |$)`,
    ),
    'critical',
    'removes a package that the system needs',
  ],
  [
    /^dpkg\b.*--force-(?:all|remove-essential|depends)|^pacman -R\w*dd|^rpm\b.*--nodeps|^apt(?:-get)?\b.*--allow-remove-essential/,
    'high',
    'removes a package without looking who needs it',
  ],
  [
    /^(?:apt|apt-get|aptitude) (?:remove|purge|autoremove|autopurge|dist-upgrade|full-upgrade|build-dep|install|upgrade|reinstall|-y|safe-upgrade)\b/,
    'moderate',
    'changes the packages of the machine',
  ],
  [
    /^(?:apt|apt-get) .*\b(?:install|remove|purge|upgrade|autoremove)\b/,
    'moderate',
    'changes the packages of the machine',
  ],
  [
    /^do-release-upgrade|^apt-key\b|^add-apt-repository\b|^apt-mark hold|^rpm --import/,
    'moderate',
    'changes where packages come from',
  ],
  [
    /^(?:dnf|yum|zypper|microdnf)\b.*\b(?:install|remove|erase|update|upgrade|autoremove|downgrade|group|module|in|rm|up|dup|swap)\b/,
    'moderate',
    'changes the packages of the machine',
  ],
  [
    /^pacman -(?:S\w*|R\w*|U\w*)(?<!-S[sicl]+|-Ss\w*)\b|^(?:yay|paru) -[SR]/,
    'moderate',
    'changes the packages of the machine',
  ],
  [
    /^apk (?:add|del|upgrade)\b|^(?:dpkg|rpm) .*(?:-i\b|-r\b|-P\b|-e\b|-U\w*|-ivh|--install|--remove|--purge|--erase)|^(?:snap|flatpak) (?:install|remove|uninstall|refresh|update)\b|^emerge \S|^xbps-(?:install|remove)|^nix-(?:env|collect-garbage)\b|^port (?:install|uninstall)|^pkg (?:install|delete|remove)/,
    'moderate',
    'changes the packages of the machine',
  ],
  [
    /^(?:brew) (?:uninstall|remove|rm|install|upgrade|cleanup|tap|untap|unlink|reinstall|autoremove)\b|^(?:choco|winget|scoop) (?:install|uninstall|upgrade)\b/,
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
    ],
    pass: [
      'apt list --installed',
      'apt-cache search jq',
      'npm ci',
      'npm install',
      'pip list',
      'brew list',
      'pacman -Qs x',
      'npm publish --dry-run',
      'apt-get update',
    ],
  },
  check: (use) => lookUp(use, table),
};
