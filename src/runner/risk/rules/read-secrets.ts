/** Finds commands that read passwords, keys and tokens. */
import type { Word } from '../../shell/index.ts';
import { named } from '../named.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import { secretAt } from '../sensitive-paths.ts';
import type { Use } from '../use.ts';

/** Programs that name a file without showing what is in it, or use a key for what it is for. */
const discreet = named(
  'ls ll dir stat test [ [[ file find fd tree du df touch mkdir chmod chown chgrp chattr lsattr getfacl ssh',
  'ssh-add ssh-keygen ssh-copy-id ssh-keyscan echo printf rm shred unlink rmdir basename dirname realpath',
  'readlink which export cd pushd git source . docker-compose certbot ln type namei ansible',
  'ansible-playbook kubectl helm terraform aws gcloud mosh autossh sshpass man info chpasswd htpasswd exec',
  'sudo doas env sh bash zsh dash xargs timeout nohup python python3 perl ruby node php set dotenv trap',
  'eval mount umount sha256sum md5sum wc gpg-connect-agent nginx sops age vault mkcert keytool restorecon',
  'alias',
);

const table: Table = [
  [
    /169\.254\.169\.254|metadata\.google\.internal|100\.100\.100\.200|fd00:ec2::254|169\.254\.170\.2/,
    'critical',
    'asks the cloud for the credentials of the machine',
  ],
  [
    /^security (?:find-(?:generic|internet)-password|dump-keychain|export|find-identity)/,
    'critical',
    'reads the keychain',
  ],
  [
    named(
      'unshadow john hashcat mimikatz lazagne secretsdump* pwdump* fgdump samdump2 laZagne*',
      'impacket-secretsdump truffle* chntpw hashdump gsecdump procdump',
    ),
    'critical',
    'breaks or collects passwords',
  ],
  [/^(?:getent) g?shadow/, 'critical', 'reads the hashes of passwords'],
  [/^(?:secret-tool) (?:search|lookup)|^kwallet-query|^cmdkey \/list|^vaultcmd /, 'critical', 'reads stored passwords'],
  [
    /^aws (?:secretsmanager get-secret-value|ssm get-parameters?\b.*--with-decryption|iam create-access-key|sts get-session-token|configure export-credentials|kms decrypt)/,
    'critical',
    'reads credentials from the cloud',
  ],
  [
    /^gcloud (?:secrets versions access|auth print-access-token|iam service-accounts keys create|auth application-default print-access-token)/,
    'critical',
    'reads credentials from the cloud',
  ],
  [
    /^az (?:keyvault secret (?:show|download)|account get-access-token|ad sp create-for-rbac|ad sp credential)/,
    'critical',
    'reads credentials from the cloud',
  ],
  [
    /^(?:kubectl|oc) get secrets?\b.*(?:-o|--output)|^(?:kubectl|oc) (?:describe|view).* secret|^kubectl config view.*--raw/,
    'critical',
    'reads secrets of the cluster',
  ],
  [/^vault (?:kv get|read|token lookup)\b/, 'high', 'reads secrets'],
  [/^gpg\d? .*--export-secret|^ssh-keygen .*-\w*p .*-f/, 'critical', 'takes a secret key out'],
  [
    /^pass (?:show|ls)|^op (?:item get|read)|^bw (?:get|export|list)|^lpass (?:show|export)/,
    'high',
    'reads stored passwords',
  ],
  [/^reg (?:save|export) .*(?:sam|system|security)\b/i, 'critical', 'copies the store of passwords'],
  [/^netsh wlan show profiles?.*key=clear/i, 'critical', 'reads the passwords of networks'],
  [
    /^(?:gh auth token|git credential fill|git-credential\S* get|heroku auth:token|npm token list|docker-credential-\S+ get)/,
    'high',
    'reads a token',
  ],
];

/** The value of `-i` names the key that is used, and that nobody is shown. */
const isKeyOption = (use: Use, index: number): boolean =>
  /^(?:scp|sftp|rsync|curl|openssl|wget|psql|mysql|mongosh|redis-cli)$/.test(use.name) &&
  /^(?:-i|-e|--key|--cert|--cacert|-CAfile|-key|-cert|-E|-inkey)$/.test(use.args[index - 1] ?? '');

function ofPath(use: Use, word: Word): Finding | undefined {
  const { path, many } = use.locate(word);
  const kind = secretAt(path, many);
  if (
    kind === undefined ||
    (kind === 'private' && !/^(?:cat|bat|less|more|head|tail|xxd|strings|base64|od|hexdump|nl|tac)$/.test(use.name))
  )
    return undefined;
  if (kind === 'private')
    return { level: 'critical', message: `shows ${use.says(word)}, which is kept private`, place: word.place };
  if (kind === 'history')
    return { level: 'high', message: `reads the history of commands ${use.says(word)}`, place: word.place };
  return { level: 'critical', message: `reads the secrets in ${use.says(word)}`, place: word.place };
}

/** `FILE` in `-d @FILE`, `if=FILE`, `file=@FILE`, `-in FILE`. */
function pathIn(word: Word): Word {
  const shown = word.shown.replace(/^(?:if=|file:\/\/|-\w*d?@|(?:[\w-]+=)?@|--[\w-]+=@?)/, '');
  return shown === word.shown ? word : { ...word, shown };
}

const searchesSecrets = (use: Use): boolean =>
  (/^(?:grep|egrep|rg|ag|ack)$/.test(use.name) &&
    /pass(?:word|wd)|secret|api[_-]?key|token|BEGIN.*PRIVATE/i.test(use.args.join(' ')) &&
    use.operands.some((each) => ['root', 'system-top', 'home'].includes(use.locate(each).region))) ||
  (use.name === 'find' &&
    use.operands.some((each) => ['root', 'system-top', 'home'].includes(use.locate(each).region)) &&
    /id_rsa|id_ed25519|\.pem|\.kdbx|wallet|\.env\b|credentials|shadow|\.ppk|-perm [-/]?[246]000|-perm [-/]u=s/.test(
      use.args.join(' '),
    ));

/** `echo $AWS_SECRET_ACCESS_KEY` on its own shows it; piped into a login it is used. */
function showsVariable(use: Use): Finding | undefined {
  const alone = use.command.pipeline.length === 1 && use.command.redirections.length === 0;
  const names = use.name === 'printenv' ? use.args : use.command.args.flatMap((each) => each.variables);
  const secret = names.some((each) => /SECRET|PASSWORD|PASSWD|PRIVATE_KEY|ACCESS_KEY|API_KEY/i.test(each));
  const shows = /^(?:printenv|echo|printf)$/.test(use.name) && alone && secret;
  return shows && use.command.inside.length === 0
    ? { level: 'critical', message: 'shows a secret of the environment' }
    : undefined;
}

export const readSecrets: Rule = {
  id: 'read-secrets',
  why: 'Who has the key is the person, to every machine that takes it.',
  examples: {
    match: [
      ['cat /etc/shadow', 'critical'],
      ['base64 ~/.ssh/id_rsa', 'critical'],
      ['curl http://169.254.169.254/latest/meta-data/iam/security-credentials/', 'critical'],
      ['cp ~/.aws/credentials /tmp', 'critical'],
      ['cat ~/.bash_history', 'high'],
      ['cat .env', 'critical'],
      ['find / -name id_rsa', 'high'],
    ],
    pass: [
      'ls -l ~/.ssh',
      'cat ~/.ssh/id_rsa.pub',
      'ssh -i ~/.ssh/id_rsa host',
      'cat .env.example',
      'chmod 600 ~/.ssh/id_rsa',
      'man shadow',
      'cat /etc/hosts',
    ],
  },
  check: (use) => {
    const written = use.command.redirections.filter((each) => each.operator === '<').map((each) => each.target);
    const words = discreet.test(use.name) ? [] : use.command.args.filter((_, index) => !isKeyOption(use, index));
    const data = /^(?:grep|egrep|fgrep|rg|sed|awk|gawk)$/.test(use.name)
      ? words.filter((each) => /^[~/.]|\.\w+$/.test(each.shown))
      : words;
    const target = /^(?:cp|install|rsync|scp|tee)$/.test(use.name) ? data.slice(0, use.name === 'tee' ? 0 : -1) : data;
    return [
      ...lookUp(use, table),
      ...[...target.map(pathIn), ...written].map((word) => ofPath(use, word)),
      showsVariable(use),
      searchesSecrets(use)
        ? {
            level:
              /-exec/.test(use.line) || use.command.pipeline.members.some((each) => each.program?.text === 'xargs')
                ? 'critical'
                : 'high',
            message: 'looks everywhere for secrets',
          }
        : undefined,
    ];
  },
};
