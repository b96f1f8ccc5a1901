/** Files that hold secrets, and files that whoever writes them controls the machine with. */
import { toPattern } from './known-programs.ts';

/** A path that has one of the parts between two others. */
const anyOf = (before: string, after: string, parts: readonly string[]): RegExp =>
  new RegExp(`${before}(?:${parts.join('|')})${after}`);

const secrets: readonly RegExp[] = [
  anyOf('^/etc/', '', [
    ...['g?shadow-?', String.raw`master\.passwd`, String.raw`krb5\.keytab`, 'security/opasswd'],
    ...[String.raw`ssh/ssh_host_\w+_key`, 'sssd/', 'ppp/chap-secrets'],
    ...['wpa_supplicant', 'NetworkManager/system-connections'],
    ...[String.raw`kubernetes/(?:admin\.conf|pki)`, 'rancher', 'openvpn/.*key'],
    ...['ssl/private', 'letsencrypt/(?:live|archive)', String.raw`sudoers\b`],
  ]),
  /\/\.ssh(?:\/?$|\/\*$|\/(?!.*\.pub$)(?!known_hosts|config$|authorized_keys)[^/]*(?:id_|_rsa|_ed25519|key|identity|\.pem|\*|\uFFFC))/i,
  /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/,
  /\/\.(?:aws|azure|oci)(?:\/?$|\/\*$|\/(?:credentials|config|accessTokens|sso|cli|msal|\*))/,
  anyOf('/\\.', '$', [
    ...['netrc', 'pgpass', String.raw`my\.cnf`, 'git-credentials', 'vault-token', 'npmrc', 'pypirc', 's3cfg'],
    ...['boto', 'htpasswd', 'smbcredentials', 'rediscli_auth', String.raw`cargo/credentials\S*`],
    ...['gem/credentials', String.raw`terraform\.d/credentials\S*`],
    ...[String.raw`docker/config\.json`, 'kube/config', 'gnupg(?:/.*)?'],
    ...['password-store(?:/.*)?'],
    ...['config/(?:gcloud|gh/hosts|hub|rclone/rclone|op|doctl|heroku|keybase|BraveSoftware|google-chrome|chromium).*'],
    ...['local/share/keyrings.*', 'mozilla/firefox.*', 'bitcoin.*', 'ethereum.*'],
    ...['electrum.*', 'electron-cash.*', 'config/Slack.*', 'thunderbird.*'],
  ]),
  /^\/proc\/(?:[^/]+)\/environ$|^\/proc\/(?:kcore|[^/]+\/mem)$|^\/dev\/k?mem$/,
  /(?:Login Data|Cookies|Local State|cookies\.sqlite|key[34]\.db|logins\.json|signons\.sqlite|wallet\.dat|\.keystore|\.kdbx?|login\.keychain(?:-db)?|Library\/Keychains.*|ntds\.dit|config\\(?:SAM|SYSTEM|SECURITY))$/i,
  /^\/(?:var\/)?run\/secrets\/|^\/etc\/shadow|\/serviceaccount\/token$/,
];

const histories =
  /\/\.(?:\w+_history|history|lesshst|viminfo|histfile|zhistory|bash_sessions.*)$|\/fish_history$|ConsoleHost_history/;
const privateFiles = anyOf('(?:^|/)', '$', [
  ...[String.raw`\.env(?:\.(?!example|sample|template|dist)[\w-]+)?`],
  ...[String.raw`secrets?\.(?:ya?ml|json|txt|env)`, String.raw`credentials(?:\.\w+)?`],
  ...[String.raw`passwords?\.(?:txt|csv|ya?ml|json|kdbx)`, String.raw`service-account[\w-]*\.json`],
  ...[String.raw`private\.key`, String.raw`privkey\.pem`, String.raw`[\w.-]*private[\w-]*\.(?:pem|key)`],
  ...[String.raw`[\w.-]+\.(?:pem|key|p12|pfx|jks|kdbx)`, String.raw`terraform\.tfvars`],
  ...[String.raw`vault\.ya?ml`],
]);

const wellKnown = [
  '/etc/shadow',
  '/etc/gshadow',
  '/home/user/.ssh/id_rsa',
  '/home/user/.ssh/id_ed25519',
  '/home/user/.aws/credentials',
  '/root/.ssh/id_rsa',
  '/home/user/.netrc',
  '/home/user/.bash_history',
];

/** What kind of secret a path holds, if any. */
export function secretAt(path: string, many: boolean): 'credential' | 'history' | 'private' | undefined {
  const paths =
    many && !path.endsWith('*') ? [path, ...wellKnown.filter((each) => toPattern(path).test(each))] : [path];
  if (paths.some((each) => secrets.some((pattern) => pattern.test(each)))) return 'credential';
  if (many && /^\/etc\/(?:sh|s\*|\?|\[)/.test(path) && toPattern(path).test('/etc/shadow')) return 'credential';
  if (paths.some((each) => histories.test(each))) return 'history';
  return privateFiles.test(path) ? 'private' : undefined;
}

interface Control {
  readonly level: 'moderate' | 'high' | 'critical';
  readonly message: string;
}

const controls: readonly (readonly [RegExp, Control['level'], string])[] = [
  [/^\/dev\/(?:k?mem|port|nvram|mtd)/, 'critical', 'it is the memory of the running kernel'],
  [/^\/proc\/sysrq-trigger$/, 'critical', 'it makes the kernel crash or restart'],
  [
    /^\/etc\/(?:passwd|shadow|gshadow|group|sudoers)\b|^\/etc\/sudoers\.d/,
    'critical',
    'it decides who may log in and who is root',
  ],
  [
    /^\/etc\/(?:pam\.d|security|ld\.so\.(?:preload|conf)|ssh\/)|^\/etc\/pam\.conf/,
    'critical',
    'it decides who gets in, and what every program loads',
  ],
  [/\/\.ssh\/authorized_keys2?$|\/\.ssh\/(?:rc|config)$/, 'critical', 'it opens the account to whoever has the key'],
  [
    /^\/(?:boot|efi)(?:\/|$)|^\/vmlinuz|^\/etc\/(?:fstab|default\/grub|crypttab|inittab)$/,
    'critical',
    'the machine starts with it',
  ],
  [
    /^\/etc\/(?:cron|anacrontab|systemd|init\.d|rc\.|rc\d|profile|bash\.?|zsh|environment|update-motd|xdg\/autostart|apt\/apt\.conf|udev)|^\/var\/spool\/cron|^\/(?:usr\/)?lib\/systemd|\/Library\/Launch(?:Agents|Daemons)/,
    'critical',
    'what it holds runs by itself, as root or for everybody',
  ],
  [
    /^(?:\/home\/[^/]+|\/root|\/Users\/[^/]+|\/etc\/skel|\uFFFC)\/\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|kshrc|cshrc|tcshrc|xinitrc|xprofile|xsession|vimrc|gitconfig|config\/(?:fish|autostart|systemd).*|git\/hooks\/.*|inputrc)$/,
    'high',
    'what it holds runs at the next login or shell',
  ],
  [
    /^\/etc\/(?:hosts|resolv\.conf|hosts\.(?:allow|deny)|nsswitch\.conf)/,
    'high',
    'it decides which machines names stand for',
  ],
  [/^\/(?:proc|sys)\//, 'high', 'it changes the running kernel'],
  [
    /^\/(?:usr\/)?s?bin\/(?:ba|da|z)?sh$|^\/(?:usr\/)?s?bin\/(?:login|su|sudo|init|passwd|sshd|systemd)$|\/(?:libc|ld-linux\S*|ld-musl\S*)\.so/,
    'critical',
    'everything on the machine needs it',
  ],
  [/^\/(?:usr\/)?(?:local\/)?s?bin\//, 'high', 'programs of everybody on the machine lie there'],
  [/^\/(?:usr\/)?lib(?:32|64)?\//, 'high', 'programs load their libraries from there'],
  [/^\/var\/log\//, 'high', 'it is a log'],
  [/\/\.\w*_history$/, 'high', 'it is the record of what was done'],
  [/^\/etc\//, 'high', 'it configures the machine'],
  [/\/\.git\/hooks\//, 'high', 'git runs what it holds'],
  [/^\/var\/www\//, 'moderate', 'a server hands it out'],
];

/** What whoever writes a path gains, if anything. */
export function controlAt(path: string): Control | undefined {
  const found = controls.find(([pattern]) => pattern.test(path));
  return found && { level: found[1], message: found[2] };
}
